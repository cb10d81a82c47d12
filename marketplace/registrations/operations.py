"""Registering, saying yes and no, correcting: with `seats` and `forgetting` the only writers of registrations.

Every step holds the cohort's row before it asks for the time: moments and numbers rise together, and the list in their
order is the order in which people came. Times are asked for by a clock for that reason, not handed in.
"""

from __future__ import annotations

from datetime import date, datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.accounts import attempts
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.kit.clock import Clock, local_day
from marketplace.kit.codes import new_code
from marketplace.kit.emails import fold
from marketplace.kit.errors import Conflict, Incomplete, Invalid
from marketplace.programmes.models import Cohort
from marketplace.programmes.queries import place_exists
from marketplace.programmes.rules import CohortState, is_open
from marketplace.registrations import links, mails, queries
from marketplace.registrations.models import Registration
from marketplace.registrations.rules import (
    ADDRESS_LIMITS,
    COHORT_LIMITS,
    CONTACT_LIMITS,
    LIFECYCLE,
    MOVE_LIMITS,
    PRESSED_TWICE,
    RECEIPT_LENGTH,
    Action,
    Consent,
    Entry,
    State,
    begins_as,
    free_seats,
    name_key,
)
from marketplace.registrations.seats import end, hold, require_known, settle


def admit(entry: Entry, *, address: str, at: datetime) -> None:
    """Count one registration: by contact and by network address. Raises TooMany past one of the limits.

    Ends the transaction it is called in: load rows afterwards.
    """
    attempts.take(*_counted(entry, address), at=at)


def admit_to(cohort_id: int, *, address: str, at: datetime) -> None:
    """Count one registration for a cohort by network address: numbers nobody has proved must not take all its seats.

    Raises TooMany past one of the limits; ends the transaction it is called in. What officers type is not counted.
    """
    attempts.take((attempts.key("registration-cohort", f"{cohort_id}:{address}"), COHORT_LIMITS), at=at)


def moves(registration: Registration, entry: Entry) -> bool:
    """Whether letters would go to an address that was not hers until now; her own may always be taken out."""
    return entry.email is not None and entry.email != registration.email


def admit_move(registration_id: int, entry: Entry, *, address: str, at: datetime) -> None:
    """Count one change of the address letters go to: by registration, new contact and network address.

    Raises TooMany past one of the limits; ends the transaction it is called in.
    """
    own = attempts.key("registration-move", registration_id), MOVE_LIMITS
    attempts.take(own, *_counted(entry, address), at=at)


def register(
    cohort_id: int,
    entry: Entry,
    *,
    clock: Clock,
    timezone: str,
    locale: str,
    actor: Actor | None = None,
    once: str = "",
) -> tuple[Registration, str]:
    """Give somebody a seat, or the next place in the line; return it with the token of its private link.

    `actor` is an officer who types it for her, also outside the days of registration. `once` is the mark of the very
    form that was sent: the same words from another one are shown for a day what they began, and get no lasting link.
    Raises Conflict ("registration.closed") where nobody can register now, Invalid naming the fields.
    """
    if actor is not None:
        policy.require(actor, Permission.EDIT_PROGRAMME)
    cohort = queries.locked_cohort(cohort_id)
    at = clock()
    _require_open(cohort, local_day(at, timezone), by_officer=actor is not None)
    _check(entry)
    again = queries.same_again(cohort.id, entry, actor.id if actor else None, at - PRESSED_TWICE)
    if again is not None:
        return again, links.again(again, once, at=at)
    tally = queries.tally(cohort)
    highest, latest = queries.last_of(cohort.id)
    made = Registration(
        cohort=cohort,
        receipt=new_code(RECEIPT_LENGTH),
        number=highest + 1,
        queued_at=max(at, latest or at),
        state=begins_as(free_seats(cohort.seats, tally.taken), tally.waiting),
        locale=locale,
        typed_by_id=actor.id if actor else None,
    )
    _write(made, entry, at)
    session.add(made)
    session.flush()
    token = links.give(made, at=at)
    links.mark(made, once, at=at)
    mails.tell(made, made.state.value, at=at, token=token)
    if actor is not None:
        _journal("registration.type", made, actor, at)
    return made, token


def accept(registration: Registration, *, clock: Clock, actor: Actor | None = None) -> None:
    """Say yes to an offered seat; `actor` is an officer whom she told so on the telephone.

    Raises Conflict: lifecycle.illegal, "registration.offer_over" after its time.
    """
    if actor is not None:
        policy.require(actor, Permission.EDIT_PROGRAMME)
    _, at = hold(registration, clock)
    move = LIFECYCLE.move(registration.state, Action.ACCEPT)
    if registration.offered_until is not None and registration.offered_until <= at:
        raise Conflict("registration.offer_over")
    registration.state, registration.offered_until = move.target, None
    session.flush()
    mails.tell(registration, "accepted", at=at)
    if actor is not None:
        _journal("registration.accept", registration, actor, at)


