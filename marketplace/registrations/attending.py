"""Who was there on which day: marked on the officers' list, or with the code of the day. It is never competence."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import joinedload

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import attempts
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Invalid, NotFound
from marketplace.kit.paging import Page, decode_cursor, encode_cursor, row_number
from marketplace.programmes.models import Cohort
from marketplace.registrations.models import Attendance, Registration
from marketplace.registrations.rules import (
    ADDRESS_LIMITS,
    CODE_LIMITS,
    MarkedBy,
    Presence,
    State,
    day_code,
    days_between,
)

PAGE = 100
"""People on one page of the list of a day; each page is one form."""


def days_of(cohort: Cohort) -> list[date]:
    """Return the days people can be marked on."""
    return days_between(cohort.first_on, cohort.last_on, [day.on for day in cohort.days])


def require_day(cohort: Cohort, day: date, today: date) -> None:
    """Raise NotFound for a day the cohort is not held on, or that has not come yet."""
    if day > today or day not in days_of(cohort):
        raise NotFound()


def page(cohort_id: int, after: str = "") -> Page[Registration]:
    """Return one page of those who have a seat or were marked once, by number; a cursor not ours begins anew."""
    query = _expected(cohort_id).limit(PAGE + 1)
    try:
        (number,) = decode_cursor(after)
        query = query.where(Registration.number > row_number(number))
    except ValueError:
        pass
    rows = session.scalars(query).all()
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return Page(rows, encode_cursor([rows[-1].number]) if more else None)


def everybody(cohort_id: int) -> Sequence[Registration]:
    """Return all of them, for a file."""
    return session.scalars(_expected(cohort_id)).all()


def marks(cohort_id: int) -> dict[tuple[int, date], Presence]:
    """Return what counts of each person and day of a cohort: the newest mark."""
    newest = (
        select(func.max(Attendance.id))
        .join(Registration, Registration.id == Attendance.registration_id)
        .where(Registration.cohort_id == cohort_id)
        .group_by(Attendance.registration_id, Attendance.on)
    )
    rows = session.execute(
        select(Attendance.registration_id, Attendance.on, Attendance.presence).where(
            Attendance.id.in_(newest)
        )
    )
    return {(number, on): presence for number, on, presence in rows}


def history(registration: Registration) -> Sequence[Attendance]:
    """Return every mark of one person, the oldest first."""
    return session.scalars(
        select(Attendance).where(Attendance.registration_id == registration.id).order_by(Attendance.id)
    ).all()


def present_on(registration: Registration) -> list[date]:
    """Return the days on which somebody was there."""
    newest = {one.on: one.presence for one in history(registration)}
    return sorted(day for day, presence in newest.items() if presence is Presence.PRESENT)


def mark(
    cohort: Cohort, day: date, said: Mapping[int, Presence], *, actor: Actor, at: datetime, today: date
) -> int:
    """Write down what an officer marked of people (by row) on a day; return how many marks are new.

    What says the same as before is not written again; who is not expected in this cohort is passed over. Raises
    NotFound for a day it is not held on.
    """
    policy.require(actor, Permission.EDIT_PROGRAMME)
    require_day(cohort, day, today)
    expected = {row.id for row in session.scalars(_expected(cohort.id).where(Registration.id.in_(said)))}
    before = marks(cohort.id)
    new = [
        Attendance(
            registration_id=number,
            on=day,
            presence=presence,
            marked_by=MarkedBy.LIST,
            marked_by_id=actor.id,
            marked_at=at,
        )
        for number, presence in said.items()
        if number in expected and before.get((number, day)) is not presence
    ]
    session.add_all(new)
    session.flush()
    return len(new)


def admit(receipt: str, *, address: str, at: datetime) -> None:
    """Count one try with the code of the day. Raises TooMany. Ends the transaction: load rows afterwards."""
    attempts.take(
        (attempts.key("attendance", receipt), CODE_LIMITS),
        (attempts.key("attendance-address", address), ADDRESS_LIMITS),
        at=at,
    )


def mark_self(
    cohort: Cohort, receipt: str, code: str, *, secret: str, at: datetime, today: date
) -> Registration:
    """Note that somebody is there today, by the code that hangs in the room; twice is once.

    Raises Conflict where the cohort is not held today, Invalid (code, receipt). Who left again is corrected on the
    officers' list, and stays so: a mark of theirs is not overwritten by the code.
    """
    if today not in days_of(cohort):
        raise Conflict("attendance.not_today")
    if not hmac.compare_digest(code.encode(), day_code(secret, cohort.id, today).encode()):
        raise Invalid({"code": "attendance.code"})
    found = session.scalars(
        select(Registration).where(
            Registration.cohort_id == cohort.id,
            Registration.receipt == receipt,
            Registration.state == State.SEATED,
            Registration.forgotten_at.is_(None),
        )
    ).one_or_none()
    if found is None:
        raise Invalid({"receipt": "attendance.receipt"})
    if not any(one.on == today for one in history(found)):
        session.add(
            Attendance(
                registration_id=found.id,
                on=today,
                presence=Presence.PRESENT,
                marked_by=MarkedBy.CODE,
                marked_at=at,
            )
        )
        session.flush()
    return found


def _expected(cohort_id: int) -> Select[Registration]:
    marked = exists().where(Attendance.registration_id == Registration.id)
    return (
        select(Registration)
        .where(Registration.cohort_id == cohort_id, or_(Registration.state == State.SEATED, marked))
        .options(joinedload(Registration.place))
        .order_by(Registration.number)
    )
