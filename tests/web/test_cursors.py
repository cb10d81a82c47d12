"""Cursors come from addresses, so from anybody: whatever stands in one, a page is answered and no database fails."""

from __future__ import annotations

import base64
import json
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.appeals import queries as appeals
from marketplace.catalogue import makers, marks
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.rules import Search, Sort
from marketplace.checks import holders, rechecks
from marketplace.desk import copies
from marketplace.desk.views import journal
from marketplace.disputes import queries as disputes
from marketplace.favourites import queries as favourites
from marketplace.gaps import queries as gaps
from marketplace.inquiries import queries as inquiries
from marketplace.kit.clock import local_day, local_midnight
from marketplace.kit.errors import BadRequest, NotFound
from marketplace.kit.paging import encode_cursor, moment
from marketplace.listings import queries as listings
from marketplace.order_notes import queries as order_notes
from marketplace.questions import queries as questions
from marketplace.registrations import attending, roll
from marketplace.registrations.roll import Filters
from marketplace.reports import queries as reports
from marketplace.requests import queries as requests
from marketplace.reviews import queries as reviews
from marketplace.sales import queries as sales
from marketplace.sales.rules import year_at
from marketplace.takedowns import queries as takedowns
from marketplace.talk_reports import queries as talk_reports

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 4, 14)
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Etc/GMT+12", "Pacific/Kiritimati")
MOMENT, ROW = "2026-04-14T01:12:00+00:00", 5

SOMEBODY = Actor(1, Role.LSP, "Contoh", second_factor=True, body_id=1)

