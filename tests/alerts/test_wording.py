"""A saved search in words."""

from __future__ import annotations

import pytest

from marketplace.alerts.queries import search_of
from marketplace.alerts.wording import search_words, wish_words
from marketplace.artisans.models import Artisan
from marketplace.catalogue.rules import Search


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        (
            "/",
            "“ombak”, Tas tote, Bontang Kuala, 11.01, mulai Rp100.000, sampai Rp200.000, Sertifikat berlaku",
        ),
        (
            "/en/",
            "“ombak”, Tote bag, Bontang Kuala, 11.01, from Rp100.000, up to Rp200.000, Certificate valid now",
        ),
    ],
)
def test_every_part_is_said_in_the_language_of_the_moment(app, prefix, words):
    query = (
        "q=ombak&type=tote&place=64.74.01.1001&place=11.01&low=100000&high=200000&certified=1&sort=cheapest"
    )
    locale = "en" if prefix == "/en/" else "id"
    with app.test_request_context(prefix, environ_overrides={"marketplace.locale": locale}):
        assert search_words(search_of(query), {"place": {"64.74.01.1001": "Bontang Kuala"}}) == words


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (
            "id",
            "Merajut badan tas, S.1, Siti Contoh, seorang perajin yang halamannya sedang tidak ditampilkan",
        ),
        ("en", "Knitting a bag's body, S.1, Siti Contoh, an artisan whose page is not shown at the moment"),
    ],
)
def test_a_unit_and_an_artisan_are_named_by_their_words(app, locale, words):
    query = "unit=C.3&unit=S.1&artisan=siti-contoh&artisan=ana-tersembunyi"
    names = {
        "unit": {"C.3": "Merajut badan tas\nKnitting a bag's body"},
        "artisan": {"siti-contoh": "Siti Contoh"},
    }
    prefix = "/" if locale == "id" else "/en/"
    with app.test_request_context(prefix, environ_overrides={"marketplace.locale": locale}):
        found = search_words(search_of(query), names)
        assert sorted(found.split(", ")) == sorted(words.split(", "))


def test_an_artisan_who_is_hidden_is_not_named(app):
    with app.test_request_context("/"):
        assert wish_words(Artisan(name="Siti", visible=True), Search(), {}) == "Siti"
        assert "Siti" not in wish_words(Artisan(name="Siti", visible=False), Search(), {})
