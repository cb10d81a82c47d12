"""Forgetting: at once when somebody asks, by a daily job when a cohort is long over; what counts people stays."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.kit.errors import Conflict, NotFound
from marketplace.registrations import forgetting, links, operations
from marketplace.registrations.models import Registration, RegistrationLink
from marketplace.registrations.rules import Background, Consent, State
from tests.conftest import NOON
from tests.registrations.conftest import LAST, PLACE, ZONE, entry


def is_nobody(row):
    given = (row.name, row.name_folded, row.note, row.reason, row.email, row.phone)
    consents = [getattr(row, f"consent_{one.value}_at") for one in Consent]
    return given == ("", "", "", "", None, None) and consents == [None] * 4 and not row.links


def test_who_asks_for_it_is_forgotten_at_once_and_her_seat_goes_on(
    held, register, session, clock, jobs, outbox
):
    cohort = held(seats=1)
    seated = register(cohort, place_code=PLACE, note="Saya kidal")
    first = register(cohort)
    forgetting.delete_data(seated, clock=clock, timezone=ZONE)
    session.commit()
    assert is_nobody(seated) and (seated.state, seated.forgotten_at) == (State.CANCELLED, NOON)
    assert (seated.place_code, seated.background) == (PLACE, Background.PKK), "what counts people stays"
    assert first.state is State.OFFERED
    assert session.query(RegistrationLink).filter_by(registration_id=seated.id).count() == 0
    with pytest.raises(NotFound):
        links.opened(seated.token, NOON)
    jobs.run_all()
    assert {letter.to for letter in outbox.letters} == {first.email}, "the letter that waited was taken back"


def test_what_is_forgotten_is_not_written_again(held, register, session, clock):
    row = register(held())
    forgetting.delete_data(row, clock=clock, timezone=ZONE)
    with pytest.raises(Conflict, match="forgotten"):
        forgetting.delete_data(row, clock=clock, timezone=ZONE)
    with pytest.raises(Conflict, match="forgotten"):
        operations.change(row, entry(), token="x", clock=clock)


def test_people_of_a_cohort_long_over_are_forgotten_and_counted_still(
    held, register, session, changed_settings
):
    cohort = held(seats=1)
    rows = [register(cohort), register(cohort)]
    over = LAST + timedelta(days=100)
    assert forgetting.forget_old(100, at=NOON, today=over) == 0
    assert forgetting.forget_old(100, at=NOON, today=over + timedelta(days=1)) == 2
    session.commit()
    assert all(map(is_nobody, rows)) and [row.state for row in rows] == [State.SEATED, State.WAITING]
    assert forgetting.forget_old(100, at=NOON, today=over + timedelta(days=9)) == 0
    assert session.query(Registration).count() == 2