def withdraw(registration: Registration, *, clock: Clock, timezone: str) -> None:
    """Say no to an offer, give a seat back, or leave the line; a seat goes on to whoever is first."""
    cohort, at = hold(registration, clock)
    offered = registration.state is State.OFFERED
    end(registration, Action.DECLINE if offered else Action.CANCEL, at)
    settle(cohort, at, timezone)


def strike(registration: Registration, reason: str, *, actor: Actor, clock: Clock, timezone: str) -> None:
    """Cancel somebody's registration as an officer, with the reason she is told. Raises Incomplete without one."""
    policy.require(actor, Permission.EDIT_PROGRAMME)
    if not reason:
        raise Incomplete("reason")
    cohort, at = hold(registration, clock)
    registration.reason = reason
    end(registration, Action.STRIKE, at)
    mails.tell(registration, "struck", at=at)
    _journal("registration.strike", registration, actor, at)
    settle(cohort, at, timezone)


def hand_link(registration: Registration, *, actor: Actor, at: datetime) -> str:
    """Make one more private link, for an officer to hand to whoever has none; returns its token."""
    policy.require(actor, Permission.EDIT_PROGRAMME)
    require_known(registration)
    _journal("registration.link", registration, actor, at)
    return links.give(registration, at=at)


def note_export(cohort: Cohort, rows: int, kind: str, *, actor: Actor, at: datetime) -> None:
    """Write down that an officer took the list away, and how many people stood in it."""
    policy.require(actor, Permission.EDIT_PROGRAMME)
    details = {"number": cohort.number, "rows": rows, "kind": kind}
    journal.record(
        "registration.export", "programme", cohort.programme_id, actor=actor, at=at, details=details
    )


def change(registration: Registration, entry: Entry, *, token: str, clock: Clock) -> None:
    """Correct what somebody said of herself; her place in the line stays. `token` is the link she came by.

    With another address all other links end, a letter with one goes to the new address, and the one before is told.
    Raises Forbidden for any but the newest link, Invalid, and Conflict once it is forgotten.
    """
    _, at = hold(registration, clock)
    require_known(registration)
    links.require_newest(registration, token)
    _check(entry)
    before = registration.email
    _write(registration, entry, at)
    session.flush()
    if registration.email != before:
        links.end_others(registration, token)
        if before is not None:
            mails.tell_before(registration, before, at=at)
        if registration.email is not None:
            mails.tell(registration, "changed", at=at, token=links.give(registration, at=at))


def _counted(entry: Entry, address: str) -> tuple[attempts.Wanted, attempts.Wanted]:
    contact = fold(entry.email) if entry.email else entry.phone or ""
    return (
        (attempts.key("registration", contact), CONTACT_LIMITS),
        (attempts.key("registration-address", address), ADDRESS_LIMITS),
    )


def _write(registration: Registration, entry: Entry, at: datetime) -> None:
    registration.name, registration.name_folded = entry.name, name_key(entry.name)
    registration.email, registration.phone = entry.email, entry.phone
    registration.background, registration.experience = entry.background, entry.experience
    registration.place_code, registration.note = entry.place_code, entry.note
    for consent in Consent:
        name = f"consent_{consent.value}_at"
        given = getattr(registration, name) or at
        setattr(registration, name, given if consent in entry.consents else None)


def _check(entry: Entry) -> None:
    wrong: dict[str, str] = {}
    if not entry.email and not entry.phone:
        wrong["phone"] = "registration.contact"
    if entry.place_code is not None and not place_exists(entry.place_code):
        wrong["place_code"] = "choice"
    if Consent.DATA not in entry.consents:
        wrong["consent_data"] = "registration.consent_data"
    if wrong:
        raise Invalid(wrong)


def _require_open(cohort: Cohort, today: date, *, by_officer: bool) -> None:
    if by_officer:
        possible = cohort.state is CohortState.PUBLISHED and bool(cohort.seats) and today <= cohort.last_on
    else:
        possible = is_open(cohort.state, cohort.register_from, cohort.register_until, cohort.seats, today)
    if not possible:
        raise Conflict("registration.closed")


def _journal(action: str, registration: Registration, actor: Actor, at: datetime) -> None:
    """On the programme, whose page at the desk tells the whole story; nobody's name stands in it."""
    cohort = registration.cohort
    details = {"number": cohort.number, "receipt": registration.receipt}
    journal.record(action, "programme", cohort.programme_id, actor=actor, at=at, details=details)
