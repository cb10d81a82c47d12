"""A card's address: it holds all that is on the card."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marketplace.adapters.images.results import CardWords
from marketplace.kit.errors import NotFound
from marketplace.web.sharing import SharedCard, card_answer

WORDS = CardWords("Terajut", "Siti", "", "Rajut", "ok", "Berlaku", ("Sampai 2028.",), "Keadaan 14 April 2026")
CARD = SharedCard("records.card", {"code": "BTG-7K4P"}, WORDS, knit=(("#ffffff",),))


@pytest.mark.parametrize(
    "changes",
    [
        {"words": replace(WORDS, day="Keadaan 15 April 2026")},
        {"words": replace(WORDS, claim="Dicabut")},
        {"words": replace(WORDS, state=())},
        {"cover": "a.jpg"},
        {"colour": "#000000"},
        {"focus": (0.1, 0.2)},
        {"knit": (("#000000",),)},
    ],
)
def test_it_changes_with_everything_on_it(changes):
    assert replace(CARD, **changes).mark != CARD.mark == replace(CARD).mark


def test_its_words_are_the_picture_in_words():
    assert CARD.alt == "Siti · Rajut · Berlaku · Sampai 2028 · Keadaan 14 April 2026"


def test_what_has_no_card_is_not_found(app):
    with app.test_request_context("/"), pytest.raises(NotFound):
        card_answer(None, "0" * 16)


@pytest.mark.parametrize(
    "path", ["/c/BTG-7K4P/card-{}.jpg", "/artisans/siti/card-{}.jpg", "/cards/0123456789-{}.jpg"]
)
def test_nobody_has_cards_drawn_without_end(client, limits, path):
    asked = [client.get(path.format("0" * 16)).status_code for _ in range(61)]
    assert set(asked[:60]) == {404} and asked[60] == 429
