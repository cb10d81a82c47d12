"""Bags: every state with every action, what publication needs, and whose badge a bag carries."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.access.permissions import Permission
from marketplace.artisans.rules import Technique
from marketplace.kit.errors import Conflict
from marketplace.listings.rules import (
    COLOUR_HEX,
    LIFECYCLE,
    MIDDLE,
    WITH_PAGE,
    Action,
    Availability,
    BagType,
    Colour,
    Focus,
    MadeBy,
    State,
    missing_for_publication,
    read_focus,
    to_change,
)
from marketplace.pictures.rules import PictureState


@dataclass(frozen=True)
class Picture:
    state: PictureState


@dataclass(frozen=True)
class Photo:
    picture: Picture


@dataclass(frozen=True)
class Bag:
    title: str = "Tote Ombak"
    price: int | None = 285_000
    availability: Availability | None = Availability.READY
    lead_days: int | None = None
    bag_type: BagType | None = BagType.TOTE
    technique: Technique | None = Technique.CROCHET
    materials: tuple[str, ...] = ("cotton",)
    length_cm: Decimal | None = Decimal(34)
    width_cm: Decimal | None = None
    height_cm: Decimal | None = Decimal(30)
    colours: tuple[str, ...] = ("blue",)
    made_by: MadeBy | None = MadeBy.SELF
    photos: tuple[Photo, ...] = field(default=(Photo(Picture(PictureState.READY)),))
    stock: int | None = 2
    variants: tuple[str, ...] = ()


LEGAL = {
    (State.DRAFT, Action.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Action.PAUSE): State.PAUSED,
    (State.PAUSED, Action.RESUME): State.PUBLISHED,
    (State.PUBLISHED, Action.MARK_SOLD): State.SOLD,
    (State.PAUSED, Action.MARK_SOLD): State.SOLD,
    (State.SOLD, Action.RELIST): State.PUBLISHED,
    (State.DRAFT, Action.REMOVE): State.REMOVED,
    (State.PUBLISHED, Action.REMOVE): State.REMOVED,
    (State.PAUSED, Action.REMOVE): State.REMOVED,
    (State.SOLD, Action.REMOVE): State.REMOVED,
    (State.TAKEN_DOWN, Action.REMOVE): State.REMOVED,
}
OFFICERS = {
    (State.PUBLISHED, Action.TAKE_DOWN): State.TAKEN_DOWN,
    (State.PAUSED, Action.TAKE_DOWN): State.TAKEN_DOWN,
    (State.SOLD, Action.TAKE_DOWN): State.TAKEN_DOWN,
    (State.TAKEN_DOWN, Action.GIVE_BACK): State.PAUSED,
}


def test_only_a_draft_is_changed_as_one() -> None:
    assert {state for state in State if to_change(state) is Permission.DRAFT_LISTING} == {State.DRAFT}
    assert {to_change(state) for state in State} == {Permission.DRAFT_LISTING, Permission.PUBLISH_LISTING}


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("state", State)
def test_every_pair_is_either_legal_or_refused(state: State, action: Action) -> None:
    target, officers = (LEGAL | OFFICERS).get((state, action)), (state, action) in OFFICERS
    if target is None:
        with pytest.raises(Conflict):
            LIFECYCLE.move(state, action)
    else:
        move = LIFECYCLE.move(state, action)
        hers = Permission.EDIT_LISTING if action is Action.REMOVE else Permission.PUBLISH_LISTING
        wanted = Permission.MODERATE_LISTING if officers else hers
        assert (move.target, move.permission) == (target, wanted)
        assert move.needs_reason is officers


def test_drafts_removed_bags_and_those_taken_down_have_no_page() -> None:
    assert set(State) - WITH_PAGE == {State.DRAFT, State.TAKEN_DOWN, State.REMOVED}


def test_nothing_its_maker_can_do_shows_what_an_officer_took_down() -> None:
    hers = [
        move.target
        for move in LIFECYCLE.actions(State.TAKEN_DOWN)
        if move.permission is Permission.EDIT_LISTING
    ]
    assert hers == [State.REMOVED]


def test_a_complete_bag_lacks_nothing() -> None:
    assert missing_for_publication(Bag()) == []
    assert (
        missing_for_publication(replace(Bag(), availability=Availability.MADE_TO_ORDER, lead_days=14)) == []
    )


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("photos", {"photos": ()}),
        ("photos", {"photos": (Photo(Picture(PictureState.FAILED)),)}),
        ("title", {"title": "  "}),
        ("price", {"price": None}),
        ("availability", {"availability": None}),
        ("stock", {"stock": 0}),
        ("lead_days", {"availability": Availability.MADE_TO_ORDER}),
        ("bag_type", {"bag_type": None}),
        ("technique", {"technique": None}),
        ("materials", {"materials": ()}),
        ("size", {"length_cm": None}),
        ("size", {"height_cm": None}),
        ("colours", {"colours": ()}),
        ("made_by", {"made_by": None}),
    ],
)
def test_each_missing_part_is_named(code: str, change: dict[str, object]) -> None:
    assert missing_for_publication(replace(Bag(), **change)) == [code]


def test_the_number_of_variations_counts_in_place_of_the_bags_own() -> None:
    assert missing_for_publication(replace(Bag(), stock=0, variants=("red",))) == []
    made = replace(Bag(), stock=0, availability=Availability.MADE_TO_ORDER, lead_days=7)
    assert missing_for_publication(made) == []


def test_photos_still_on_their_way_count() -> None:
    failed, pending = Photo(Picture(PictureState.FAILED)), Photo(Picture(PictureState.PENDING))
    assert missing_for_publication(replace(Bag(), photos=(failed, pending))) == []


def test_an_empty_draft_lacks_all_in_the_order_of_the_form() -> None:
    empty = Bag("", None, None, None, None, None, (), None, None, None, (), None, ())
    assert missing_for_publication(empty) == [
        *("photos", "title", "price", "availability", "bag_type", "technique"),
        *("materials", "size", "colours", "made_by"),
    ]


def test_every_colour_has_its_own_dot() -> None:
    assert set(COLOUR_HEX) == set(Colour)
    assert len(set(COLOUR_HEX.values())) == len(Colour) == 18
    assert all(len(hexa) == 7 and int(hexa[1:], 16) >= 0 for hexa in COLOUR_HEX.values())


@given(st.integers(0, 100), st.integers(0, 100))
def test_every_focal_point_is_read_as_it_was_written(x, y):
    point = Focus(x, y)
    assert read_focus(str(point)) == (None if point == MIDDLE else point)
    column, row = point.tenths
    assert 0 <= column <= 10 and abs(column * 10 - x) <= 5
    assert 0 <= row <= 10 and abs(row * 10 - y) <= 5


@given(st.text())
def test_what_is_no_point_is_refused_and_nothing_is_the_middle(text):
    try:
        point = read_focus(text)
    except ValueError:
        return
    assert point is None or (0 <= point.x <= 100 and 0 <= point.y <= 100)


@pytest.mark.parametrize(
    "text", ["50", "1,2,3", "101,0", "0,-1", "a,b", ",", "²,3", "0009,1", " 1,2", "1e1,2"]
)
def test_such_points_are_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        read_focus(text)
