"""How far an artisan sells: what is kept, what is read again, what is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.artisans.markets import Carriage, Market, kept, read

CHOSEN = st.dictionaries(st.sampled_from(Market), st.sets(st.sampled_from(Carriage)))


@given(CHOSEN)
def test_what_is_kept_is_read_again_and_a_level_without_a_way_is_not_served(chosen):
    row = kept(chosen)
    assert {market: set(ways) for market, ways in read(row).items()} == {
        market: ways for market, ways in chosen.items() if ways
    }
    assert list(row) == [market.value for market in Market if chosen.get(market)]


def test_words_nobody_knows_any_more_are_passed_over():
    assert read({"local": ["post", "balloon"], "moon": ["post"]}) == {Market.LOCAL: [Carriage.POST]}
    assert read(None) == {} and kept({}) == {}
