"""What the search knows of a bag is what the tables say, and every table with a say is watched."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import get_locale
from sqlalchemy import Select, event
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.sql import visitors

from marketplace.adapters.search.port import Part
from marketplace.catalogue import documents
from marketplace.catalogue.documents import GROUPS, Documents
from marketplace.database.base import db
from marketplace.kit.text import words
from marketplace.listings.changes import WATCHED
from marketplace.listings.fits import fits
from marketplace.listings.measures import price_band
from marketplace.listings.models import Variant
from marketplace.listings.rules import Availability, Closure, Colour, Lining, Material, State
from tests.factories.make import Make

TODAY = date(2026, 4, 14)


def test_a_document_says_what_the_card_and_the_page_say(make: Make, session: Session) -> None:
    bag = make.listing(
        make.certificate(make.artisan(name="Bu Sri")).artisan,
        title="Tas Ombak",
        materials=[Material.NYLON],
        colours=[Colour.BLACK, Colour.PINK],
        availability=Availability.MADE_TO_ORDER,
        lead_days=9,
        price=150_000,
    )
    (document,) = Documents().of(session, [bag.id])
    assert document.number == bag.id
    assert document.texts[Part.TITLE] == "Tas Ombak"
    assert {"Hitam", "Black", "Nilon", "Nylon"} <= set(document.texts[Part.MATERIAL].split())
    assert document.texts[Part.MAKER] == "Bu Sri"
    assert document.texts[Part.PLACE] == "Bontang Kuala Bontang Utara Kota Bontang"
    assert document.groups == {
        "type": ["tote"],
        "technique": ["crochet"],
        "material": ["nylon"],
        "colour": ["black", "pink"],
        "band": ["from_100"],
        "fits": ["phone", "a4", "laptop_13"],
        "unit": ["CONTOH.000.001"],
        "place": ["64", "64.74", "64.74.01", "64.74.01.1001"],
        "artisan": [bag.artisan.slug],
    }
    assert (document.price, document.ready_days) == (150_000, 9)
    assert set(document.groups) == set(GROUPS)


def test_words_and_sizes_of_variations_are_found_with_the_material(make: Make, session: Session) -> None:
    bag = make.listing(materials=[Material.NYLON], colours=[Colour.BLACK])
    for code, said in {
        "AAAAAA": {"colour": Colour.GREEN, "colour_words": "hijau botol", "size": "Jumbo"},
        "BBBBBB": {"size": "30 x 25", "off": True},
    }.items():
        make.keep(Variant(listing_id=bag.id, code=code, **said))
    make.keep(Variant(listing_id=make.listing().id, code="CCCCCC", size="Mungil"))
    (document,) = Documents().of(session, [bag.id])
    said = document.texts[Part.MATERIAL]
    assert {"Hijau", "Green", "botol", "Jumbo", "30", "25"} <= set(said.split())
    assert "Mungil" not in said


def test_who_is_not_offered_has_none(make: Make, session: Session) -> None:
    hidden = make.listing(make.artisan(visible=False))
    draft = make.listing(state=State.DRAFT)
    assert Documents().of(session, [hidden.id, draft.id, 999_999]) == []


def test_bags_are_read_from_the_newest_down(make: Make, session: Session) -> None:
    ids = [make.listing().id for _ in range(4)]
    make.listing(state=State.DRAFT)
    assert documents.how_many(session) == 4
    top = documents.highest_number(session) + 1
    assert list(documents.numbers_below(session, top, 3)) == ids[:0:-1]
    assert list(documents.numbers_below(session, ids[1], 3)) == ids[:1]
    hidden = make.listing(make.artisan(visible=False))
    assert Documents().of(session, documents.numbers_below(session, hidden.id + 1, 1)) == []


def test_every_column_a_document_is_made_of_is_watched(make: Make, session: Session) -> None:
    """A column read and not watched would leave the index behind the database for good."""
    statements: list[Select[tuple[object]]] = []

    def note(state: ORMExecuteState) -> None:
        assert isinstance(state.statement, Select)
        statements.append(state.statement)

    bag = make.listing(make.certificate().artisan)
    event.listen(db.session, "do_orm_execute", note)
    try:
        Documents().of(session, [bag.id])
    finally:
        event.remove(db.session, "do_orm_execute", note)
    read = {
        (element.table.name, element.name)
        for statement in statements
        for element in visitors.iterate(statement)
        if element.__visit_name__ == "column" and getattr(element, "table", None) is not None
    }
    assert {table for table, _ in read} == set(WATCHED)
    keys = {("artisan", "id"), ("certificate", "id"), ("unit", "id"), ("place", "code")}
    for table, column in read - keys:
        watched = WATCHED[table].columns
        assert not watched or column in watched.split(", "), f"{table}.{column} is read and not watched"


def test_a_place_lies_in_all_above_it() -> None:
    assert documents.above("64.74.01.1001") == ["64", "64.74", "64.74.01", "64.74.01.1001"]


def test_another_word_for_a_member_is_another_make(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        made = documents.make()
        said = documents.label
        monkeypatch.setattr(
            documents,
            "label",
            lambda one: "Teh botol" if one is Colour.GREEN and _in_indonesian() else said(one),
        )
        assert documents.make() != made
        monkeypatch.undo()
        assert documents.make() == made


def _in_indonesian() -> bool:
    return str(get_locale()) == "id"


def test_every_enum_a_document_calls_by_name_is_in_the_make(make: Make, session: Session) -> None:
    bag = make.listing(
        closure=Closure.ZIP, lining=Lining.LINED, materials=[Material.NYLON], colours=[Colour.BLACK]
    )
    found = Documents()
    assert len(found.of(session, [bag.id])) == 1
    assert set(found._words) == set(documents._CALLED)


def test_the_make_is_a_word(app: Flask) -> None:
    with app.app_context():
        assert documents.make() == documents.make() and documents.make().isalnum()


def test_whatever_decides_what_a_document_holds_is_in_its_make(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a document is gathered with, but for tables and enums, lies in a file of the make."""
    with app.app_context():
        made = documents.make()
        monkeypatch.setattr(documents, "_SOURCES", documents._SOURCES[:-1])
        assert documents.make() != made
    assert {Path(inspect.getfile(one)).name for one in (fits, price_band, words)} <= {
        Path(name).name for name in documents._SOURCES
    }


def test_what_fits_into_a_size_is_said_of_the_bag_unless_it_was_taken_out(
    make: Make, session: Session
) -> None:
    bag = make.listing(length_cm=20, width_cm=8, height_cm=18)
    large = make.keep(Variant(listing_id=bag.id, code="LLLLLL", size="Besar", length_cm=44, height_cm=36))
    (document,) = Documents().of(session, [bag.id])
    assert "laptop_15" in document.groups["fits"]
    large.removed_at = make.clock()
    session.commit()
    (document,) = Documents().of(session, [bag.id])
    assert "laptop_15" not in document.groups["fits"] and "Besar" not in document.texts[Part.MATERIAL]
