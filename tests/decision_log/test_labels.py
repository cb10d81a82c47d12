"""An entry as people read it."""

from __future__ import annotations

from marketplace.decision_log import queries
from marketplace.decision_log.labels import told


def test_an_entry_is_told_with_its_moment_and_origin(app, session, clock, fill):
    fill(1, record="BTG-7K4P")
    with app.test_request_context("/en/"):
        read = told(queries.entry(0))
    assert (read.seq, read.record, read.imported) == (0, "BTG-7K4P", False)
    assert read.at == clock().replace(microsecond=0)
    assert read.digest == queries.entry(0).leaf.hex() and read.text == queries.entry(0).entry
    assert read.title and read.title != "certificate.verify"


def test_an_action_nobody_gave_words_to_is_shown_by_its_code(app, fill):
    fill(1, action="moon.landing")
    with app.test_request_context("/en/"):
        assert told(queries.entry(0)).title == "moon.landing"


def test_an_imported_entry_says_so(app, session, fill):
    fill(1)
    entry = queries.entry(0)
    session.expunge(entry)
    entry.entry = entry.entry.replace('"kind":"decision"', '"kind":"imported"')
    entry.entry = entry.entry.replace('"actor":"system"', '"actor":"robot"')
    with app.test_request_context("/en/"):
        read = told(entry)
    assert read.imported is True and read.by == "robot"
