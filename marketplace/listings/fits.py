"""What goes into a bag, from its measures: the front, length by height, in centimetres.

Measures are taken outside and knitting differs by a centimetre or two, so about one is left over. The depth is not
asked: many bags have none worth measuring, and knitted ones take the shape of what is in them. A bag without both
measures is in no class.
"""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum


class Fit(StrEnum):
    """From the smallest to the largest: what takes one of them takes all before it."""

    PHONE = "phone"
    A4 = "a4"
    LAPTOP_13 = "laptop13"
    LAPTOP_14 = "laptop14"


FITS: Mapping[Fit, tuple[Decimal, Decimal]] = {
    Fit.PHONE: (Decimal(18), Decimal(9)),
    Fit.A4: (Decimal(31), Decimal(22)),
    Fit.LAPTOP_13: (Decimal(32), Decimal(23)),
    Fit.LAPTOP_14: (Decimal(34), Decimal(25)),
}
"""The long and the short side a front must have at least. A4 is 29.7 x 21 (ISO 216); a large phone 16.5 x 8; laptops
with a screen of 13 inches up to 31 x 22, of 14 inches up to 33 x 24."""


def largest_fit(length: Decimal | None, height: Decimal | None) -> Fit | None:
    """Return the largest thing that goes in, upright or lying; None where nothing does or a measure is missing."""
    if length is None or height is None:
        return None
    long, short = max(length, height), min(length, height)
    found = [fit for fit, (longest, shortest) in FITS.items() if long >= longest and short >= shortest]
    return found[-1] if found else None


def takes(length: Decimal | None, height: Decimal | None, fit: Fit) -> bool:
    """Whether this thing goes in."""
    largest = largest_fit(length, height)
    return largest is not None and list(Fit).index(fit) <= list(Fit).index(largest)
