"""Pages: who applied for an opportunity, the shortlist, the outcome, and the list as a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.audit import queries as journal
from marketplace.certificates.labels import badge_text
from marketplace.desk.actions import words_for
from marketplace.desk.views.blueprint import blueprint
from marketplace.desk.views.opportunities import steps_of
from marketplace.kit.errors import Conflict, Forbidden, Invalid
from marketplace.opportunities import applicants, deciding, queries, wording
from marketplace.opportunities.labels import FIELDS, value_words
from marketplace.opportunities.rules import STANDING, State
from marketplace.opportunities.schemas import OutcomeForm, ShortlistForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import date_long, mobile
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import absolute_url, see_other
from marketplace.web.spreadsheets import csv_file, xlsx_file

if TYPE_CHECKING:
    from marketplace.adapters.spreadsheets.writing import Value
    from marketplace.opportunities.applicants import Applicant
    from marketplace.opportunities.models import Opportunity

WIDTHS = (28, 20, 14, 34, 14, 24, 20, 20, 18, 44)
"""Columns of the workbook, in characters."""


@blueprint.get("/opportunities/<int:opportunity_id>")
@requires(Permission.EDIT_OPPORTUNITY)
def opportunity(opportunity_id: int) -> Response:
    """One of them: its entry, who applied, and every change ever made."""
    return _page(queries.one(opportunity_id))


@blueprint.post("/opportunities/<int:opportunity_id>/shortlist")
@requires(Permission.EDIT_OPPORTUNITY)
def shortlist_application(opportunity_id: int) -> Response:
    """Put one application on the shortlist, or take it off."""
    form, found = read_form(ShortlistForm), queries.one(opportunity_id, lock=True)
    if not form.ok:
        raise Invalid({"application": "choice"})  # only a page of somebody's own making sends no number
    try:
        deciding.shortlist(
            found,
            form.data.application,
            form.data.wanted,
            actor=current_actor(),
            at=toolbox().clock(),
        )
    except Conflict as refusal:
        return _page(found, 409, refusal.code)
    return see_other(
        url_for(".opportunity", opportunity_id=found.id) + f"#application-{form.data.application}"
    )


@blueprint.post("/opportunities/<int:opportunity_id>/outcome")
@requires(Permission.EDIT_OPPORTUNITY)
def decide_opportunity(opportunity_id: int) -> Response:
    """Give the outcome to all who applied."""
    form, found = read_form(OutcomeForm), queries.one(opportunity_id, lock=True)
    if not form.ok:
        return _page(found, 422, form=form)
    try:
        deciding.decide(
            found,
            form.data.chosen,
            form.data.words,
            version=form.data.version,
            actor=current_actor(),
            at=toolbox().clock(),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _page(found, 422, form=form)
    except Conflict as refusal:
        return _page(found, 409, refusal.code, form=form)
    except Forbidden as refusal:
        return _page(found, 403, refusal.code, form=form)
    flash(gettext("The outcome is given. Everybody who applied is told."), "ok")
    return see_other(url_for(".opportunity", opportunity_id=found.id))


@blueprint.get("/opportunities/<int:opportunity_id>/applicants.<any(csv, xlsx):kind>")
@requires(Permission.EDIT_OPPORTUNITY, writes=True)
def applicants_file(opportunity_id: int, kind: str) -> Response:
    """The list of applicants as a file; taking it leaves a line in the journal."""
    found, box = queries.one(opportunity_id, lock=True), toolbox()
    rows = applicants.of(found, box.today())
    deciding.note_export(found, len(rows), actor=current_actor(), at=box.clock())
    header = (
        gettext("Name"),
        gettext("Kelurahan"),
        gettext("Record"),
        gettext("Standing when applied"),
        gettext("On"),
        gettext("Standing today"),
        gettext("Fits the rule today"),
        gettext("Application"),
        gettext("WhatsApp, where allowed"),
        gettext("Look at the record"),
    )
    lines: Iterable[tuple[Value, ...]] = (_line(row) for row in rows)
    name = f"{found.slug}-{box.today().isoformat()}.{kind}"
    if kind == "csv":
        return csv_file(name, header, lines)
    return xlsx_file(name, gettext("Applicants"), header, lines, WIDTHS)


def _line(row: Applicant) -> tuple[str | date | None, ...]:
    artisan = row.application.artisan
    return (
        artisan.name,
        artisan.place.name if artisan.place else None,
        row.code,
        wording.attached_words(row.then),
        row.application.standing_on,
        badge_text(row.now),
        gettext("Yes") if row.verdict.eligible else gettext("No"),
        str(label(row.application.answer)),
        mobile(row.contact),
        absolute_url("records.record", code=row.code) if row.code else None,
    )


def _page(
    found: Opportunity, status: int = 200, refused: str = "", *, form: Form[OutcomeForm] | None = None
) -> Response:
    today = toolbox().today()
    rows = applicants.of(found, today)
    shown = form or blank_form(OutcomeForm)
    if refused:
        shown.fail("form", refused)
    entries = [
        (entry, words_for(entry.action), _changes(entry.details))
        for entry in reversed(journal.about("opportunity", found.id))
    ]
    page = render_template(
        "desk/opportunities/show.html",
        one=found,
        rows=rows,
        form=shown,
        steps=steps_of(found),
        asked_for=wording.asked_for(found),
        days=wording.days_words(found.first_on, found.last_on),
        until=wording.until_words(found, today),
        attached_words=wording.attached_words,
        badge_text=badge_text,
        standing=STANDING,
        deciding=found.state is State.CLOSED and found.decided_at is None,
        shown_to_all=found.state in (State.PUBLISHED, State.CLOSED),
        entries=entries,
        today=date_long(today),
    )
    return make_response(page, status)


def _changes(details: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [
        (str(FIELDS.get(name, name)), value_words(name, before), value_words(name, after))
        for name, (before, after) in details.get("changes", {}).items()
    ]
