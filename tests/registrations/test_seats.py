"""Seats that become free: offered in order, lapsed in time, never while nobody can come."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from marketplace.adapters.jobs.models import Job
from marketplace.programmes import operations as programmes
from marketplace.programmes.rules import CohortAction
from marketplace.registrations import operations, seats
from marketplace.registrations.models import Registration
from marketplace.registrations.rules import OFFER_STANDS, State
from tests.conftest import NOON
from tests.registrations.conftest import ZONE
from tests.registrations.test_operations import cancel, states


def more_seats(cohort, number, officer, session, clock):
    cohort.seats = number
    session.flush()
    done = seats.give_more(cohort.id, clock=clock, timezone=ZONE)
    session.commit()
    return done


def test_more_seats_are_offered_and_not_simply_given(held, register, officer, session, clock):
    cohort = held(seats=1)
    for _ in range(4):
        register(cohort)
    assert more_seats(cohort, 3, officer, session, clock) == 2
    assert states(session, cohort) == [State.SEATED, State.OFFERED, State.OFFERED, State.WAITING]
    assert more_seats(cohort, 3, officer, session, clock) == 0
    assert more_seats(cohort, 1, officer, session, clock) == 0, "an offer that was made stands"


def test_an_offer_lapses_by_a_job_at_its_end_and_goes_to_the_next(
    held, register, session, clock, jobs, outbox
):
    cohort = held(seats=1)
    seated, first, second = register(cohort), register(cohort), register(cohort)
    cancel(session, clock, seated)
    (job,) = session.query(Job).filter_by(kind=seats.LAPSE)
    assert job.run_after == NOON + OFFER_STANDS
    clock.now += OFFER_STANDS - timedelta(seconds=1)
    jobs.run_all()
    assert states(session, cohort) == [State.CANCELLED, State.OFFERED, State.WAITING]
    clock.now += timedelta(seconds=1)
    jobs.run_all()
    assert states(session, cohort) == [State.CANCELLED, State.LAPSED, State.OFFERED]
    assert second.offered_until == clock() + OFFER_STANDS and first.ended_at == clock()
    clock.now += OFFER_STANDS
    jobs.run_all()
    assert states(session, cohort) == [State.CANCELLED, State.LAPSED, State.LAPSED]
    assert register(cohort).state is State.SEATED, "nobody waits any more"


def test_two_offers_that_end_together_lapse_together(held, register, officer, session, clock):
    cohort = held(seats=1)
    for _ in range(5):
        register(cohort)
    more_seats(cohort, 3, officer, session, clock)
    clock.now += OFFER_STANDS
    assert seats.lapse_due(clock=clock, timezone=ZONE) == 2
    session.commit()
    assert states(session, cohort) == [State.SEATED] + [State.LAPSED] * 2 + [State.OFFERED] * 2


def test_nothing_is_offered_once_the_cohort_has_begun_or_is_off_the_site(
    held, register, officer, session, clock
):
    cohort = held(seats=1)
    seated, waiting = register(cohort), register(cohort)
    programmes.move_cohort(cohort, CohortAction.WITHDRAW, version=cohort.version, actor=officer, at=clock())
    session.commit()
    cancel(session, clock, seated)
    assert waiting.state is State.WAITING
    programmes.move_cohort(cohort, CohortAction.PUBLISH, version=cohort.version, actor=officer, at=clock())
    clock.now = datetime(2026, 5, 3, 16, tzinfo=UTC)  # midnight of the first day in Bontang
    assert seats.give_more(cohort.id, clock=clock, timezone=ZONE) == 0
    clock.now -= timedelta(hours=3)
    assert seats.give_more(cohort.id, clock=clock, timezone=ZONE) == 1
    assert waiting.offered_until == clock() + timedelta(hours=3)


def test_who_has_a_seat_is_reminded_once_before_the_first_day(held, register, session, clock, jobs, outbox):
    cohort = held(seats=1)
    seated, waiting = register(cohort), register(cohort)
    assert seats.remind(at=NOON, today=date(2026, 5, 1)) == 0
    assert seats.remind(at=NOON, today=date(2026, 5, 2)) == 1
    assert seats.remind(at=NOON, today=date(2026, 5, 3)) == 0
    session.commit()
    assert seated.reminded_at == NOON and waiting.reminded_at is None
    jobs.run_all()
    assert [letter.to for letter in outbox.letters if "dimulai" in letter.subject] == [seated.email]


@pytest.mark.parametrize("seed", range(8))
def test_whatever_people_do_seats_and_line_stay_true(held, register, officer, session, clock, seed):
    """A walk of random steps: never more than the seats, never somebody seated past a waiting one."""
    chance = Random(seed)
    cohort = held(seats=3)
    rows: list[Registration] = []
    for _ in range(40):
        clock.now += timedelta(minutes=chance.randint(1, 900))
        step = chance.choice(["in", "in", "out", "yes", "lapse"])
        if clock.now > datetime(2026, 4, 30, tzinfo=UTC):
            break
        alive = [row for row in rows if row.state in (State.SEATED, State.WAITING, State.OFFERED)]
        offered = [row for row in alive if row.state is State.OFFERED and row.offered_until > clock.now]
        waited = any(row.state is State.WAITING for row in rows)
        if step == "in":
            row = register(cohort)
            rows.append(row)
            assert not (waited and row.state is State.SEATED)
        elif step == "out" and alive:
            cancel(session, clock, chance.choice(alive))
        elif step == "yes" and offered:
            operations.accept(chance.choice(offered), clock=clock)
            session.commit()
        else:
            seats.lapse_due(clock=clock, timezone=ZONE)
            session.commit()
        now = states(session, cohort)
        taken = sum(state in (State.SEATED, State.OFFERED) for state in now)
        assert taken <= 3
        assert taken == 3 or State.WAITING not in now, "a free seat is offered at once"
