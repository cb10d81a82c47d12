"""Digests are written and pushes handed over when due; leftovers are looked for, and old rows forgotten, once a day."""

from __future__ import annotations

import logging
from typing import Any

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.push.port import PushFailed
from marketplace.notices import digests, operations, pushes
from marketplace.notices.rules import PRUNED_AT_ONCE
from marketplace.toolbox import toolbox

log = logging.getLogger(__name__)
DAILY = "notices.daily"


def install(handlers: Handlers) -> None:
    """Register the handlers; the first is run once a day."""
    handlers.register(DAILY, _daily, daily=True)
    handlers.register(digests.DIGEST_JOB, _digest)
    handlers.register(pushes.PUSH_JOB, _push, tries=8, lease_seconds=60)


def _daily(payload: dict[str, Any], context: JobContext) -> None:
    with context.finishing():
        digests.plan_overdue(context.at)
        while operations.forget(context.at) == PRUNED_AT_ONCE:
            pass


def _digest(payload: dict[str, Any], context: JobContext) -> None:
    with context.finishing():
        secret = toolbox().settings.secret_key
        digests.write_digest(payload["account_id"], secret=secret, at=context.at)


def _push(payload: dict[str, Any], context: JobContext) -> None:
    """Hand one push over. What a push service is too busy for is tried again later, as the queue tries things."""
    pusher = toolbox().pusher
    with context.reading():
        push = pushes.prepare(payload, context.at) if pusher is not None else None
    if pusher is None or push is None:
        return
    try:
        pusher.send(push)
    except PushFailed as error:
        if not error.permanent and not context.last_try:
            raise
        log.warning("a push was not taken: %s", error.code)
        with context.finishing():
            pushes.refused(push.browser, gone=error.gone)
        return
    with context.finishing():
        pushes.arrived(push.browser, at=context.at)
