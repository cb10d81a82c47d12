"""Turns: a maker's newest bag on offer stands in the first round, whatever she does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.listings import operations, turns
from marketplace.listings.models import Listing
from marketplace.listings.rules import Action, Availability, State
from marketplace.listings.turns import TURNS


@pytest.fixture
def artisan(make):
    return make.artisan()


@pytest.fixture
def move(artisan, session, clock):
    actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)

    def take(bag, action):
        operations.change_state(bag, action, actor=actor, at=clock())
        session.flush()

    return take


def turns_of(session, artisan):
    """Turns of her bags on offer, the newest first."""
    session.expire_all()
    hers = session.query(Listing).filter_by(artisan_id=artisan.id, state=State.PUBLISHED)
    return [bag.turn for bag in hers.order_by(Listing.published_at.desc(), Listing.id.desc())]


def test_each_bag_published_takes_the_first_turn_and_the_others_go_back(make, session, clock, artisan, move):
    for _ in range(TURNS + 2):
        move(make.listing(artisan, state=State.DRAFT), Action.PUBLISH)
        clock.now += timedelta(minutes=1)
    assert turns_of(session, artisan) == [*range(TURNS, 0, -1), 0, 0]


def test_a_bag_taken_off_leaves_its_turn_to_the_next_and_gains_nothing_by_coming_back(
    make, session, clock, artisan, move
):
    bags = []
    for _ in range(TURNS + 1):
        bags.append(make.listing(artisan, state=State.DRAFT))
        move(bags[-1], Action.PUBLISH)
        clock.now += timedelta(minutes=1)
    before = turns_of(session, artisan)
    for off, on in ((Action.PAUSE, Action.RESUME), (Action.MARK_SOLD, Action.RELIST)):
        move(bags[3], off)
        assert turns_of(session, artisan) == list(range(TURNS, 0, -1))
        clock.now += timedelta(days=9)
        move(bags[3], on)
        assert turns_of(session, artisan) == before
        assert bags[3].turn == 3
    move(bags[-1], Action.REMOVE)
    assert turns_of(session, artisan) == list(range(TURNS, 0, -1))


def test_others_are_left_alone_and_what_is_right_is_not_written(make, session, queries, artisan):
    other = make.listing(turn=5)
    make.listing(artisan, turn=0)
    version = other.version
    turns.settle(artisan.id)
    assert turns_of(session, artisan) == [TURNS]
    with queries() as sent:
        turns.settle(artisan.id)
    assert len(sent) == 1
    session.refresh(other)
    assert (other.turn, other.version) == (5, version)


def test_a_turn_is_no_change_of_the_bag(make, session, artisan):
    bag = make.listing(artisan)
    version = bag.version
    turns.settle(artisan.id)
    session.refresh(bag)
    assert (bag.turn, bag.version) == (TURNS, version)


def test_readiness_follows_the_lead_time(make, session):
    bag = make.listing(availability=Availability.MADE_TO_ORDER, lead_days=7)
    assert bag.readiness == -7
    bag.lead_days = None
    assert bag.readiness == 0
    assert make.listing().readiness == 0
