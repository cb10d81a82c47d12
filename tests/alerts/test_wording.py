"""A saved search in words."""

from __future__ import annotations

import pytest

from marketplace.alerts.queries import search_of
from marketplace.alerts.wording import search_words


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
        assert search_words(search_of(query), {"64.74.01.1001": "Bontang Kuala"}) == words
