"""Terms of a bag say of the past what the catalogue's conditions say of today; `test_following` holds the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Integer, Text, literal, select

from marketplace.adapters.search.port import Document
from marketplace.alerts.queries import search_of
from marketplace.alerts.terms import GONE, bag_of, was_in
from marketplace.catalogue.rules import Group

TODAY = date(2026, 4, 14)
DOCUMENT = Document(
    number=1,
    texts={},
    groups={
        Group.TYPE.value: ["tote"],
        Group.COLOUR.value: ["red", "blue"],
        Group.PLACE.value: ["64", "64.74"],
    },
    price=150_000,
    ready_days=5,
    published=0,
    valid=[],
    turn=0,
)


def was(session, bag, query):
    terms, price = literal(bag.terms, Text), literal(bag.price, Integer)
    return bool(session.scalar(select(was_in(search_of(query), terms, price))))


def test_any_value_of_a_group_and_every_group_had_to_be_met(session):
    bag = bag_of(DOCUMENT, ["CONTOH.000.001"], None, None, TODAY)
    for query in (
        "type=tote&type=pouch&colour=blue",
        "low=150000&high=150000",
        "ready=7",
        "place=64.74",
        "certified=1",
        "unit=CONTOH.000.001",
        "q=kata",
    ):
        assert was(session, bag, query), query
    for query in ("type=pouch", "type=tote&colour=gold", "high=149999", "ready=3", "place=64.7", "unit=CON"):
        if list(search_of(query).parts()):
            assert not was(session, bag, query), query


def test_a_bag_that_was_not_on_offer_was_in_no_search(session):
    assert not was(session, GONE, "high=1000000") and not was(session, GONE, "q=kata")


def test_nothing_of_hers_was_ready_while_she_was_away_nor_certified_without_a_unit(session):
    away = bag_of(DOCUMENT, [], None, TODAY + timedelta(days=4), TODAY)
    assert not was(session, away, "ready=30") and not was(session, away, "certified=1")
    assert was(session, away, "type=tote")


def test_the_next_day_on_which_it_may_be_another_is_known():
    last = TODAY + timedelta(days=2)
    valid = replace(DOCUMENT, valid=[(1, last.toordinal())])
    assert bag_of(DOCUMENT, [], None, None, TODAY).check_on is None
    assert bag_of(valid, [], None, None, TODAY).check_on == last + timedelta(days=1)
    back = TODAY + timedelta(days=1)
    assert bag_of(valid, [], TODAY, back, TODAY).check_on == back
