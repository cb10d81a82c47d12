"""Letters to people: rendered and sent by a job, from the rows of the outbox. First line of a template: the subject."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import force_locale

from marketplace.adapters.jobs.handlers import Handlers, JobContext
from marketplace.adapters.mail.outbox import KIND
from marketplace.adapters.mail.port import Letter
from marketplace.toolbox import toolbox
from marketplace.web.links import absolute_url
from marketplace.web.locale import KEY, prefix_of

MAIL_HOST = re.compile(r"[a-z0-9.-]+")


def install(handlers: Handlers) -> None:
    """Register the job that sends letters."""
    handlers.register(KIND, _send, tries=8, lease_seconds=60)


def render(template: str, locale: str, context: dict[str, Any]) -> tuple[str, str]:
    """Return subject and body of a letter in one language, its links on the configured base address."""
    settings = toolbox().settings
    environ = {KEY: locale}
    with (
        current_app.test_request_context(
            prefix_of(locale) + "/", base_url=settings.base_url, environ_overrides=environ
        ),
        force_locale(locale),
    ):
        text = render_template(f"mail/{template}.txt", **context)
    subject, _, body = text.strip().partition("\n")
    return subject.strip(), body.strip() + "\n"


def address_of(page: list[Any] | None, locale: str) -> str | None:
    """Return the whole address of the page that ends letters of a kind, as the outbox names it: endpoint, values."""
    if page is None:
        return None
    endpoint, values = page
    with current_app.test_request_context("/"):
        return absolute_url(endpoint, locale=locale, **values)


def _send(payload: dict[str, Any], context: JobContext) -> None:
    subject, body = render(payload["template"], payload["locale"], payload["context"])
    box = toolbox()
    message_id = f"{payload['key']}@{_sending_host(box.settings.base_url)}"
    unsubscribe = address_of(payload.get("unsubscribe"), payload["locale"])
    box.mailer.send(
        Letter(payload["to"], subject=subject, text=body, message_id=message_id, unsubscribe=unsubscribe)
    )


def _sending_host(base_url: str) -> str:
    """The right half of a message id; a host in letters or signs that mail does not allow there is not named."""
    host = urlsplit(base_url).hostname or ""
    return host if MAIL_HOST.fullmatch(host) else "terajut"
