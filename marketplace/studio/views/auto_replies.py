"""Pages: what is sent by itself outside of her hours, and while she is away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.artisans import queries
from marketplace.artisans.hour_words import hours_sentence
from marketplace.artisans.labels import away_soon, back_on
from marketplace.inquiries import auto
from marketplace.inquiries.rules import MAX_REPLY
from marketplace.inquiries.schemas import AutoReplyForm
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from datetime import date

    from marketplace.artisans.models import Artisan

PREVIEW = "preview"
"""The button that shows what buyers would read, and saves nothing."""
EXAMPLE = timedelta(days=7)


@blueprint.get("/auto-replies")
@requires(Permission.EDIT_PROFILE)
def auto_replies() -> Response:
    """Both texts, and what buyers read; whoever has no profile yet begins with it."""
    artisan = queries.own(current_actor().id)
    if artisan is None:
        return see_other(url_for(".profile"))
    row = auto.texts_of(artisan.id)
    known = {"outside": row.outside, "away": row.away} if row else {}
    return _page(blank_form(AutoReplyForm, known), artisan, 200)


@blueprint.post("/auto-replies")
@requires(Permission.EDIT_PROFILE)
def keep_auto_replies() -> Response:
    """Keep them, or show what they would look like."""
    actor = current_actor()
    artisan = queries.own(actor.id, lock=True)
    if artisan is None:
        return see_other(url_for(".profile"))
    form = read_form(AutoReplyForm)
    if not form.ok:
        return _page(form, artisan, 422)
    if PREVIEW in request.form:
        return _page(form, artisan, 200)
    auto.keep(form.data.outside, form.data.away, actor=actor)
    flash(
        gettext("Kept. Each is sent by itself, at most once a day in each talk.")
        if form.data.outside or form.data.away
        else gettext("Nothing is sent by itself."),
        "ok",
    )
    return see_other(url_for(".auto_replies"))


def _page(form: Form[AutoReplyForm], artisan: Artisan, status: int) -> Response:
    today = toolbox().today()
    planned = away_soon(artisan, today)
    back = back_on(artisan, today) or (planned[1] if planned else None)

    def shown(name: str, day: date | None) -> str:
        return auto.fill(form.value(name), artisan, back=day)

    page = render_template(
        "studio/auto_replies.html",
        form=form,
        longest=MAX_REPLY,
        hours=hours_sentence(artisan),
        away=shown("away", back or today + EXAMPLE),
        outside=shown("outside", None),
        example=back is None,
        now=auto.occasion(artisan, toolbox().clock()),
        BACK=auto.BACK,
        HOURS=auto.HOURS,
    )
    return make_response(page, status)
