"""Sums leave the house once they cannot be one person's; beside them, what is on offer now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.artisans.rules import Technique
from marketplace.gaps import queries
from marketplace.gaps.models import Gap
from marketplace.gaps.rules import MIN_DAYS, MIN_TIMES, Kind, one_of, read_key
from marketplace.listings.rules import BagType, Colour, MadeBy, State

TODAY = date(2026, 4, 14)
KEY = "technique=macrame type=tote"


@pytest.fixture
def missed(session):
    def add(key=KEY, searches=(2, 2, 2), wishes=0, first=TODAY):
        terms = read_key(key)
        for number, times in enumerate(searches):
            session.add(
                Gap(
                    key=key,
                    day=first - timedelta(days=number),
                    technique=one_of(terms, Kind.TECHNIQUE),
                    place=one_of(terms, Kind.PLACE),
                    searches=times,
                    wishes=wishes,
                )
            )
        session.commit()

    return add


@pytest.mark.parametrize(
    ("searches", "shown"),
    [
        ((MIN_TIMES - 2, 1, 1), True),
        ((MIN_TIMES - 3, 1, 1), False),
        ((100, 100), False),
        ((MIN_TIMES,), False),
        ((1,) * MIN_TIMES, True),
    ],
)
def test_a_sum_that_could_be_one_persons_is_not_shown(missed, searches, shown):
    missed(searches=searches)
    assert bool(queries.sets(TODAY).items) is shown
    assert bool(queries.needs(TODAY).items) is shown


def test_wishes_count_as_well_and_old_days_do_not(missed):
    missed(searches=(0, 0, 0), wishes=2)
    (count,) = queries.sets(TODAY).items
    assert (count.searches, count.wishes, count.days) == (0, 6, MIN_DAYS)
    assert not queries.sets(TODAY + timedelta(days=89)).items


def test_most_missed_first_and_every_set_once(missed):
    keys = [f"colour={colour}" for colour in Colour]
    for number, key in enumerate(keys):
        missed(key, searches=(2 + number // 3,) * 3)
    first = queries.sets(TODAY)
    second = queries.sets(TODAY, first.next_cursor)
    rows = [*first.items, *second.items]
    assert len(rows) == len({row.terms for row in rows}) == len(keys)
    assert [row.searches for row in rows] == sorted((row.searches for row in rows), reverse=True)
    assert queries.sets(TODAY, "rubbish").items == first.items


def test_her_techniques_and_those_of_nobody_in_particular(missed):
    missed(KEY)
    missed("technique=knit type=tote")
    missed("type=tote")
    found = {row.terms[0] for row in queries.sets(TODAY, techniques=[Technique.KNIT]).items}
    assert found == {(Kind.TECHNIQUE, "knit"), (Kind.TYPE, "tote")}


def test_officers_see_sums_by_technique_and_place(missed):
    missed("technique=macrame type=tote", searches=(1, 1, 1))
    missed("technique=macrame type=clutch", searches=(1, 1, 1))
    missed("technique=macrame place=64.74.01.1001", searches=(3, 3, 3))
    missed("colour=red", searches=(9, 9, 9))
    assert [(count.terms, count.searches, count.days) for count in queries.needs(TODAY).items] == [
        (((Kind.TECHNIQUE, "macrame"), (Kind.PLACE, "64.74.01.1001")), 9, 3),
        (((Kind.TECHNIQUE, "macrame"),), 6, 3),
    ]


def test_what_is_on_offer_is_counted_by_todays_badges(make, missed, queries_, clock):
    certified, plain = make.artisan(), make.artisan()
    make.certificate(certified, techniques=(Technique.MACRAME,))
    same = {"technique": Technique.MACRAME, "bag_type": BagType.TOTE}
    make.listing(certified, **same)
    make.listing(certified, made_by=MadeBy.GROUP, **same)
    make.listing(plain, **same)
    make.listing(certified, state=State.SOLD, **same)
    make.listing(make.artisan(visible=False), **same)
    make.listing(certified, technique=Technique.CROCHET, bag_type=BagType.TOTE)
    for key in (KEY, "technique=macrame material=cotton", "colour=red", "place=64.74"):
        missed(key)
    rows = queries.sets(TODAY).items
    with queries_() as asked:
        offers = dict(zip([row.terms for row in rows], queries.offered(rows, TODAY), strict=True))
    assert len(asked) == 1
    assert offers[read_key(KEY)] == queries.Offered(3, 1)
    assert offers[read_key("technique=macrame material=cotton")] == queries.Offered(3, 1)
    assert offers[read_key("colour=red")] == queries.Offered(0, 0)
    assert offers[read_key("place=64.74")] == queries.Offered(4, 1)
    assert queries.offered([], TODAY) == []


@pytest.fixture
def queries_(request):
    return request.getfixturevalue("queries")


def test_every_technique_and_place_stands_on_exactly_one_page(missed, monkeypatch):
    monkeypatch.setattr(queries, "NEEDS_PER_PAGE", 2)
    for number, key in enumerate(
        [
            "technique=knit",
            "technique=macrame",
            "technique=macrame place=64.74.01.1001",
            "technique=macrame place=64.74.01.1002",
            "place=64.74.01.1002",
        ]
    ):
        missed(key, searches=(2, 2, 2 + number // 4))
    found, after = [], ""
    for _ in range(3):
        page = queries.needs(TODAY, after)
        found += page.items
        after = page.next_cursor or ""
    assert not after and len(found) == len({one.terms for one in found}) == 5
    assert found[0].searches == 7 and {one.searches for one in found[1:]} == {6}
    assert queries.needs(TODAY, "rubbish").items == queries.needs(TODAY).items
