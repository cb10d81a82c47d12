"""The vocabulary is that of the site, in both languages."""

from __future__ import annotations

import pytest

from marketplace.gaps.labels import vocabulary, words_of
from marketplace.gaps.rules import MEMBERS, SYNONYMS, Kind, terms_in
from marketplace.kit.text import words

PLACES = {"64.74.01.1001": "Bontang Kuala"}


@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("Tas selempang merah", {(Kind.TYPE, "crossbody"), (Kind.COLOUR, "red")}),
        ("selempang katun", {(Kind.TYPE, "crossbody"), (Kind.MATERIAL, "cotton")}),
        (
            "navy crochet backpack",
            {(Kind.COLOUR, "navy"), (Kind.TECHNIQUE, "crochet"), (Kind.TYPE, "backpack")},
        ),
        ("makramé Bontang Kuala", {(Kind.TECHNIQUE, "macrame"), (Kind.PLACE, "64.74.01.1001")}),
        ("tas", set()),
        ("Siti Contohwati 0812", set()),
    ],
)
def test_words_of_both_languages_are_known(app, said, terms):
    with app.test_request_context():
        assert set(terms_in(words(said), vocabulary(PLACES))) == terms


def test_every_term_can_be_said_and_shown(app):
    with app.test_request_context():
        known = set(vocabulary(PLACES).values())
        for kind, members in MEMBERS.items():
            for member in members:
                assert (kind, member.value) in known
                assert words_of([(kind, member.value)], PLACES)
        for kind, value in SYNONYMS.values():
            MEMBERS[kind](value)
        assert (
            words_of([(Kind.TYPE, "tote"), (Kind.PLACE, "64.74.01.1001")], PLACES)
            == "Tas tote · Bontang Kuala"
        )
        assert words_of([(Kind.PLACE, "11.01")], PLACES) == "11.01"
