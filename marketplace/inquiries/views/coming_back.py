"""The page to which a text on WhatsApp leads back: it shows nothing of the talk and sends its link to the buyer."""

from __future__ import annotations

from math import ceil

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext

from marketplace.extensions import limiter
from marketplace.inquiries import coming_back
from marketplace.inquiries.views.blueprint import FLOOD, blueprint, private, too_many
from marketplace.kit.errors import TooMany
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.identity import maybe_actor
from marketplace.web.links import see_other


@blueprint.get("/talks/<mark>")
@public
def come_back(mark: str) -> Response:
    """The two sides are led on while they are signed in; anybody else is told how the buyer gets in."""
    thread, actor = coming_back.behind(mark, toolbox().settings.secret_key), maybe_actor()
    if actor is not None and actor.id == thread.buyer_account_id:
        return private(make_response(redirect(url_for(".own_talk", thread_id=thread.id))))
    if actor is not None and actor.artisan_id == thread.artisan_id:
        return private(make_response(redirect(url_for("studio.inbox_thread", thread_id=thread.id))))
    return _page(mark)


@blueprint.post("/talks/<mark>")
@public(form=True)
@limiter.limit(FLOOD)
def send_way_back(mark: str) -> Response:
    """Send the link to the buyer's mailbox; the answer is the same whether there is one."""
    box = toolbox()
    thread = coming_back.behind(mark, box.settings.secret_key)
    try:
        coming_back.admit(thread.id, request.remote_addr or "", at=box.clock())
    except TooMany as refusal:
        minutes = ceil(refusal.retry_after / 60)
        return too_many(_page(mark, 429, minutes), refusal)
    coming_back.send(coming_back.behind(mark, box.settings.secret_key), at=box.clock())
    flash(
        gettext("If an e-mail address was left with this talk, a letter with the link is on its way there."),
        "ok",
    )
    return see_other(url_for(".come_back", mark=mark))


def _page(mark: str, status: int = 200, minutes: int = 0) -> Response:
    page = render_template("inquiries/come_back.html", mark=mark, minutes=minutes)
    return private(make_response(page, status))
