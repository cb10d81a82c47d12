"""What each side may know of reports, and the officers' queue."""

from __future__ import annotations

from datetime import timedelta

from marketplace.inquiries.rules import Side
from marketplace.talk_reports import operations, queries
from marketplace.talk_reports.rules import Category, Outcome
from tests.conftest import NOON
from tests.talk_reports.conftest import FOUND, SAID, SECRET


def test_the_other_side_learns_of_a_report_with_its_outcome(report, thread, officer):
    assert [one.id for one in queries.of_side(thread.id, Side.BUYER)] == [report.id]
    assert queries.of_side(thread.id, Side.ARTISAN) == []
    operations.rule(report, Outcome.NO_STEP, FOUND, secret=SECRET, actor=officer, at=NOON)
    assert [one.id for one in queries.of_side(thread.id, Side.ARTISAN)] == [report.id]


def test_the_queue_goes_on_where_a_page_ended(make, officer, session, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    made = [
        operations.report(
            make.thread(token=f"token {minute}"),
            Side.ARTISAN,
            Category.OTHER,
            SAID,
            at=NOON + timedelta(minutes=minute),
        ).id
        for minute in range(3)
    ]
    session.commit()
    for closed, wanted in ((False, made), (True, made[::-1])):
        first = queries.queue(closed=closed)
        second = queries.queue(closed=closed, after=first.next_cursor or "")
        assert [one.id for one in (*first.items, *second.items)] == wanted
        assert not second.has_more
        assert queries.open_count() == (0 if closed else 3)
        for minute, number in enumerate(made):
            if not closed:
                at = NOON + timedelta(days=1, minutes=minute)
                found = queries.for_officer(number, lock=True)
                operations.rule(found, Outcome.NO_STEP, FOUND, secret=SECRET, actor=officer, at=at)
        session.commit()
