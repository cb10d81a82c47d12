"""The demonstration's readers: of bags on show, in the last weeks."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from marketplace.demo import footfall
from marketplace.footfall.models import BagVisits, WhatsappClicks
from marketplace.listings.rules import State


def test_bags_on_show_are_read_in_the_last_weeks(make, session, clock):
    shown, draft = make.listing(), make.listing(state=State.DRAFT)
    today = clock().date()
    footfall.count(today)
    rows = session.scalars(select(BagVisits)).all()
    assert {row.listing_id for row in rows} == {shown.id} != {draft.id}
    assert {today} < {row.day for row in rows}
    assert min(row.day for row in rows) > today - timedelta(days=footfall.DAYS)
    clicks = session.scalars(select(WhatsappClicks)).all()
    assert {row.listing_id for row in clicks} == {shown.id}
    assert sum(row.visits for row in clicks) < sum(row.visits for row in rows)
