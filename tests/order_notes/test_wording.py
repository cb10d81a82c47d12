"""A note in words: nothing that was not written, and what differs side by side."""

from __future__ import annotations

from marketplace.order_notes import operations, wording
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY, Said


def test_terms_that_were_not_written_are_left_empty(app, propose, bag):
    version = propose(bag, deposit=0, details="", place="").current
    with app.test_request_context("/en/"):
        rows = dict(wording.rows(version))
    assert [value for value in rows.values() if not value] == ["", "", "", ""]
    assert "Rp285.000" in rows.values()


def test_the_history_names_who_took_each_step(app, agreed):
    with app.test_request_context("/"):
        found = wording.history(agreed)
    assert [one.who for one in found] == ["Siti Contoh (Perajin)", "Rina (Pembeli)"]


def test_what_changed_since_a_version_that_never_was_is_nothing(app, propose, bag, session):
    note = propose(bag)
    operations.change(
        note,
        Said(price=1_000_000, deposit=0),
        seen=1,
        who=operations.buyer_of(note, None),
        at=NOON,
        today=TODAY,
    )
    with app.test_request_context("/"):
        assert wording.since(note, 9) == []
        assert [(one.before, one.after) for one in wording.latest_change(note)] == [
            ("Rp285.000", "Rp1.000.000"),
            ("Rp100.000", ""),
        ]
