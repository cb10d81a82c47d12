"""Pages: when she answers, day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from marketplace.access.permissions import Permission
from marketplace.artisans import hours as reply_hours
from marketplace.artisans import queries
from marketplace.artisans.hour_words import day_name, hours_sentence
from marketplace.artisans.schemas import HoursForm
from marketplace.artisans.weeks import WEEKDAYS
from marketplace.kit.errors import Invalid
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import zone_name
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.artisans.models import Artisan

COPY = "copy"
"""The button that writes Monday's hours into the days that are empty, and saves nothing."""


@blueprint.get("/hours")
@requires(Permission.EDIT_PROFILE)
def hours() -> Response:
    """Seven rows, one for each weekday; whoever has no profile yet begins with it."""
    artisan = queries.own(current_actor().id)
    if artisan is None:
        return see_other(url_for(".profile"))
    return _page(blank_form(HoursForm, _initial(artisan)), artisan, 200)


@blueprint.post("/hours")
@requires(Permission.EDIT_PROFILE)
def save_hours() -> Response:
    """Keep them, all or nothing."""
    actor = current_actor()
    artisan = queries.own(actor.id, lock=True)
    if artisan is None:
        return see_other(url_for(".profile"))
    form = read_form(HoursForm)
    if COPY in request.form:
        return _page(_copied(form), artisan, 200)
    if form.ok:
        try:
            reply_hours.keep(artisan, form.data.days(), actor=actor)
        except Invalid as refusal:
            form.refused(refusal)
    if not form.ok:
        return _page(form, artisan, 422)
    flash(
        gettext("Your hours are kept. Buyers read: %(hours)s", hours=hours_sentence(artisan))
        if reply_hours.week_of(artisan)
        else gettext("No hours are recorded, and none are shown."),
        "ok",
    )
    return see_other(url_for(".hours"))


def _copied(form: Form[HoursForm]) -> Form[HoursForm]:
    """Return the form with Monday's hours on every day that has none."""
    raw = MultiDict(form.raw)
    for day in WEEKDAYS:
        if not (form.value(f"opens_{day}").strip() or form.value(f"closes_{day}").strip()):
            raw[f"opens_{day}"], raw[f"closes_{day}"] = form.value("opens_0"), form.value("closes_0")
    return blank_form(HoursForm, dict(raw))


def _page(form: Form[HoursForm], artisan: Artisan, status: int) -> Response:
    page = render_template(
        "studio/hours.html",
        form=form,
        days=[(day, day_name(day)) for day in WEEKDAYS],
        zone=zone_name(toolbox().clock()),
        said=hours_sentence(artisan),
    )
    return make_response(page, status)


def _initial(artisan: Artisan) -> dict[str, object]:
    typed: dict[str, object] = {}
    for day, (opens, closes) in reply_hours.week_of(artisan).items():
        typed[f"opens_{day}"] = opens.strftime("%H.%M")
        typed[f"closes_{day}"] = closes.strftime("%H.%M").replace("00.00", "24.00")
    return typed
