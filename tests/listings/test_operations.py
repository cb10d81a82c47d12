"""Bags: begun, edited, shown, copied, deleted, by their maker alone."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.access.roles import Role
from marketplace.artisans.models import Artisan
from marketplace.audit.models import JournalEntry
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, NotFound, TooMany
from marketplace.listings import operations, queries
from marketplace.listings.labels import search_words
from marketplace.listings.models import Listing
from marketplace.listings.rules import LIFECYCLE, Action, Availability, Colour, Material, State
from tests.conftest import SettableClock
from tests.factories.make import Make


def maker(artisan: Artisan) -> Actor:
    return Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id, False, "id")


def test_an_untouched_draft_is_used_again(make: Make, clock: SettableClock) -> None:
    artisan = make.artisan()
    first = operations.begin(artisan, actor=maker(artisan), at=clock())
    assert operations.begin(artisan, actor=maker(artisan), at=clock()) is first
    operations.edit(first, {"title": "Tote"}, actor=maker(artisan), at=clock())
    assert operations.begin(artisan, actor=maker(artisan), at=clock()) is not first


def test_twenty_new_bags_an_hour_are_enough(make: Make, clock: SettableClock) -> None:
    artisan = make.artisan()
    bag = make.listing(artisan)
    for _ in range(19):
        operations.duplicate(bag, actor=maker(artisan), at=clock(), title="Salinan")
    with pytest.raises(TooMany) as caught:
        operations.begin(artisan, actor=maker(artisan), at=clock() + timedelta(minutes=10))
    assert caught.value.retry_after == 50 * 60
    assert operations.begin(artisan, actor=maker(artisan), at=clock() + timedelta(minutes=61)).code


def test_nobody_else_may_touch_a_bag(make: Make, clock: SettableClock) -> None:
    bag, stranger = make.listing(), maker(make.artisan())
    for attempt in (
        lambda: operations.edit(bag, {"title": "Hers"}, actor=stranger, at=clock()),
        lambda: operations.change_state(bag, Action.PAUSE, actor=stranger, at=clock()),
        lambda: operations.duplicate(bag, actor=stranger, at=clock(), title="x"),
        lambda: operations.begin(bag.artisan, actor=stranger, at=clock()),
    ):
        with pytest.raises(Forbidden):
            attempt()


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", Action)
def test_every_step_is_taken_as_the_table_says_or_refused(
    make: Make, clock: SettableClock, state: State, action: Action
) -> None:
    bag = make.listing(state=state)
    if not LIFECYCLE.allows(state, action):
        with pytest.raises(Conflict):
            operations.change_state(bag, action, actor=maker(bag.artisan), at=clock())
        return
    move, actor = LIFECYCLE.move(state, action), maker(bag.artisan)
    if move.permission is Permission.MODERATE_LISTING:
        with pytest.raises(Forbidden):
            operations.change_state(bag, action, actor=actor, at=clock(), reason="Saya mau.")
        account = make.account(Role.OFFICER)
        actor = Actor(account.id, account.role, account.name, second_factor=True)
        with pytest.raises(Incomplete):
            operations.change_state(bag, action, actor=actor, at=clock(), reason=" ")
    operations.change_state(bag, action, actor=actor, at=clock(), reason="Palsu.")
    assert bag.state is move.target


def test_publishing_names_everything_that_is_missing(make: Make, clock: SettableClock) -> None:
    artisan = make.artisan()
    bag = operations.begin(artisan, actor=maker(artisan), at=clock())
    with pytest.raises(Incomplete) as caught:
        operations.change_state(bag, Action.PUBLISH, actor=maker(artisan), at=clock())
    assert list(caught.value.fields) == [
        "photos", "title", "price", "availability", "bag_type", "technique", "materials", "length_cm", "height_cm",
        "colours", "made_by",
    ]  # fmt: skip
    assert bag.state is State.DRAFT


def test_publishing_gives_an_address_a_date_and_a_line_in_the_journal(
    make: Make, clock: SettableClock, session: Session
) -> None:
    bag = make.listing(state=State.DRAFT, slug="", title="Tas Ombak Biru")
    operations.change_state(bag, Action.PUBLISH, actor=maker(bag.artisan), at=clock())
    assert (bag.slug, bag.published_at) == ("tas-ombak-biru", clock())
    operations.edit(bag, {"title": "Tas Ombak Marun"}, actor=maker(bag.artisan), at=clock())
    assert bag.slug == "tas-ombak-marun"
    operations.change_state(bag, Action.REMOVE, actor=maker(bag.artisan), at=clock())
    assert bag.photos == []
    assert list(session.scalars(select(JournalEntry.action))) == ["listing.publish", "listing.remove"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("price", None),
        ("colours", []),
        ("materials", []),
        ("made_by", None),
        ("height_cm", None),
    ],
)
def test_a_bag_on_show_never_loses_what_it_needs(
    make: Make, clock: SettableClock, name: str, value: Any
) -> None:
    bag = make.listing()
    with pytest.raises(Incomplete) as caught:
        operations.edit(bag, {name: value}, actor=maker(bag.artisan), at=clock())
    assert name in caught.value.fields


def test_days_belong_to_orders_and_numbers_to_stock(make: Make, clock: SettableClock) -> None:
    bag = make.listing()
    both = {"stock": 3, "lead_days": 14}
    operations.edit(bag, both | {"availability": Availability.READY}, actor=maker(bag.artisan), at=clock())
    assert (bag.stock, bag.lead_days) == (3, None)
    operations.edit(
        bag, both | {"availability": Availability.MADE_TO_ORDER}, actor=maker(bag.artisan), at=clock()
    )
    assert (bag.stock, bag.lead_days) == (None, 14)


def test_the_second_of_two_windows_is_told(make: Make, clock: SettableClock) -> None:
    bag = make.listing()
    seen = bag.version
    operations.edit(bag, {"price": 1_000}, actor=maker(bag.artisan), at=clock(), version=seen)
    with pytest.raises(Conflict, match="changed_elsewhere"):
        operations.edit(bag, {"price": 2_000}, actor=maker(bag.artisan), at=clock(), version=seen)
    assert bag.price == 1_000


def test_choices_are_kept_as_they_were_and_changed_where_they_differ(
    make: Make, clock: SettableClock, session: Session
) -> None:
    bag = make.listing(materials=[Material.COTTON, Material.WOOL])
    operations.edit(
        bag,
        {"materials": [Material.WOOL, Material.JUTE, Material.JUTE], "colours": [Colour.RED]},
        actor=maker(bag.artisan),
        at=clock(),
    )
    session.expire_all()
    assert {row.material for row in bag.materials} == {Material.WOOL, Material.JUTE}
    assert [row.colour for row in bag.colours] == [Colour.RED]


def test_an_unknown_field_is_a_mistake_of_ours(make: Make, clock: SettableClock) -> None:
    bag = make.listing()
    with pytest.raises(KeyError):
        operations.edit(bag, {"state": State.SOLD}, actor=maker(bag.artisan), at=clock())


def test_a_copy_has_everything_and_shares_its_pictures(make: Make, clock: SettableClock) -> None:
    bag = make.listing(photos=3, care=["hand_wash"], width_cm=Decimal("10.5"))
    copy = operations.duplicate(bag, actor=maker(bag.artisan), at=clock(), title="Salinan")
    assert copy.state is State.DRAFT
    assert copy.code != bag.code
    assert copy.published_at is None
    assert [photo.picture_id for photo in copy.photos] == [photo.picture_id for photo in bag.photos]
    assert all(getattr(copy, name) == getattr(bag, name) for name in operations.COPIED)


def test_a_bag_is_found_by_its_words_in_both_languages_and_by_maker_and_place(
    make: Make, clock: SettableClock
) -> None:
    bag = make.listing(make.artisan(name="Siti Rahmawati"), colours=[Colour.TURQUOISE])
    operations.edit(
        bag, {"story": "Café ombak"}, actor=maker(bag.artisan), at=clock(), search_words=search_words
    )
    for word in ("tosca", "turquoise", "tote", "katun", "cotton", "siti", "bontang", "kuala", "cafe"):
        assert word in bag.search_text.split(), word


def test_other_peoples_and_deleted_bags_are_not_there(make: Make) -> None:
    bag, other = make.listing(), make.listing()
    gone = make.listing(bag.artisan, state=State.REMOVED)
    assert queries.own(bag.artisan_id, bag.code).id == bag.id
    for code in (other.code, gone.code, "nothing"):
        with pytest.raises(NotFound):
            queries.own(bag.artisan_id, code)
    with pytest.raises(NotFound):
        queries.own(None, bag.code)
    with pytest.raises(NotFound):
        queries.own_photo(bag, other.photos[0].id)


def test_pages_follow_each_other_without_gap_or_repeat(make: Make, session: Session) -> None:
    artisan = make.artisan()
    bags = [make.listing(artisan, photos=0) for _ in range(7)]
    make.listing()
    seen: list[str] = []
    cursor = ""
    while True:
        page = queries.own_page(artisan.id, None, cursor, limit=3)
        seen += [listing.code for listing in page.items]
        if page.next_cursor is None:
            break
        cursor = page.next_cursor
    assert seen == [bag.code for bag in reversed(bags)]
    for rubbish in ("x", "WzFd", "W10"):
        with pytest.raises(NotFound):
            queries.own_page(artisan.id, None, rubbish)


def test_counts_leave_out_deleted_and_untouched_bags(make: Make, clock: SettableClock) -> None:
    artisan = make.artisan()
    operations.begin(artisan, actor=maker(artisan), at=clock())
    for state in State:
        make.listing(artisan, state=state)
    assert queries.own_counts(artisan.id) == {state: 1 for state in State if state is not State.REMOVED}
    assert all(isinstance(listing, Listing) for listing in queries.own_page(artisan.id).items)


def test_a_draft_from_a_list_is_hers_whole_and_past_the_limit_of_an_hour(
    make: Make, clock: SettableClock
) -> None:
    artisan = make.artisan()
    actor = Actor(artisan.account_id, Role.ARTISAN, "Siti", artisan.id)
    facts = {"title": "Tote", "price": 9000, "materials": [Material.COTTON]}
    for _ in range(operations.NEW_PER_HOUR + 1):
        bag = operations.draft(artisan, facts, actor=actor, at=clock(), search_words=search_words)
    assert (bag.state, bag.title, bag.imported) == (State.DRAFT, "Tote", True)
    assert "tote" in bag.search_text
    assert not operations.begin(artisan, actor=actor, at=clock()).imported
    other = make.artisan()
    with pytest.raises(Forbidden):
        operations.draft(other, facts, actor=actor, at=clock())
