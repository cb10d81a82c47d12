"""Rows of the grid are changed in place: their numbers, their codes and their photos survive every edit."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid, NotFound
from marketplace.listings import operations, photos, variants
from marketplace.listings.combinations import MAX_VARIANTS
from marketplace.listings.grid import field_name
from marketplace.listings.models import DeletedPhoto, Variant
from marketplace.listings.rules import Availability, Colour
from tests.conftest import NOON


def owner(bag):
    return Actor(bag.artisan.account_id, Role.ARTISAN, bag.artisan.name, bag.artisan_id)


@pytest.fixture
def bag(make):
    bag = make.listing(photos=3)
    grid(bag, [Colour.RED, Colour.GREEN], ["S", "M"])
    make.session.commit()
    return bag


def grid(bag, colours, sizes):
    rows = variants.add(bag, colours, sizes, actor=owner(bag))
    operations.finish(bag, actor=owner(bag), at=NOON)
    return rows


def change(bag, row, **facts):
    variants.change(bag, {row.id: facts}, actor=owner(bag), name=field_name)
    operations.finish(bag, actor=owner(bag), at=NOON)


def said(bag):
    return [(row.colour, row.size) for row in bag.variants]


def test_every_colour_is_made_in_every_size_and_only_what_is_missing_is_added(make, bag):
    assert said(bag) == [(colour, size) for colour in (Colour.RED, Colour.GREEN) for size in "SM"]
    numbers = [row.id for row in bag.variants]
    assert len(grid(bag, [Colour.GREEN, Colour.BLUE], ["m", "L"])) == 3
    assert [row.id for row in bag.variants][:4] == numbers
    assert len({row.code for row in bag.variants}) == len(bag.variants) == 7
    assert {row.colour for row in bag.colours} >= {Colour.RED, Colour.GREEN, Colour.BLUE}, "filters find it"


def test_a_row_needs_a_colour_or_a_size(bag):
    assert variants.add(bag, [], [], actor=owner(bag)) == []


def test_there_is_an_end_to_it(bag):
    with pytest.raises(Conflict):
        variants.add(bag, list(Colour), ["1", "2", "3"], actor=owner(bag))
    assert len(bag.variants) < MAX_VARIANTS


def test_numbers_codes_and_photos_survive_an_edit(make, bag):
    row = bag.variants[1]
    change(bag, row, photo_id=bag.photos[2].id)
    before = [(one.id, one.code, one.photo_id) for one in bag.variants]
    for one in bag.variants:
        change(bag, one, price=90_000, stock=4, size=one.size + "x")
    operations.edit(bag, {"title": "Tas lain", "availability": Availability.READY}, actor=owner(bag), at=NOON)
    make.session.commit()
    make.session.expire_all()
    assert [(one.id, one.code, one.photo_id) for one in bag.variants] == before


def test_what_one_row_says_no_other_may_say(bag):
    first, second = bag.variants[:2]
    with pytest.raises(Invalid) as caught:
        change(bag, second, size="s")
    assert caught.value.fields == {field_name(second.id, "size"): "listing.variant_again"}
    with pytest.raises(Invalid) as caught:
        change(bag, first, colour=None, size="")
    assert caught.value.fields == {field_name(first.id, "size"): "listing.variant_unnamed"}


def test_two_rows_may_change_places_in_one_go(bag):
    first, second = bag.variants[:2]
    wanted = {first.id: {"size": "M"}, second.id: {"size": "S"}}
    variants.change(bag, wanted, actor=owner(bag), name=field_name)
    assert (first.size, second.size) == ("M", "S")


def test_a_photo_of_another_bag_is_refused(make, bag):
    other = make.listing()
    with pytest.raises(Invalid) as caught:
        change(bag, bag.variants[0], photo_id=other.photos[0].id)
    assert caught.value.fields == {field_name(bag.variants[0].id, "photo_id"): "choice"}


def test_a_deleted_photo_only_unlinks_and_comes_back_linked(make, bag):
    row, other = bag.variants[:2]
    photo = bag.photos[1]
    change(bag, row, photo_id=photo.id)
    change(bag, other, photo_id=photo.id)
    gone = photos.remove(bag, photo.id, actor=owner(bag), at=NOON)
    make.session.commit()
    make.session.expire_all()
    assert (row.photo_id, row.deleted_photo_id) == (None, gone.id)
    assert len(bag.variants) == 4
    change(bag, other, photo_id=bag.photos[0].id)
    back = photos.put_back(bag, gone.id, actor=owner(bag))
    make.session.commit()
    make.session.expire_all()
    assert (row.photo_id, row.deleted_photo_id) == (back.id, None)
    assert (other.photo_id, other.deleted_photo_id) == (bag.photos[0].id, None), "she chose another meanwhile"


def test_the_sweep_of_deleted_photos_leaves_the_rows(make, bag):
    row = bag.variants[0]
    change(bag, row, photo_id=bag.photos[1].id)
    gone = photos.remove(bag, row.photo_id, actor=owner(bag), at=NOON)
    make.session.commit()
    make.session.execute(DeletedPhoto.__table__.delete().where(DeletedPhoto.id == gone.id))
    make.session.commit()
    make.session.expire_all()
    assert (row.photo_id, row.deleted_photo_id) == (None, None)


def test_a_bag_on_show_keeps_one_that_can_be_had(bag):
    for row in bag.variants[1:]:
        change(bag, row, off=True)
    with pytest.raises(Incomplete) as caught:
        change(bag, bag.variants[0], off=True)
    assert caught.value.fields == {"variants": "listing.variants_gone"}


def test_a_row_is_taken_out_alone(make, bag):
    first, *others = bag.variants
    variants.remove(bag, first.id, actor=owner(bag), at=NOON)
    make.session.commit()
    assert list(bag.variants) == others
    with pytest.raises(NotFound):
        variants.remove(bag, first.id, actor=owner(bag), at=NOON)


def test_what_was_taken_out_comes_back_as_it_was(make, bag):
    row = bag.variants[1]
    change(bag, row, photo_id=bag.photos[1].id, price=70_000, stock=0)
    before = (row.id, row.code, row.photo_id, row.price, row.stock)
    variants.remove(bag, row.id, actor=owner(bag), at=NOON)
    operations.finish(bag, actor=owner(bag), at=NOON)
    make.session.commit()
    assert row not in bag.variants
    assert (bag.price, bag.removed_variants) == (285_000, [row])
    gone = photos.remove(bag, row.photo_id, actor=owner(bag), at=NOON)
    back = photos.put_back(bag, gone.id, actor=owner(bag))
    variants.put_back(bag, row.id, actor=owner(bag))
    make.session.commit()
    make.session.expire_all()
    assert bag.variants[1] is row
    assert (row.id, row.code, row.photo_id, row.price, row.stock) == (*before[:2], back.id, *before[3:])
    with pytest.raises(NotFound):
        variants.put_back(bag, row.id, actor=owner(bag))


def test_it_does_not_come_back_beside_its_like_nor_past_the_end(make, bag):
    row = bag.variants[0]
    variants.remove(bag, row.id, actor=owner(bag), at=NOON)
    (again,) = grid(bag, [Colour.RED], ["s"])
    assert again.code != row.code
    with pytest.raises(Conflict, match=r"listing\.variant_again"):
        variants.put_back(bag, row.id, actor=owner(bag))
    variants.remove(bag, again.id, actor=owner(bag), at=NOON)
    grid(bag, [Colour.BLUE], [str(number) for number in range(MAX_VARIANTS - len(bag.variants))])
    with pytest.raises(Conflict, match=r"listing\.too_many_variants"):
        variants.put_back(bag, row.id, actor=owner(bag))


def test_a_colour_that_came_with_it_alone_goes_and_comes_with_it(make, bag):
    greens = [row for row in bag.variants if row.colour is Colour.GREEN]
    for row, found in zip(greens, (True, False), strict=True):
        variants.remove(bag, row.id, actor=owner(bag), at=NOON)
        operations.finish(bag, actor=owner(bag), at=NOON)
        make.session.commit()
        assert (Colour.GREEN in {one.colour for one in bag.colours}) is found
    variants.put_back(bag, greens[0].id, actor=owner(bag))
    operations.finish(bag, actor=owner(bag), at=NOON)
    assert Colour.GREEN in {one.colour for one in bag.colours}


def test_the_last_colours_of_a_bag_stay(make, bag):
    for row in list(bag.variants):
        variants.remove(bag, row.id, actor=owner(bag), at=NOON)
    assert {one.colour for one in bag.colours} == {Colour.NAVY, Colour.GREEN}


def test_rows_move_by_one_and_stay_at_either_end(make, bag):
    first, second, third, fourth = bag.variants
    variants.move(bag, third.id, -1, actor=owner(bag))
    assert list(bag.variants) == [first, third, second, fourth]
    variants.move(bag, first.id, -1, actor=owner(bag))
    variants.move(bag, fourth.id, 1, actor=owner(bag))
    variants.move(bag, first.id, 1, actor=owner(bag))
    make.session.commit()
    make.session.expire_all()
    assert list(bag.variants) == [third, first, second, fourth]


@given(
    st.lists(st.tuples(st.sampled_from(["move", "out", "back"]), st.integers(0, 3), st.sampled_from([-1, 1])))
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_pressed_each_row_is_there_once(make, bag, pressed):
    everything = {row.id for row in (*bag.variants, *bag.removed_variants)}
    for button, number, step in pressed:
        rows = bag.removed_variants if button == "back" else bag.variants
        if number >= len(rows):
            continue
        if button == "move":
            variants.move(bag, rows[number].id, step, actor=owner(bag))
        elif button == "out":
            variants.remove(bag, rows[number].id, actor=owner(bag), at=NOON)
        else:
            variants.put_back(bag, rows[number].id, actor=owner(bag))
    here, gone = ([row.id for row in rows] for rows in (bag.variants, bag.removed_variants))
    assert sorted(here + gone) == sorted(everything)
    assert len({row.code for row in (*bag.variants, *bag.removed_variants)}) == len(everything)


def test_a_new_colour_comes_in_all_sizes_and_a_new_size_in_all_colours(make, bag):
    change(bag, bag.variants[2], colour_words="Hijau botol")
    change(bag, bag.variants[3], colour_words="Hijau botol")
    assert [(row.colour, row.size) for row in grid(bag, [Colour.BLUE], [])] == [
        (Colour.BLUE, "S"),
        (Colour.BLUE, "M"),
    ]
    assert [(row.colour, row.colour_words, row.size) for row in grid(bag, [], ["L"])] == [
        (Colour.RED, "", "L"),
        (Colour.GREEN, "Hijau botol", "L"),
        (Colour.BLUE, "", "L"),
    ]


def test_rows_of_a_list_are_put_as_they_stand(make, bag):
    rows = variants.put(
        bag, [{"colour": Colour.GOLD, "price": 9_000}, {"size": "XL", "stock": 0}], actor=owner(bag)
    )
    make.session.commit()
    assert [(row.position, row.price, row.stock, row.size) for row in rows] == [
        (4, 9_000, None, ""),
        (5, None, 0, "XL"),
    ]
    with pytest.raises(Conflict):
        variants.put(bag, [{"size": str(number)} for number in range(MAX_VARIANTS)], actor=owner(bag))


def test_a_copy_has_the_rows_with_its_own_photos(make, bag):
    change(bag, bag.variants[2], photo_id=bag.photos[2].id, price=70_000, stock=0)
    copy = operations.duplicate(bag, actor=owner(bag), at=NOON, title="Salinan")
    make.session.commit()
    assert said(copy) == said(bag)
    assert [row.code for row in copy.variants] == [row.code for row in bag.variants]
    assert not {row.id for row in copy.variants} & {row.id for row in bag.variants}
    assert copy.variants[2].photo_id == copy.photos[2].id
    assert (copy.price, copy.top_price, copy.base_price) == (bag.price, bag.top_price, bag.base_price)


def test_nobody_else_may_touch_them(make, bag):
    stranger = owner(make.listing())
    for attempt in (
        lambda: variants.add(bag, [Colour.GOLD], [], actor=stranger),
        lambda: variants.change(bag, {}, actor=stranger, name=field_name),
        lambda: variants.put(bag, [{"size": "L"}], actor=stranger),
        lambda: variants.move(bag, bag.variants[0].id, 1, actor=stranger),
        lambda: variants.remove(bag, bag.variants[0].id, actor=stranger, at=NOON),
        lambda: variants.put_back(bag, bag.variants[0].id, actor=stranger),
        lambda: operations.finish(bag, actor=stranger, at=NOON),
    ):
        with pytest.raises(Forbidden):
            attempt()


def test_her_words_for_a_colour_are_searched(make, bag):
    change(bag, bag.variants[0], colour_words="Hijau botol")
    assert "botol" in bag.search_text.split()


def test_they_go_with_the_bag(make, bag):
    make.session.delete(bag)
    make.session.commit()
    assert make.session.scalars(select(Variant)).all() == []
