"""What stands on the paper: the days a note came through, and parts of features above."""

from __future__ import annotations

from datetime import timedelta

from marketplace.order_notes import operations, papers
from marketplace.order_notes.papers import Section
from marketplace.order_notes.rules import Action
from tests.conftest import NOON
from tests.order_notes.conftest import actor_of


def test_each_state_has_the_day_it_was_first_reached(app, agreed):
    who = operations.artisan_of(agreed, actor_of(agreed.artisan))
    operations.step(agreed, Action.FINISH, "", who=who, at=NOON + timedelta(days=3))
    with app.test_request_context("/"):
        found = dict(papers.days(agreed))
    assert found["Disepakati"].startswith("14 April 2026")
    assert found["Siap diserahkan"].startswith("17 April 2026")
    assert found["Sedang dibuat"] == found["Sudah diserahkan"] == found["Dibatalkan"] == ""


def test_a_part_said_twice_stands_once(app, agreed, monkeypatch):
    monkeypatch.setattr(papers, "_parts", {})
    for _ in range(2):
        papers.contribute("more", lambda note: [Section(note.code, [("Apa", "Ini")])])
    assert papers.sections(agreed) == [Section(agreed.code, [("Apa", "Ini")])]
