"""The buyer wants no more letters about a talk, or wants them again: by private link, or in her account."""

from __future__ import annotations

import logging

from flask import Response, request, url_for

from marketplace.extensions import limiter
from marketplace.inquiries import links, operations, queries
from marketplace.inquiries.views.blueprint import FLOOD, blueprint
from marketplace.kit.errors import NotFound
from marketplace.toolbox import toolbox
from marketplace.web.doors import public, signed_in
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other

log = logging.getLogger("marketplace.talks")


@blueprint.post("/inquiries/<token>/mute")
@public(form=True)
@limiter.limit(FLOOD)
def mute(token: str) -> Response:
    """Whoever holds the private link mutes the talk (`muted=1`), or takes that back."""
    thread = links.opened(token, toolbox().clock(), lock=True).thread
    operations.mute_for_buyer(thread, request.form.get("muted") == "1")
    return see_other(url_for(".thread", token=token))


@blueprint.post("/account/talks/<int:thread_id>/mute")
@signed_in
def mute_own(thread_id: int) -> Response:
    """The same for a talk of this account."""
    actor = current_actor()
    try:
        thread = queries.thread_of_buyer(actor.id, thread_id, lock=True)
    except NotFound:
        log.warning("account %d asked for talk %d, which is not its own", actor.id, thread_id)
        raise
    operations.mute_for_buyer(thread, request.form.get("muted") == "1")
    return see_other(url_for(".own_talk", thread_id=thread_id))