HOSTILE = (
    *("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "9999-12-31T23:59:59-14:00"),
    *("-0001-01-01", "9999-12-31", "0001-01-01", "10000-01-01", "2026-02-30T00:00:00+00:00"),
    *("٢٠٢٦-٠٤-١٤T٠١:١٢:٠٠+٠٠:٠٠", "٥", "5", "", "a\0b", "\ud800", "%", "é" * 40),
    *(-1, 0, 2**31 - 1, 2**31, 2**63 - 1, 2**63, -(2**63), 10**100),
    *(0.5, 1e308, float("inf"), True, None, [1], {"a": 1}),
)
"""What a place of a cursor may hold: days at the ends of the calendar, numbers beyond columns, no text at all."""

PAGES = {
    "appeals/queries": [(lambda c: appeals.queue(after=c), [MOMENT, ROW])],
    "catalogue/makers": [
        (lambda c: makers.list_makers((), False, c, TODAY), ["ani", ROW]),
        (lambda c: makers.shop_of("ani", c, TODAY), [MOMENT, ROW]),
    ],
    "catalogue/marks": [
        (
            lambda c, sort=sort: catalogue.find(Search(sort=sort), marks.read_mark(c, sort), TODAY),
            [sort.value, *[ROW] * marks.NUMBERS[sort], MOMENT, ROW, ROW],
        )
        for sort in Sort
    ],
    "checks/holders": [(lambda c: holders.waiting(SOMEBODY, c, TODAY), [ROW])],
    "checks/rechecks": [(lambda c: rechecks.due(c, TODAY), [ROW, ROW])],
    "desk/copies": [(copies.pairs, [ROW, ROW])],
    "desk/views/journal": [(journal._before, [ROW])],
    "disputes/queries": [(lambda c: disputes.queue(after=c), [MOMENT, ROW])],
    "favourites/queries": [(lambda c: favourites.kept(1, c, TODAY), [MOMENT, ROW])],
    "gaps/queries": [
        (lambda c: gaps.sets(TODAY, c), [ROW, "a"]),
        (lambda c: gaps.needs(TODAY, c), [ROW, "a"]),
    ],
    "inquiries/queries": [
        (lambda c: inquiries.inbox(1, c), [inquiries.WAITING, MOMENT, ROW]),
        (lambda c: inquiries.inbox(1, c), [inquiries.ANSWERED, MOMENT, ROW]),
        (lambda c: inquiries.of_buyer(1, c), [MOMENT, ROW]),
    ],
    "listings/queries": [(lambda c: listings.own_page(1, None, c), [MOMENT, ROW])],
    "order_notes/queries": [
        (lambda c: order_notes.board(1, c), ["2026-04-14", ROW]),
        (lambda c: order_notes.closed(1, c), [MOMENT, ROW]),
        (lambda c: order_notes.of_account(1, c), [MOMENT, ROW]),
    ],
    "questions/queries": [
        (lambda c: questions.answered(1, c), [MOMENT, ROW]),
        (lambda c: questions.own_page(1, c), [True, MOMENT, ROW]),
        (questions.flagged, [MOMENT, ROW]),
    ],
    "registrations/attending": [(lambda c: attending.page(1, c), [ROW])],
    "registrations/roll": [(lambda c: roll.page(1, Filters(), c), [ROW])],
    "reports/queries": [(lambda c: reports.queue(after=c), [MOMENT, ROW])],
    "requests/queries": [
        (lambda c: requests.of_artisan(1, c), [1, ROW]),
        (lambda c: requests.of_account(1, c), [MOMENT, ROW]),
        (lambda c: requests.open_ones(TODAY, c), [MOMENT, ROW]),
    ],
    "reviews/queries": [
        (lambda c: reviews.of_artisan(1, c), [MOMENT, ROW]),
        (reviews.waiting, [MOMENT, ROW]),
    ],
    "sales/queries": [
        (lambda c, zone=zone, hand=hand: sales.page(1, year_at(2026), zone, c), [MOMENT, hand, ROW])
        for zone, hand in product(ZONES, (0, 1))
    ],
    "talk_reports/queries": [
        (lambda c, closed=closed: talk_reports.queue(closed=closed, after=c), [MOMENT, ROW])
        for closed in (False, True)
    ],
    "takedowns/queries": [(lambda c: takedowns.queue(after=c), [MOMENT, ROW])],
}  # fmt: skip
"""By module that reads cursors: the pages they lead into, each with a cursor as it writes one."""


def cursors(own):
    """A page's own cursor, then with one place after the other made hostile, and too short and too long ones."""
    yield encode_cursor(own)
    for place, value in product(range(len(own)), HOSTILE):
        yield packed([*own[:place], value, *own[place + 1 :]])
    yield from (packed(own[:-1]), packed([*own, 1]), packed([]))


def packed(values):
    """What `encode_cursor` would write, also of what it refuses."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()


def test_every_reader_of_cursors_stands_here():
    readers = {
        str(path.relative_to(ROOT / "marketplace").with_suffix(""))
        for path in (ROOT / "marketplace").rglob("*.py")
        if "kit.paging import" in (text := path.read_text())
        and any(f"{name}(" in text for name in ("decode_cursor", "read_mark", "page_by_moment"))
        and path.parent.name != "database"  # what the pages here share
    }
    assert readers == PAGES.keys()


@pytest.mark.parametrize("module", PAGES)
def test_whatever_stands_in_a_cursor_a_page_is_answered(make, session, module):
    make.artisan(slug="ani")
    make.body(id=1)
    for page, own in PAGES[module]:
        for cursor in cursors(own):
            try:
                page(cursor)
            except (BadRequest, NotFound):  # as good an answer as the first page
                session.rollback()


@given(st.datetimes(timezones=st.timezones()), st.sampled_from(ZONES))
@example(datetime.max.replace(tzinfo=UTC), ZONES[-1])
@example(datetime.max.replace(tzinfo=UTC) - timedelta(hours=13), ZONES[-1])
@example(datetime.min.replace(tzinfo=UTC), ZONES[-2])
def test_a_moment_that_is_taken_has_a_day_in_every_zone(at, zone):
    try:
        taken = moment(at.isoformat())
    except ValueError:
        return
    assert local_midnight(local_day(taken, zone), zone) <= taken
