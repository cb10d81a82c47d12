"""Pages: who registered for a cohort, in the order in which they came; more seats; the list as a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import Conflict
from marketplace.kit.phones import show_mobile
from marketplace.programmes import operations as programmes
from marketplace.programmes import queries as cohorts
from marketplace.programmes.labels import days_words
from marketplace.registrations import operations, queries, roll, seats
from marketplace.registrations.rules import Background, State
from marketplace.registrations.schemas import SeatsForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import moment
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other
from marketplace.web.spreadsheets import csv_file, xlsx_file

if TYPE_CHECKING:
    from marketplace.programmes.models import Cohort
    from marketplace.registrations.models import Registration

PLACE = "/programmes/<int:programme_id>/cohorts/<int:number>/registrations"
WIDTHS = (8, 12, 20, 30, 18, 30, 20, 26, 26, 40, 10, 10, 10, 22, 22)


@blueprint.get(PLACE)
@requires(Permission.EDIT_PROGRAMME)
def registrations(programme_id: int, number: int) -> Response:
    """The list, with how many there are in each state."""
    cohort = cohorts.cohort(programme_id, number)
    return _list(cohort, blank_form(SeatsForm, {"seats": cohort.seats, "version": cohort.version}))


@blueprint.post(f"{PLACE}/seats")
@requires(Permission.EDIT_PROGRAMME)
def change_seats(programme_id: int, number: int) -> Response:
    """Give the cohort more seats, which are offered to whoever waits, or fewer; nobody loses hers by it."""
    cohort, form, box = cohorts.cohort(programme_id, number), read_form(SeatsForm), toolbox()
    if not form.ok:
        return _list(cohort, form, 422)
    said = replace(programmes.entry_of_cohort(cohort), seats=form.data.seats)
    try:
        programmes.edit_cohort(cohort, said, version=form.data.version, actor=current_actor(), at=box.clock())
    except Conflict as refusal:
        form.fail("seats", refusal.code)
        return _list(cohort, form, 409)
    seats.give_more(cohort.id, clock=box.clock, timezone=box.settings.timezone)
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".registrations", programme_id=programme_id, number=number))


@blueprint.get(f"{PLACE}/list.<any(csv, xlsx):kind>")
@requires(Permission.EDIT_PROGRAMME, writes=True)
def registrations_file(programme_id: int, number: int, kind: str) -> Response:
    """The list as a file; taking it leaves a line in the journal."""
    cohort, box = cohorts.cohort(programme_id, number), toolbox()
    rows = roll.everybody(cohort.id, _filters())
    operations.note_export(cohort, len(rows), kind, actor=current_actor(), at=box.clock())
    header = (
        gettext("Number"),
        gettext("Receipt"),
        gettext("State"),
        gettext("Name"),
        gettext("WhatsApp number"),
        gettext("E-mail"),
        gettext("Kelurahan"),
        gettext("Background"),
        gettext("Experience"),
        gettext("Note"),
        gettext("May be passed on to LSP and LPK"),
        gettext("Photos may be shown"),
        gettext("May be written to later"),
        gettext("Registered"),
        gettext("Offered until"),
    )
    name = f"{cohort.programme.slug}-{cohort.number}-{box.today().isoformat()}.{kind}"
    lines = (_line(row) for row in rows)
    if kind == "csv":
        return csv_file(name, header, lines)
    return xlsx_file(name, gettext("Registrations"), header, lines, WIDTHS)


def _filters() -> roll.Filters:
    """What the address asks for; a value nobody offers asks for everything."""
    state, background = request.args.get("state", ""), request.args.get("background", "")
    return roll.Filters(
        State(state) if state in {one.value for one in State} else None,
        Background(background) if background in {one.value for one in Background} else None,
    )


def _list(cohort: Cohort, form: Form[SeatsForm], status: int = 200) -> Response:
    filters = _filters()
    asked: dict[str, Any] = {"state": filters.state, "background": filters.background}
    page = roll.page(cohort.id, filters, request.args.get("after", ""))
    which: dict[str, Any] = {"programme_id": cohort.programme_id, "number": cohort.number}
    response = render_template(
        "desk/registrations/list.html",
        form=form,
        cohort=cohort,
        days=days_words(cohort.first_on, cohort.last_on),
        tally=queries.tally(cohort),
        rows=page.items,
        hints=roll.hints(page.items),
        asked=asked,
        states=list(State),
        backgrounds=list(Background),
        which=which,
        files={kind: url_for(".registrations_file", kind=kind, **which, **asked) for kind in ("csv", "xlsx")},
        more=url_for(".registrations", **which, **asked, after=page.next_cursor) if page.next_cursor else "",
    )
    return unkept(response, status)


def _line(row: Registration) -> tuple[str | int, ...]:
    yes = {True: gettext("Yes"), False: gettext("No")}
    return (
        row.number,
        row.receipt,
        str(label(row.state)),
        row.name,
        show_mobile(row.phone) if row.phone else "",
        row.email or "",
        row.place.name if row.place else gettext("elsewhere"),
        str(label(row.background)),
        str(label(row.experience)),
        row.note,
        yes[row.consent_partners_at is not None],
        yes[row.consent_photos_at is not None],
        yes[row.consent_later_at is not None],
        moment(row.queued_at),
        moment(row.offered_until),
    )


def unkept(page: str, status: int) -> Response:
    """People's data: no browser keeps the page."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "private, no-store"
    return response
