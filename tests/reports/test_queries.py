"""Which reports are found by whom, and in which order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.certificates.rules import Status
from marketplace.kit.errors import NotFound
from marketplace.reports import queries
from marketplace.reports.rules import Outcome, State


def test_only_public_records_can_be_reported(make, certificate):
    assert queries.record("BTG-7K4P").id == certificate.id
    make.certificate(status=Status.SUBMITTED, code="BTG-8888")
    for code in ("BTG-8888", "BTG-9999"):
        with pytest.raises(NotFound):
            queries.record(code)


def test_the_queue_is_paged_by_key_the_oldest_first(make, certificate, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    made = [make.report(certificate, received_at=make.clock() - timedelta(days=day)) for day in (1, 5, 5, 3)]
    first = queries.queue()
    second = queries.queue(after=first.next_cursor or "")
    assert [one.id for one in (*first.items, *second.items)] == [made[n].id for n in (1, 2, 3, 0)]
    assert second.next_cursor is None
    assert [one.id for one in queries.queue(after="nonsense").items] == [made[1].id, made[2].id]


def test_closed_ones_stand_apart_the_latest_first(make, certificate):
    closed = [
        make.report(
            certificate,
            state=State.CLOSED,
            outcome=Outcome.OUTSIDE,
            closed_at=make.clock() + timedelta(hours=hour),
        )
        for hour in (1, 2)
    ]
    open_one = make.report(certificate)
    assert [one.id for one in queries.queue(closed=True).items] == [closed[1].id, closed[0].id]
    assert [one.id for one in queries.queue().items] == [open_one.id]


def test_late_ones_are_counted(make, certificate):
    make.report(certificate, received_at=make.clock() - timedelta(days=40))
    make.report(certificate)
    assert queries.counts(make.clock() - timedelta(days=20)) == (2, 1)


def test_the_artisan_finds_what_was_passed_on_to_her_alone(make, certificate):
    waiting = make.report(certificate, state=State.WITH_ARTISAN)
    fresh = make.report(certificate)
    elsewhere = make.report(state=State.WITH_ARTISAN)
    assert queries.own(certificate.artisan_id, waiting.id).id == waiting.id
    assert [one.id for one in queries.passed_on(certificate.artisan_id)] == [waiting.id]
    for hidden in (fresh, elsewhere):
        with pytest.raises(NotFound):
            queries.own(certificate.artisan_id, hidden.id)
