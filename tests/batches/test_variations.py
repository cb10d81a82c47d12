"""A bag in several colours and sizes, from a list: a row for each, judged with its bag, made and taken back with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.batches import ending, operations, queries
from marketplace.batches.judging import judge
from marketplace.batches.models import Batch, BatchRow
from marketplace.batches.reading import REMOVED
from marketplace.batches.rules import COLOUR, SIZE, Outcome, State, belongs, names_one
from marketplace.database.session import writing
from marketplace.listings import operations as listings
from marketplace.listings import variants
from marketplace.listings.grid import field_name
from marketplace.listings.models import Listing
from marketplace.listings.rules import Availability, Colour
from marketplace.listings.rules import State as ListingState
from tests.batches.conftest import actor_of
from tests.batches.lists import WHOLE, packed
from tests.batches.test_judging import File, cells

SHEET = [
    WHOLE | {"Warna variasi": "Merah", "Ukuran variasi": "S", "Stok": "3"},
    {"Warna variasi": "Merah", "Ukuran variasi": "M", "Harga": "310rb", "Stok": "0", "Foto": "b.jpg"},
    {"Nama tas": "TOTE ombak", "Warna variasi": "hijau|Hijau botol", "Harga": "", "Foto": "b.jpg|c.jpg"},
    WHOLE | {"Nama tas": "Lain", "Foto": "d.jpg"},
]
PHOTOS = ("a.jpg", "b.jpg", "c.jpg", "d.jpg")


@dataclass(frozen=True)
class Row:
    number: int = 2
    cells: dict[str, str] = field(default_factory=dict)
    variations: list[dict[str, Any]] = field(default_factory=list)


@pytest.fixture
def one(application):
    def judge_one(*under: dict[str, str], own: dict[str, str] | None = None, files=()):
        row = Row(2, cells(**(own or {})), [{"number": n, "cells": one} for n, one in enumerate(under, 3)])
        with application.app_context():
            return judge([row], files or [File("a.jpg")], {}, ())[0]

    return judge_one


def test_a_row_without_a_name_or_with_the_bags_own_is_its_variation():
    bag = {"title": "Tote  Ombak", "price": "1"}
    assert belongs({SIZE: "S"}, bag)
    assert belongs({COLOUR: "merah", "title": "tote ombak"}, bag)
    assert not belongs({COLOUR: "merah", "title": "Tote Lain"}, bag)
    assert not belongs({"price": "2"}, bag), "a bag nobody has named yet"
    assert belongs({SIZE: "S"}, {"photos": "a.jpg"})
    assert not names_one({"colours": "merah"})


def test_each_says_its_colour_size_price_and_number(one):
    judged = one(
        {COLOUR: "Hijau", SIZE: "S", "price": "310rb", "stock": "2"},
        {COLOUR: "hijau | Hijau  botol", SIZE: "M"},
        {COLOUR: "Merah bata"},
    )
    assert judged.outcome is Outcome.COMPLETE
    said = [(way.number, way.colour, way.colour_words, way.size, way.price, way.stock) for way in judged.ways]
    assert said == [
        (3, Colour.GREEN, "", "S", 310_000, 2),
        (4, Colour.GREEN, "Hijau botol", "M", None, None),
        (5, None, "Merah bata", "", None, None),
    ]


def test_the_bags_own_row_may_be_the_first_at_the_bags_price(one):
    judged = one({SIZE: "M", "price": "310rb"}, own={SIZE: "S", "stock": "4"})
    assert [(way.number, way.size, way.price, way.stock) for way in judged.ways] == [
        (2, "S", None, 4),
        (3, "M", 310_000, None),
    ]
    assert (judged.changes["price"], judged.changes["stock"]) == (285_000, None)


@pytest.mark.parametrize(
    ("under", "column"),
    [
        ({SIZE: "S", "price": "mahal"}, "price"),
        ({SIZE: "S", "stock": "banyak"}, "stock"),
        ({SIZE: "x" * 31}, SIZE),
        ({SIZE: "30 x 20 cm"}, SIZE),
        ({COLOUR: "merah|hijau"}, COLOUR),
        ({COLOUR: "merah bata|merah jambu muda"}, COLOUR),
        ({COLOUR: "x" * 41}, COLOUR),
        ({COLOUR: REMOVED}, COLOUR),
        ({SIZE: "S", "photos": "z.jpg"}, "photos"),
        ({SIZE: "S", "technique": "Makrame"}, "technique"),
        ({SIZE: "m"}, SIZE),
    ],
)
def test_what_is_wrong_in_one_row_is_said_beside_its_own_cell_and_stops_the_bag(one, under, column):
    judged = one({SIZE: "M"}, under)
    assert judged.outcome is Outcome.ERROR
    assert [(number, name) for number, name, _ in judged.troubles] == [(4, column)]
    assert not any("%(" in words for *_, words in judged.troubles)
    assert judged.changes == {}


def test_what_the_bags_row_says_may_be_repeated(one):
    repeated = {name: text for name, text in cells().items() if name not in ("price", "photos")}
    assert one(repeated | {SIZE: "S"}).outcome is Outcome.COMPLETE


def test_a_wrong_cell_of_the_bags_own_row_is_said_once(one):
    judged = one(own={SIZE: "30x20", "stock": "banyak"})
    assert sorted(name for _, name, _ in judged.troubles) == ["stock", SIZE]


def test_photos_of_all_rows_count_and_one_may_show_several(one):
    files = [File(f"{n}.jpg", str(n)) for n in range(11)]
    shared = one(
        {SIZE: "S", "photos": "1.jpg"}, {SIZE: "M", "photos": "1.jpg"}, own={"photos": "0.jpg"}, files=files
    )
    assert [photo.name for photo in shared.photos] == ["0.jpg", "1.jpg"]
    many = one(
        {SIZE: "S", "photos": "|".join(one.name for one in files)}, own={"photos": "0.jpg"}, files=files
    )
    assert [name for _, name, _ in many.troubles] == ["photos"]


def test_a_bag_of_which_no_variation_can_be_had_lacks_one(one):
    judged = one({SIZE: "S", "stock": "0"}, {SIZE: "M", "stock": "0"})
    assert judged.outcome is Outcome.LACKS
    assert len(judged.missing) == 1
    assert one({SIZE: "S", "stock": "0"}, {SIZE: "M", "stock": "1"}).outcome is Outcome.COMPLETE


def test_a_colour_of_a_variation_is_a_colour_of_the_bag(application):
    bare = {name: text for name, text in cells().items() if name != "colours"}
    with application.app_context():
        (judged,) = judge(
            [Row(2, bare, [{"number": 3, "cells": {COLOUR: "merah"}}])], [File("a.jpg")], {}, ()
        )
    assert judged.outcome is Outcome.COMPLETE


def test_more_than_a_bag_can_have_are_told(one):
    judged = one(*({SIZE: str(number)} for number in range(41)))
    assert [(number, name) for number, name, _ in judged.troubles] == [(43, COLOUR)]


def test_another_variation_makes_another_bag_and_the_same_ones_the_same(one):
    digests = {
        one().digest,
        one({SIZE: "S"}).digest,
        one({SIZE: "M"}).digest,
        one({SIZE: "S"}, {SIZE: "M"}).digest,
        one({SIZE: "S", "photos": "a.jpg"}).digest,
    }
    assert len(digests) == 5
    assert one({SIZE: "S"}).digest == one({SIZE: "S"}).digest


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from([COLOUR, SIZE, "price", "stock", "photos", "title", "story"]),
            st.text(max_size=45),
        ),
        max_size=4,
    )
)
def test_any_rows_are_judged(application, under):
    row = Row(2, cells(), [{"number": n, "cells": one} for n, one in enumerate(under, 3)])
    with application.app_context():
        (judged,) = judge([row], [File("a.jpg")], {}, ())
    assert (judged.outcome is Outcome.ERROR) is bool(judged.troubles)
    assert len(judged.ways) == len(under)


def made(session) -> Listing:
    session.rollback()
    return session.scalars(select(Listing).where(Listing.title == "Tote Ombak")).one()


@pytest.fixture
def done(bring, start, jobs, session) -> Batch:
    batch = bring(SHEET, PHOTOS)
    start(batch)
    jobs.run_all()
    session.rollback()
    return session.scalars(select(Batch)).one()


def test_one_bag_is_made_with_all_its_variations(done, session):
    assert done.state is State.DONE
    assert [(row.number, len(row.variations)) for row in queries.rows_of(done)] == [(2, 2), (5, 0)]
    bag = made(session)
    names = {photo.id: photo.position for photo in bag.photos}
    said = [
        (row.colour, row.colour_words, row.size, row.price, row.stock, names[row.photo_id])
        for row in bag.variants
    ]
    assert said == [
        (Colour.RED, "", "S", None, 3, 0),
        (Colour.RED, "", "M", 310_000, 0, 1),
        (Colour.GREEN, "Hijau botol", "", None, None, 1),
    ]
    assert len(bag.photos) == 3
    assert (bag.price, bag.top_price, bag.stock) == (285_000, None, None), "the dearer one is sold out"
    assert {row.colour for row in bag.colours} >= {Colour.RED, Colour.GREEN}
    assert "botol" in bag.search_text.split()
    assert bag.availability is Availability.READY


def test_the_same_list_again_makes_nothing_and_a_new_variation_makes_a_bag(
    done, bring, session, artisan, app
):
    def outcomes(rows):
        batch = bring(rows, PHOTOS)
        today = app.extensions["toolbox"].today()
        return [
            one.outcome
            for one in operations.dry_run(batch, queries.rows_of(batch), queries.files_of(batch), today)
        ]

    assert outcomes(SHEET) == [Outcome.SAME, Outcome.SAME]
    assert outcomes([SHEET[0], SHEET[1], SHEET[3]]) == [Outcome.COMPLETE, Outcome.SAME]


def test_taking_it_back_leaves_a_bag_whose_variation_was_changed(done, session, artisan, clock):
    hers = actor_of(artisan)
    with writing():
        bag = session.scalars(select(Listing).where(Listing.title == "Tote Ombak")).one()
        variants.change(bag, {bag.variants[1].id: {"stock": 5}}, actor=hers, name=field_name)
        listings.finish(bag, actor=hers, at=clock())
    with writing():
        found = queries.own(artisan.id, done.id, lock=True)
        assert ending.undo(found, actor=hers, at=clock()) == (1, 1)
    assert made(session).state is ListingState.DRAFT


def test_untouched_it_goes_with_all_else(done, session, artisan, clock):
    with writing():
        found = queries.own(artisan.id, done.id, lock=True)
        assert ending.undo(found, actor=actor_of(artisan), at=clock()) == (2, 0)
    assert made(session).state is ListingState.REMOVED


def test_what_rows_said_is_forgotten_with_their_bags(done, session):
    with writing():
        ending.forget(done.id, drafts_only=False)
    session.rollback()
    assert [row.variations for row in session.scalars(select(BatchRow))] == [[], []]


def test_a_photo_that_is_missing_is_told_before_anything_is_made(bring, session, app):
    batch = bring(data=packed(SHEET, PHOTOS[:2]))
    today = app.extensions["toolbox"].today()
    judged = operations.dry_run(batch, queries.rows_of(batch), queries.files_of(batch), today)
    assert [(number, name) for number, name, _ in judged[0].troubles] == [(4, "photos")]
