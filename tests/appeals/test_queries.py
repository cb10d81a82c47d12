"""Which appeals stand where in the queue, and what can still be appealed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.appeals import queries
from marketplace.appeals.rules import Outcome
from marketplace.certificates.rules import Action, Status
from marketplace.kit.errors import NotFound


def made(make, **changes):
    certificate = make.certificate(status=Status.SUSPENDED)
    return make.appeal(make.decision(certificate, Action.SUSPEND), **changes)


def test_the_queue_is_paged_by_key_the_oldest_first(make, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    rows = [made(make, made_at=make.clock() - timedelta(days=day)) for day in (1, 5, 3)]
    first = queries.queue()
    second = queries.queue(after=first.next_cursor or "")
    assert [one.id for one in (*first.items, *second.items)] == [rows[n].id for n in (1, 2, 0)]
    assert queries.counts(make.clock() - timedelta(days=4)) == (3, 1)


def test_decided_ones_stand_apart(make):
    done = made(make, outcome=Outcome.UPHELD, decided_at=make.clock())
    made(make)
    assert [one.id for one in queries.queue(decided=True).items] == [done.id]
    assert len(queries.queue().items) == 1
    assert queries.for_officer(done.id).decision.action is Action.SUSPEND
    with pytest.raises(NotFound):
        queries.for_officer(999)


def test_only_the_last_decision_can_be_appealed_and_once(make):
    certificate = make.certificate(status=Status.SUSPENDED)
    decision = make.decision(certificate, Action.SUSPEND)
    assert queries.appealable(certificate, [], make.clock()) is decision
    appeal = make.appeal(decision)
    assert queries.of_certificate(certificate.id) == [appeal]
    assert queries.appealable(certificate, [appeal], make.clock()) is None
    make.decision(certificate, Action.REINSTATE)
    make.session.refresh(certificate)
    assert queries.appealable(certificate, [], make.clock()) is None
