"""Keeping bags, merging what a browser had, letting go."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.favourites import operations, queries
from marketplace.favourites.models import Favourite
from marketplace.kit.errors import Conflict, NotFound
from marketplace.listings.rules import State


@pytest.fixture
def buyer(make):
    account = make.account()
    return Actor(account.id, Role.BUYER, account.name)


@pytest.fixture
def other(make):
    account = make.account()
    return Actor(account.id, Role.BUYER, account.name)


def test_a_bag_kept_twice_is_there_once_and_nobody_elses(make, session, clock, buyer, other):
    bag = make.listing()
    operations.keep(bag.code, actor=buyer, at=clock())
    operations.keep(bag.code, actor=buyer, at=clock())
    assert queries.codes_of(buyer.id) == [bag.code]
    assert queries.codes_of(other.id) == []


@pytest.mark.parametrize("state", [State.DRAFT, State.REMOVED])
def test_a_bag_without_a_page_cannot_be_kept(make, session, clock, buyer, state):
    bag = make.listing(state=state)
    with pytest.raises(NotFound):
        operations.keep(bag.code, actor=buyer, at=clock())
    hidden = make.listing(make.artisan(visible=False))
    with pytest.raises(NotFound):
        operations.keep(hidden.code, actor=buyer, at=clock())


def test_merging_is_a_union_in_the_order_of_the_browser(make, session, clock, buyer):
    one, two, three, gone = make.listing(), make.listing(), make.listing(), make.listing(state=State.REMOVED)
    operations.keep(two.code, actor=buyer, at=clock())
    merged = operations.merge(
        [three.code, two.code, gone.code, one.code, "ZZZZZZZZZZ"], actor=buyer, at=clock()
    )
    assert merged.left == []
    assert sorted(merged.codes) == sorted([one.code, two.code, three.code])
    assert merged.codes.index(three.code) < merged.codes.index(one.code)
    assert operations.merge([three.code, one.code], actor=buyer, at=clock()) == merged, (
        "again changes nothing"
    )


@pytest.fixture
def six_bags(make):
    return [bag.code for bag in (make.listing(photos=0) for _ in range(6))]


@given(here=st.lists(st.integers(0, 5), unique=True), there=st.lists(st.integers(0, 5), unique=True))
@hypothesis_settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_both_sides_keep_the_union_is_kept_each_once(six_bags, session, clock, buyer, here, there):
    operations.let_go(six_bags, actor=buyer)  # what an example before left when it failed
    for number in there:
        operations.keep(six_bags[number], actor=buyer, at=clock())
    merged = operations.merge([six_bags[number] for number in here], actor=buyer, at=clock()).codes
    assert sorted(merged) == sorted(six_bags[number] for number in {*here, *there})
    operations.let_go(merged, actor=buyer)
    assert queries.codes_of(buyer.id) == []


def test_there_is_an_end_to_what_one_account_keeps(make, session, clock, buyer, monkeypatch):
    monkeypatch.setattr(operations, "MOST_KEPT", 2)
    bags = [make.listing() for _ in range(4)]
    gone = make.listing(state=State.REMOVED)
    merged = operations.merge([gone.code, *(bag.code for bag in bags[:3])], actor=buyer, at=clock())
    assert merged.codes == [bags[0].code, bags[1].code]
    assert merged.left == [bags[2].code], "the browser keeps what there was no room for"
    with pytest.raises(Conflict, match=r"favourites\.full"):
        operations.keep(bags[3].code, actor=buyer, at=clock())
    operations.keep(bags[0].code, actor=buyer, at=clock())  # is there already


def test_letting_go_takes_only_ones_own(make, session, clock, buyer, other):
    bag = make.listing()
    for actor in (buyer, other):
        operations.keep(bag.code, actor=actor, at=clock())
    operations.let_go([bag.code], actor=buyer)
    assert queries.codes_of(buyer.id) == []
    assert queries.codes_of(other.id) == [bag.code]


def test_what_is_gone_is_forgotten_when_asked_and_nothing_else(make, session, clock, buyer):
    stays, goes = make.listing(), make.listing()
    for bag in (stays, goes):
        operations.keep(bag.code, actor=buyer, at=clock())
    goes.state = State.REMOVED
    session.commit()
    operations.forget_gone(actor=buyer)
    assert queries.codes_of(buyer.id) == [stays.code]


def test_a_closed_account_takes_its_favourites_along(make, session, clock, buyer):
    operations.keep(make.listing().code, actor=buyer, at=clock())
    session.execute(delete(Account).where(Account.id == buyer.id))
    assert session.scalars(select(Favourite)).all() == []
