"""Registering in one order, saying yes and no, correcting, and what officers do."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid, TooMany
from marketplace.programmes import operations as programmes
from marketplace.programmes.rules import CohortAction
from marketplace.registrations import links, operations, queries
from marketplace.registrations.models import Registration
from marketplace.registrations.rules import (
    COHORT_LIMITS,
    CONTACT_LIMITS,
    MOVE_LIMITS,
    OFFER_STANDS,
    Background,
    Consent,
    Experience,
    State,
)
from tests.conftest import NOON
from tests.registrations.conftest import PLACE, ZONE, entry


def states(session, cohort):
    session.expire_all()
    rows = session.query(Registration).filter_by(cohort_id=cohort.id).order_by(Registration.number)
    return [row.state for row in rows]


def cancel(session, clock, registration):
    operations.withdraw(registration, clock=clock, timezone=ZONE)
    session.commit()


def test_seats_first_then_the_line_in_the_order_in_which_people_came(held, register, session):
    cohort = held(seats=2)
    rows = [register(cohort) for _ in range(4)]
    assert [row.state for row in rows] == [State.SEATED] * 2 + [State.WAITING] * 2
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert [queries.place_in_line(row) for row in rows[2:]] == [1, 2]


def test_fifty_who_press_at_once_fill_exactly_the_seats_and_the_rest_waits_in_order(
    app, held, session, clock
):
    cohort_id = held(seats=12).id
    session.rollback()
    start, failed, turns = threading.Barrier(50), [], threading.Lock()

    def ticking():
        with turns:
            clock.now += timedelta(microseconds=1)
            return clock.now

    def press(number: int) -> None:
        with app.app_context():
            start.wait()
            try:
                with writing():
                    said = entry(name=f"Peserta {number}", email=f"p{number}@contoh.invalid")
                    operations.register(cohort_id, said, clock=ticking, timezone=ZONE, locale="id")
            except Exception as error:
                failed.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(50)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert failed == []
    rows = session.query(Registration).order_by(Registration.number).all()
    assert [row.number for row in rows] == list(range(1, 51))
    assert [row.state for row in rows] == [State.SEATED] * 12 + [State.WAITING] * 38
    assert [row.queued_at for row in rows] == sorted({row.queued_at for row in rows}), (
        "time rises with number"
    )
    assert [queries.place_in_line(row) for row in rows[12:]] == list(range(1, 39))


def test_a_clock_that_goes_back_does_not_turn_the_order(held, register, clock):
    cohort = held()
    first = register(cohort)
    clock.now = NOON - timedelta(hours=1)
    assert register(cohort).queued_at == first.queued_at


def test_a_seat_that_is_given_back_is_offered_to_the_first_and_newcomers_wait(held, register, session, clock):
    cohort = held(seats=1)
    seated, first, second = register(cohort), register(cohort), register(cohort)
    cancel(session, clock, seated)
    assert states(session, cohort) == [State.CANCELLED, State.OFFERED, State.WAITING]
    assert first.offered_until == NOON + OFFER_STANDS and seated.ended_at == NOON
    assert register(cohort).state is State.WAITING
    operations.accept(first, clock=clock)
    session.commit()
    assert (first.state, first.offered_until) == (State.SEATED, None)
    cancel(session, clock, second)
    assert states(session, cohort) == [State.CANCELLED, State.SEATED, State.CANCELLED, State.WAITING]


def test_who_declines_hands_the_seat_to_the_next(held, register, session, clock):
    cohort = held(seats=1)
    seated, first, second = register(cohort), register(cohort), register(cohort)
    cancel(session, clock, seated)
    cancel(session, clock, first)
    assert states(session, cohort)[1:] == [State.CANCELLED, State.OFFERED]
    with pytest.raises(Conflict, match="illegal"):
        operations.withdraw(first, clock=clock, timezone=ZONE)
    assert second.state is State.OFFERED


def test_an_offer_whose_time_is_over_is_not_accepted(held, register, session, clock):
    cohort = held(seats=1)
    seated, first = register(cohort), register(cohort)
    cancel(session, clock, seated)
    clock.now += OFFER_STANDS
    with pytest.raises(Conflict, match="offer_over"):
        operations.accept(first, clock=clock)
    with pytest.raises(Conflict, match="illegal"):
        operations.accept(seated, clock=clock)


@pytest.mark.parametrize(
    "changes",
    [
        {"seats": None},
        {"register_until": None},
        {"register_until": date(2026, 4, 13)},
        {"register_from": date(2026, 4, 15)},
    ],
)
def test_nobody_registers_outside_the_days_of_registration(held, register, changes):
    with pytest.raises(Conflict, match="closed"):
        register(held(**changes))


def test_nobody_registers_for_a_cohort_that_is_over_and_an_officer_may_type_until_it_is(
    held, register, officer, session, clock
):
    cohort = held(register_until=date(2026, 4, 1))
    made = register(cohort, actor=officer)
    assert (made.state, made.typed_by_id) == (State.SEATED, officer.id)
    assert session.query(JournalEntry).filter_by(action="registration.type").one().details == {
        "number": 1,
        "receipt": made.receipt,
    }
    programmes.move_cohort(cohort, CohortAction.CLOSE, version=cohort.version, actor=officer, at=clock())
    session.commit()
    with pytest.raises(Conflict, match="closed"):
        register(cohort, actor=officer)
    with pytest.raises(Forbidden):
        register(cohort, actor=Actor(7, Role.ARTISAN, "Siti", 7))


def test_the_button_pressed_twice_is_one_registration_and_the_same_person_later_is_two(
    held, register, session, clock
):
    cohort = held(seats=5)
    one = register(cohort, name="Siti Aminah", email="siti@contoh.invalid")
    again = register(cohort, name="siti aminah", email="siti@contoh.invalid")
    assert again is one and session.query(Registration).count() == 1
    sister = register(cohort, name="Sitti Aminnah", email="siti@contoh.invalid")
    assert sister.name_folded == one.name_folded and session.query(Registration).count() == 2
    clock.now += timedelta(minutes=11)
    register(cohort, name="Siti Aminah", email="siti@contoh.invalid")
    register(cohort, name="Siti Aminah", email=None, phone="+6281200000099")
    assert session.query(Registration).count() == 4, "the same person is a hint, never a refusal"


@pytest.mark.parametrize(
    "changes",
    [
        {"place_code": PLACE},
        {"background": Background.UMKM},
        {"experience": Experience.NONE},
        {"note": "Saya kidal"},
        {"consents": frozenset({Consent.DATA, Consent.PHOTOS})},
        {"phone": None, "email": "siti@contoh.invalid"},
    ],
)
def test_who_knows_a_name_and_a_number_is_not_taken_for_whoever_registered_with_them(
    held, register, session, changes
):
    cohort, said = held(), {"name": "Siti", "email": None, "phone": "+6281200000099"}
    one = register(cohort, **said)
    assert register(cohort, **said | changes) is not one
    assert session.query(Registration).count() == 2 and [link.replaced_at for link in one.links] == [None]


def test_what_an_officer_typed_is_nobody_elses_button_pressed_twice(held, register, officer, session):
    cohort, said = held(seats=9), {"name": "Siti", "email": None, "phone": "+6281200000099"}
    typed = register(cohort, actor=officer, **said)
    assert register(cohort, actor=officer, **said) is typed
    assert register(cohort, **said) is not typed and session.query(Registration).count() == 2


def test_corrections_come_by_the_newest_link_alone(held, register, session, clock):
    row = register(held(), name="Siti")
    older, lent = row.token, register(row.cohort, name="Siti", email=row.email).token
    newest = links.rotate(row, at=NOON)
    for token in (older, lent, "x"):
        with pytest.raises(Forbidden, match="other_link"):
            operations.change(row, entry(), token=token, clock=clock)
    assert row.name == "Siti" and len(row.links) == 3
    operations.change(row, entry(name="Sita"), token=newest, clock=clock)
    assert row.name == "Sita"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": None}, "phone"),
        ({"place_code": "99.99.99.9999"}, "place_code"),
        ({"consents": frozenset({Consent.PHOTOS})}, "consent_data"),
    ],
)
def test_what_cannot_be_is_named_by_its_field(held, register, changes, field):
    with pytest.raises(Invalid) as caught:
        register(held(), **changes)
    assert list(caught.value.fields) == [field]


def test_an_officer_cancels_with_a_reason_that_the_person_reads(held, register, officer, session, clock):
    cohort = held(seats=1)
    seated, first = register(cohort), register(cohort)
    with pytest.raises(Incomplete):
        operations.strike(seated, "", actor=officer, clock=clock, timezone=ZONE)
    operations.strike(seated, "Mendaftar dua kali", actor=officer, clock=clock, timezone=ZONE)
    session.commit()
    assert (seated.state, seated.reason, first.state) == (
        State.CANCELLED,
        "Mendaftar dua kali",
        State.OFFERED,
    )
    note = session.query(JournalEntry).filter_by(action="registration.strike").one()
    assert "Mendaftar" not in str(note.details) and seated.name not in str(note.details) + note.note
    with pytest.raises(Forbidden):
        operations.strike(first, "Tidak", actor=Actor(7, Role.BUYER, "X"), clock=clock, timezone=ZONE)


def test_corrections_keep_the_place_in_the_line_and_the_day_of_each_consent(held, register, session, clock):
    cohort = held(seats=1)
    register(cohort)
    row = register(cohort, consents=frozenset({Consent.DATA, Consent.PHOTOS}))
    clock.now += timedelta(days=1)
    said = entry(
        name="Rina Baru",
        email=row.email,
        background=Background.UMKM,
        place_code=PLACE,
        consents=frozenset({Consent.DATA, Consent.LATER}),
    )
    operations.change(row, said, token=row.token, clock=clock)
    session.commit()
    assert (row.name, row.name_folded, row.background, row.place_code) == (
        "Rina Baru",
        "baru rina",
        Background.UMKM,
        PLACE,
    )
    assert (row.number, row.state, row.consent_data_at, row.consent_photos_at, row.consent_later_at) == (
        2,
        State.WAITING,
        NOON,
        None,
        NOON + timedelta(days=1),
    )


def test_another_address_is_counted_by_registration_contact_and_network_and_the_same_one_never(
    held, register, session
):
    row, other = register(held(seats=9)), entry()
    for _ in range(MOVE_LIMITS[0][0]):
        operations.admit_move(row.id, entry(), address="10.0.0.1", at=NOON)
    with pytest.raises(TooMany):
        operations.admit_move(row.id, entry(), address="10.0.0.2", at=NOON)
    for number in range(CONTACT_LIMITS[0][0]):
        operations.admit_move(900 + number, other, address=f"10.0.1.{number}", at=NOON)
    with pytest.raises(TooMany):
        operations.admit_move(999, other, address="10.0.0.2", at=NOON)
    assert not operations.moves(row, entry(email=row.email)) and operations.moves(row, entry())
    assert not operations.moves(row, entry(email=None, phone="+6281200000099"))


def test_too_many_from_one_contact_are_told_to_wait(app, session, clock):
    said = entry()
    for _ in range(CONTACT_LIMITS[0][0]):
        operations.admit(said, address="10.0.0.1", at=NOON)
    with pytest.raises(TooMany):
        operations.admit(said, address="10.0.0.2", at=NOON)
    operations.admit(entry(), address="10.0.0.1", at=NOON)


def test_one_network_address_is_counted_by_cohort(app, session):
    for _ in range(COHORT_LIMITS[0][0]):
        operations.admit_to(1, address="10.0.0.1", at=NOON)
    with pytest.raises(TooMany):
        operations.admit_to(1, address="10.0.0.1", at=NOON)
    operations.admit_to(2, address="10.0.0.1", at=NOON)
    operations.admit_to(1, address="10.0.0.2", at=NOON)
    operations.admit_to(1, address="10.0.0.1", at=NOON + timedelta(hours=1))
