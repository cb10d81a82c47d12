"""Jobs go in with their deed, are leased to one worker, and end in one way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.jobs.models import JobState
from marketplace.adapters.jobs.queue import (
    LONGEST_PAUSE,
    MAX_LOSSES,
    LeaseLost,
    enqueue,
    extend,
    fail,
    finish,
    oldest_due,
    pause_after,
    prune,
    unfinished,
)
from tests.adapters.jobs.conftest import START, Desk


def test_a_job_of_a_deed_that_was_undone_was_never_there(desk: Desk) -> None:
    with desk.writing() as session:
        assert enqueue(session, "knit", {}, at=START)
        session.rollback()
    assert desk.jobs == []


def test_a_key_is_unique_until_its_job_has_ended(desk: Desk) -> None:
    assert desk.put(unique_key="bag-1")
    assert not desk.put(unique_key="bag-1")
    assert desk.put(unique_key="bag-2")
    held = desk.claim()
    assert held is not None
    assert not desk.put(unique_key="bag-1")
    with desk.writing() as session:
        finish(session, held, desk.now)
    assert desk.put(unique_key="bag-1")


def test_a_second_job_of_a_key_does_not_spoil_the_transaction_it_was_offered_in(desk: Desk) -> None:
    desk.put(unique_key="bag-1")
    with desk.writing() as session:
        assert not enqueue(session, "knit", {}, at=START, unique_key="bag-1")
        assert enqueue(session, "knit", {}, at=START, unique_key="bag-2")
    assert len(desk.jobs) == 2


def test_the_payload_comes_back_as_it_went(desk: Desk) -> None:
    payload = {"text": "Bu Sri — «benang»", "number": 3, "list": [1, None, True]}
    desk.put(payload=payload)
    held = desk.claim()
    assert held is not None
    assert held.payload == payload


def test_urgent_ones_first_then_the_oldest(desk: Desk) -> None:
    for name, priority, wait in (("late", 0, 2), ("early", 0, 1), ("urgent", 5, 3)):
        desk.put(payload={"name": name}, priority=priority, run_after=START + timedelta(seconds=wait))
    desk.later(seconds=5)
    claims = [desk.claim() for _ in range(4)]
    assert [held and held.payload["name"] for held in claims] == ["urgent", "early", "late", None]


def test_a_job_for_later_waits_and_one_of_another_kind_is_left_alone(desk: Desk) -> None:
    desk.put(run_after=START + timedelta(seconds=10))
    assert desk.claim() is None
    desk.later(seconds=10)
    assert desk.claim("other") is None
    assert desk.claim() is not None


def test_a_leased_job_is_taken_over_only_when_the_lease_has_run_out(desk: Desk) -> None:
    desk.put()
    first = desk.claim(seconds=45)
    desk.later(seconds=44)
    assert desk.claim() is None
    desk.later(seconds=1)
    second = desk.claim()
    assert first is not None
    assert second is not None
    assert (second.id, second.attempt) == (first.id, 1)
    assert second.token != first.token
    assert desk.job.losses == 1


def test_who_lost_the_lease_may_neither_finish_nor_fail_nor_extend(desk: Desk) -> None:
    desk.put()
    first = desk.claim(seconds=1)
    desk.later(seconds=1)
    second = desk.claim()
    assert first is not None
    assert second is not None
    with pytest.raises(LeaseLost), desk.writing() as session:
        finish(session, first, desk.now)
    with pytest.raises(LeaseLost), desk.writing() as session:
        fail(session, first, desk.now, "late", tries=3)
    with pytest.raises(LeaseLost), desk.writing() as session:
        extend(session, first, desk.now)
    with desk.writing() as session:
        finish(session, second, desk.now)
    assert desk.job.state is JobState.DONE
    with pytest.raises(LeaseLost), desk.writing() as session:
        finish(session, second, desk.now)


def test_an_extended_lease_holds(desk: Desk) -> None:
    desk.put()
    held = desk.claim(seconds=10)
    assert held is not None
    with desk.writing() as session:
        extend(session, held, desk.now + timedelta(seconds=60))
    desk.later(seconds=59)
    assert desk.claim() is None


def test_a_failed_try_is_repeated_later_and_the_last_one_ends_the_job(desk: Desk) -> None:
    desk.put()
    for attempt, state in ((1, JobState.QUEUED), (2, JobState.QUEUED), (3, JobState.FAILED)):
        held = desk.claim()
        assert held is not None
        assert held.attempt == attempt
        with desk.writing() as session:
            assert fail(session, held, desk.now, "ValueError", tries=3) is state
        assert desk.claim() is None
        desk.later(seconds=pause_after(attempt).total_seconds())
    assert desk.claim() is None
    assert (desk.job.last_error, desk.job.finished_at is not None) == ("ValueError", True)


def test_a_job_that_always_takes_its_worker_along_ends_some_day(desk: Desk) -> None:
    desk.put()
    taken = 0
    while desk.claim(seconds=1) is not None:
        taken += 1
        desk.later(seconds=1)
    assert taken == MAX_LOSSES + 1
    assert (desk.job.state, desk.job.last_error) == (JobState.FAILED, "LeaseLost")


@given(st.integers(1, 10_000))
def test_pauses_grow_and_stay_within_an_hour(attempts: int) -> None:
    assert pause_after(1) <= pause_after(attempts) <= pause_after(attempts + 1) <= LONGEST_PAUSE


@pytest.mark.parametrize("end", ["finish", "fail"])
@pytest.mark.parametrize("secret", [True, False])
def test_a_secret_payload_is_emptied_when_its_job_has_ended(desk: Desk, end: str, secret: bool) -> None:
    desk.put(payload={"link": "https://example.org/reset/1"}, secret=secret)
    held = desk.claim()
    assert held is not None
    with desk.writing() as session:
        if end == "finish":
            finish(session, held, desk.now)
        else:
            fail(session, held, desk.now, "x", tries=1)
    assert (desk.job.payload == {}) is secret


def test_a_secret_payload_is_kept_for_the_next_try(desk: Desk) -> None:
    desk.put(payload={"link": "x"}, secret=True)
    held = desk.claim()
    assert held is not None
    with desk.writing() as session:
        fail(session, held, desk.now, "x", tries=2)
    assert desk.job.payload == {"link": "x"}


def test_the_queue_says_how_long_it_is_and_how_late(desk: Desk) -> None:
    with desk.reading() as session:
        assert (unfinished(session), oldest_due(session, START)) == (0, None)
    desk.put()
    desk.put("other", run_after=START + timedelta(hours=1))
    desk.claim()
    with desk.reading() as session:
        assert (unfinished(session), unfinished(session, "other")) == (2, 1)
        assert oldest_due(session, START + timedelta(minutes=5)) == START


def test_pruning_drops_what_is_done_and_keeps_what_failed(desk: Desk) -> None:
    for state in ("done", "failed", "queued"):
        desk.put(state)
        held = desk.claim(state) if state != "queued" else None
        if held is not None:
            with desk.writing() as session:
                (
                    finish(session, held, desk.now)
                    if state == "done"
                    else fail(session, held, desk.now, "x", tries=1)
                )
    desk.later(days=1)
    with desk.writing() as session:
        assert prune(session, desk.now) == 1
    assert [job.kind for job in desk.jobs] == ["failed", "queued"]


def test_many_workers_at_once_share_the_jobs_and_none_gets_one_twice(desk: Desk) -> None:
    for number in range(40):
        desk.put(payload={"number": number})

    def drain(_: int) -> list[int]:
        found = []
        while (held := desk.claim()) is not None:
            found.append(held.id)
        return found

    with ThreadPoolExecutor(6) as threads:
        taken = [id for ids in threads.map(drain, range(6)) for id in ids]
    assert len(taken) == len(set(taken)) == 40


def test_many_callers_at_once_add_one_job_of_a_key(desk: Desk) -> None:
    with ThreadPoolExecutor(8) as threads:
        added = list(threads.map(lambda _: desk.put(unique_key="one"), range(16)))
    assert added.count(True) == 1
    assert len(desk.jobs) == 1
