"""Giving out and taking back: who may, what the journal keeps, what is never kept."""

from __future__ import annotations

import pytest

from marketplace.audit.models import JournalEntry
from marketplace.fair_lists import operations
from marketplace.fair_lists.models import FairList
from marketplace.fair_lists.rules import Span
from marketplace.kit.errors import Forbidden, Invalid
from tests.conftest import NOON
from tests.opportunities.conftest import LATER, UNIT, actor_of


def test_each_step_is_in_the_journal_and_the_link_itself_nowhere(holder, lent, officer, session):
    holder()
    row, token = lent()
    for _ in range(2):
        operations.revoke(row, actor=officer, at=NOON)
    operations.note_file(UNIT, None, 3, actor=officer, at=NOON)
    entries = session.query(JournalEntry).order_by(JournalEntry.id).all()
    assert [one.action for one in entries] == ["fair_list.give", "fair_list.revoke", "fair_list.file"]
    assert token not in str([one.details for one in entries]) and token != row.digest
    assert row.unit_title == "CONTOH.000.001 · Merajut badan tas"


def test_a_unit_nobody_holds_and_a_place_there_is_not_are_refused(officer, session):
    with pytest.raises(Invalid) as refusal:
        operations.give("Panitia", "NIX", "99", Span.WEEK, actor=officer, **LATER)
    assert set(refusal.value.fields) == {"unit", "place"}
    assert session.query(FairList).count() == 0


def test_no_more_links_work_than_officers_see(holder, lent, monkeypatch, officer, session):
    holder()
    monkeypatch.setattr(operations, "MOST_LINKS", 2)
    first, _ = lent()
    lent()
    with pytest.raises(Invalid) as refusal:
        lent()
    assert refusal.value.fields == {"given_to": "fair_list.too_many"}
    operations.revoke(first, actor=officer, at=NOON)
    lent()
    assert session.query(FairList).count() == 3


def test_officers_alone(holder, lent):
    artisan = holder()
    row, _ = lent()
    for deed in (
        lambda: operations.give("x", UNIT, None, Span.WEEK, actor=actor_of(artisan), **LATER),
        lambda: operations.revoke(row, actor=actor_of(artisan), at=NOON),
        lambda: operations.note_file(UNIT, None, 1, actor=actor_of(artisan), at=NOON),
    ):
        with pytest.raises(Forbidden):
            deed()
