"""What stands in for a photo: the maker's words, or what is recorded, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask_babel import force_locale

from marketplace.artisans.rules import Technique
from marketplace.listings.alternatives import cover_words, photo_words
from marketplace.listings.models import Listing
from marketplace.listings.rules import BagType, Colour, State
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient


@pytest.fixture
def bag(make: Make) -> Listing:
    bag = make.listing(title="Tote Ombak", photos=3, colours=(Colour.NAVY,))
    for photo in bag.photos:
        photo.alt = ""
    make.session.commit()
    return bag


def test_without_words_of_hers_the_recorded_facts_are_said(app: Flask, bag: Listing) -> None:
    with app.test_request_context(), force_locale("en"):
        assert photo_words(bag, bag.photos[0]) == "Tote Ombak: Tote bag, Crochet, Navy"
        assert photo_words(bag, bag.photos[1], 2) == "Tote Ombak: Tote bag, Crochet, Navy (photo 2)"
        assert cover_words(bag, bag.photos[0]) == "Tote Ombak: Tote bag, Crochet"


@pytest.mark.parametrize("kind", [None, *BagType])
@pytest.mark.parametrize("technique", [None, *Technique])
def test_nothing_is_said_that_was_not_recorded(
    app: Flask, kind: BagType | None, technique: Technique | None
) -> None:
    bag = Listing(title="", bag_type=kind, technique=technique, colours=[])
    with app.test_request_context(), force_locale("en"):
        said = photo_words(bag, None)
    assert said.startswith("Bag without a name")
    assert (":" in said) is (kind is not None or technique is not None)
    assert "None" not in said


def test_her_own_words_come_first_on_the_page_and_on_cards(
    client: ProofreadingClient, make: Make, bag: Listing
) -> None:
    bag.photos[0].alt = "Tas tote biru di dermaga"
    make.session.commit()
    page = client.get(f"/products/{bag.slug}-{bag.code}").get_data(as_text=True)
    assert page.count('alt="Tas tote biru di dermaga"') == 1
    assert "Tote Ombak: " in page and "(foto 2)" in page and "(foto 3)" in page
    for path in ("/", "/products", f"/artisans/{bag.artisan.slug}"):
        assert 'alt="Tas tote biru di dermaga"' in client.get(path).get_data(as_text=True), path


def test_cards_ask_no_more_for_the_words_of_many(
    client: ProofreadingClient, make: Make, queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    counts = []
    for _ in range(2):
        for _ in range(4):
            make.listing(state=State.PUBLISHED).photos[0].alt = ""
        make.session.commit()
        with queries() as asked:
            client.get("/products")
        counts.append(len(asked))
    assert counts[0] == counts[1]
