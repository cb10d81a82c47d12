"""Prices and sizes of bags: their limits, and the classes buyers filter by."""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

MIN_PRICE, MAX_PRICE = 1_000, 100_000_000
"""Whole rupiah."""

MIN_SIZE, MAX_SIZE = Decimal(1), Decimal(200)
"""Centimetres, one decimal at most."""


class PriceBand(StrEnum):
    UNDER_100 = "under_100"
    FROM_100 = "from_100"
    FROM_200 = "from_200"
    FROM_350 = "from_350"
    FROM_500 = "from_500"


PRICE_BANDS: Mapping[PriceBand, tuple[int, int]] = {
    PriceBand.UNDER_100: (0, 100_000),
    PriceBand.FROM_100: (100_000, 200_000),
    PriceBand.FROM_200: (200_000, 350_000),
    PriceBand.FROM_350: (350_000, 500_000),
    PriceBand.FROM_500: (500_000, MAX_PRICE + 1),
}
"""Rupiah: the first included, the second not."""


def price_band(price: int) -> PriceBand:
    return next(band for band, (low, high) in PRICE_BANDS.items() if low <= price < high)


class SizeClass(StrEnum):
    """By the longest side: under 20 cm, up to 35 cm, longer."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


def size_class(*sides: Decimal | None) -> SizeClass | None:
    longest = max((side for side in sides if side is not None), default=None)
    if longest is None:
        return None
    return SizeClass.SMALL if longest < 20 else SizeClass.MEDIUM if longest <= 35 else SizeClass.LARGE


_SIZE = re.compile(r"(\d{1,4})(?:[.,](\d))?\s*(?:cm)?", re.ASCII | re.IGNORECASE)


def read_size(text: str) -> Decimal:
    """Read centimetres: 34, 34,5, 34.5, "34 cm". ValueError for anything else, or outside 1 to 200."""
    if (match := _SIZE.fullmatch(text.strip())) is None:
        raise ValueError("not a size")
    size = Decimal(f"{match[1]}.{match[2] or 0}")
    if not MIN_SIZE <= size <= MAX_SIZE:
        raise ValueError("outside the sizes of a bag")
    return size
