from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.listings.measures import (
    MAX_PRICE,
    PRICE_BANDS,
    PriceBand,
    SizeClass,
    price_band,
    read_size,
    size_class,
)


@pytest.mark.parametrize(
    ("price", "band"),
    [
        (1_000, PriceBand.UNDER_100),
        (99_999, PriceBand.UNDER_100),
        (100_000, PriceBand.FROM_100),
        (199_999, PriceBand.FROM_100),
        (200_000, PriceBand.FROM_200),
        (349_999, PriceBand.FROM_200),
        (350_000, PriceBand.FROM_350),
        (499_999, PriceBand.FROM_350),
        (500_000, PriceBand.FROM_500),
        (MAX_PRICE, PriceBand.FROM_500),
    ],
)
def test_every_price_has_one_band(price: int, band: PriceBand) -> None:
    assert price_band(price) is band


@given(st.integers(0, MAX_PRICE))
def test_bands_do_not_overlap(price: int) -> None:
    assert sum(low <= price < high for low, high in PRICE_BANDS.values()) == 1


@pytest.mark.parametrize(
    ("typed", "size"),
    [
        ("34", "34"),
        ("34,5", "34.5"),
        ("34.5", "34.5"),
        (" 34 cm ", "34"),
        ("1", "1"),
        ("200CM", "200"),
        ("34.0", "34"),
    ],
)
def test_sizes_are_read_with_comma_or_dot(typed: str, size: str) -> None:
    assert read_size(typed) == Decimal(size)


@pytest.mark.parametrize(
    "typed", ["", "0", "0,9", "200.1", "34,55", "-5", "1e2", "34 mm", "NaN", "٣٤", "99999"]
)
def test_what_is_no_size_of_a_bag_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="size"):
        read_size(typed)


@pytest.mark.parametrize(
    ("sides", "size"),
    [
        ((Decimal("19.9"), None, Decimal(3)), SizeClass.SMALL),
        ((Decimal(20), None, Decimal(3)), SizeClass.MEDIUM),
        ((Decimal(3), Decimal(35), Decimal(3)), SizeClass.MEDIUM),
        ((Decimal(3), None, Decimal("35.1")), SizeClass.LARGE),
        ((None, None, None), None),
        ((), None),
    ],
)
def test_the_longest_side_decides_the_class(
    sides: tuple[Decimal | None, ...], size: SizeClass | None
) -> None:
    assert size_class(*sides) is size
