"""Pages: who was there on a day, as a list officers tick; its code for the room; the file; papers for who was there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext, ngettext

from marketplace.access.permissions import Permission
from marketplace.desk.views.blueprint import blueprint
from marketplace.desk.views.registrations import PLACE, unkept
from marketplace.kit.errors import NotFound
from marketplace.programmes import queries as cohorts
from marketplace.registrations import attended, attending, operations, roll
from marketplace.registrations.rules import Presence, day_code
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import date_short
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import absolute_url, see_other
from marketplace.web.qr import qr
from marketplace.web.spreadsheets import csv_file

if TYPE_CHECKING:
    from marketplace.programmes.models import Cohort

FIELD = "mark-"
"""Before the number of a row: what was ticked for it."""


@blueprint.get(f"{PLACE}/attendance")
@requires(Permission.EDIT_PROGRAMME)
def attendance(programme_id: int, number: int) -> Response:
    """The days of the cohort, with how many were there."""
    cohort, today = cohorts.cohort(programme_id, number), toolbox().today()
    marks = attending.marks(cohort.id)
    counts = {
        day: [sum(on == day and one is presence for (_, on), one in marks.items()) for presence in Presence]
        for day in attending.days_of(cohort)
    }
    page = render_template(
        "desk/registrations/attendance.html",
        cohort=cohort,
        days=[(day, day <= today, *counts[day]) for day in attending.days_of(cohort)],
        which=_which(cohort),
    )
    return unkept(page, 200)


@blueprint.get(f"{PLACE}/attendance.csv")
@requires(Permission.EDIT_PROGRAMME, writes=True)
def attendance_file(programme_id: int, number: int) -> Response:
    """Who was there on which day; taking it leaves a line in the journal."""
    cohort, box = cohorts.cohort(programme_id, number), toolbox()
    rows, marks, days = attending.everybody(cohort.id), attending.marks(cohort.id), attending.days_of(cohort)
    operations.note_export(cohort, len(rows), "attendance", actor=current_actor(), at=box.clock())
    header = (gettext("Number"), gettext("Receipt"), gettext("Name"), *(date_short(day) for day in days))
    lines = (
        (row.number, row.receipt, row.name, *(str(label(marks.get((row.id, day)))) for day in days))
        for row in rows
    )
    called = gettext("attendance")
    return csv_file(f"{cohort.programme.slug}-{cohort.number}-{called}.csv", header, lines)


@blueprint.get(f"{PLACE}/attendance/<day>")
@requires(Permission.EDIT_PROGRAMME)
def attendance_day(programme_id: int, number: int, day: str) -> Response:
    """The list of a day: one form for all on the page, without script."""
    cohort, on = _day(programme_id, number, day)
    page = attending.page(cohort.id, request.args.get("after", ""))
    marks = attending.marks(cohort.id)
    shown = render_template(
        "desk/registrations/day.html",
        cohort=cohort,
        on=on,
        rows=[(row, marks.get((row.id, on))) for row in page.items],
        field=FIELD,
        way=url_for(".mark_attendance", day=day, after=request.args.get("after") or None, **_which(cohort)),
        presences=list(Presence),
        following=url_for(".attendance_day", day=day, after=page.next_cursor, **_which(cohort))
        if page.next_cursor
        else "",
        which=_which(cohort),
    )
    return unkept(shown, 200)


@blueprint.post(f"{PLACE}/attendance/<day>")
@requires(Permission.EDIT_PROGRAMME)
def mark_attendance(programme_id: int, number: int, day: str) -> Response:
    """Keep what was ticked; a correction is one mark more, and the earlier ones stay."""
    cohort, on = _day(programme_id, number, day)
    box = toolbox()
    known = {presence.value: presence for presence in Presence}
    said = {
        int(name.removeprefix(FIELD)): known[value]
        for name, value in request.form.items()
        if value in known and _is_row(name)
    }
    new = attending.mark(cohort, on, said, actor=current_actor(), at=box.clock(), today=box.today())
    flash(ngettext("%(num)d mark is new.", "%(num)d marks are new.", new), "ok")
    return see_other(url_for(".attendance_day", day=day, after=request.args.get("after"), **_which(cohort)))


@blueprint.get(f"{PLACE}/attendance/<day>/code")
@requires(Permission.EDIT_PROGRAMME)
def attendance_code(programme_id: int, number: int, day: str) -> Response:
    """The code of a day to hang up in the room, for who has a telephone."""
    cohort, on = _day(programme_id, number, day)
    code = day_code(toolbox().settings.secret_key, cohort.id, on)
    address = absolute_url("registrations.here", slug=cohort.programme.slug, number=cohort.number, code=code)
    page = render_template(
        "desk/registrations/code.html",
        cohort=cohort,
        on=on,
        code=code,
        drawn=qr(address, gettext("Leads to the page where participants say that they are here")),
        which=_which(cohort),
        day=day,
    )
    return unkept(page, 200)


@blueprint.get(f"{PLACE}/<int:registration_id>/attended")
@requires(Permission.EDIT_PROGRAMME)
def attended_paper(programme_id: int, number: int, registration_id: int) -> Response:
    """The certificate of attendance of one person, to print."""
    cohort = cohorts.cohort(programme_id, number)
    found = roll.of_cohort(cohort.id, registration_id)
    back = url_for(".registration", registration_id=registration_id, **_which(cohort))
    page = render_template(
        "registrations/attended.html", paper=attended.paper(found, toolbox().today()), back=back
    )
    return unkept(page, 200)


def _which(cohort: Cohort) -> dict[str, Any]:
    return {"programme_id": cohort.programme_id, "number": cohort.number}


def _day(programme_id: int, number: int, day: str) -> tuple[Cohort, date]:
    cohort = cohorts.cohort(programme_id, number)
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise NotFound() from None
    attending.require_day(cohort, on, toolbox().today())
    return cohort, on


def _is_row(name: str) -> bool:
    number = name.removeprefix(FIELD)
    return name.startswith(FIELD) and number.isascii() and number.isdecimal() and len(number) < 10
