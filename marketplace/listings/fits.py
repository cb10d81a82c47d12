"""What fits into a bag: geometry over its measures and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

TOLERANCE_CM = 2
"""Centimetres by which a hand-made bag may differ from its measures."""


class Thing(StrEnum):
    PHONE = "phone"
    WALLET = "wallet"
    BOTTLE = "bottle"
    BOOK = "book"
    TABLET = "tablet"
    A4 = "a4"
    LAPTOP_13 = "laptop_13"
    LAPTOP_15 = "laptop_15"


class Fit(StrEnum):
    """SURE even where the bag is smaller by the whole tolerance, TIGHT where it is as large as was written down."""

    SURE = "sure"
    TIGHT = "tight"


THINGS: Mapping[Thing, tuple[Decimal, Decimal, Decimal]] = {
    Thing.PHONE: (Decimal("16.5"), Decimal("8.0"), Decimal("1.0")),
    Thing.WALLET: (Decimal("19.5"), Decimal("10.0"), Decimal("2.5")),
    Thing.BOTTLE: (Decimal("23.0"), Decimal("6.5"), Decimal("6.5")),
    Thing.BOOK: (Decimal("21.0"), Decimal("14.8"), Decimal("2.0")),
    Thing.TABLET: (Decimal("25.5"), Decimal("17.8"), Decimal("1.0")),
    Thing.A4: (Decimal("29.7"), Decimal("21.0"), Decimal("0.5")),
    Thing.LAPTOP_13: (Decimal("30.5"), Decimal("21.5"), Decimal("1.6")),
    Thing.LAPTOP_15: (Decimal("36.0"), Decimal("24.5"), Decimal("2.0")),
}
"""Centimetres, the longest side first; common ones of their kind. The page writes two of the three beside the name, so
that a reader with another one can compare. A4 and A5 (the book) are those of ISO 216."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A bag measured lying flat: `length` along its mouth, `width` (its depth) and `height`, in centimetres."""

    length: Decimal | None
    width: Decimal | None
    height: Decimal | None

    @property
    def known(self) -> bool:
        """Whether something can be said: without length and height nothing is."""
        return self.length is not None and self.height is not None

    def with_own(self, own: Sides) -> Sides:
        """Return the measures of a variation: those it has of its own come first, side by side."""
        return Sides(
            self.length if own.length is None else own.length,
            self.width if own.width is None else own.width,
            self.height if own.height is None else own.height,
        )


_MILLIMETRES = tuple(
    (thing, int(10 * long), int(10 * short), int(10 * thick))
    for thing, (long, short, thick) in THINGS.items()
)
"""Whole numbers, which are many times quicker to compare: a bag is measured in tenths of a centimetre."""
_NONE_OF_ITS_OWN = Sides(None, None, None)


def fits(sides: Sides) -> dict[Thing, Fit]:
    """Return what fits, the smallest first; empty where length or height was not written down.

    A width that was not written down counts as none: a bag that lies flat, which is the least it can be.
    """
    surely = _going_in(sides, TOLERANCE_CM)
    return {thing: Fit.SURE if thing in surely else Fit.TIGHT for thing in _going_in(sides, 0)}


def takes(bag: Sides, own: Iterable[Sides] = ()) -> frozenset[Thing]:
    """Return what surely fits into a bag in at least one of the sizes it comes in: what filters find it by.

    `own` are the measures its variations have of their own. One that is not to be had now counts, as its colour does:
    the page shows it.
    """
    surely = frozenset(_going_in(bag, TOLERANCE_CM))
    for one in own:
        if one != _NONE_OF_ITS_OWN:
            surely = surely.union(_going_in(bag.with_own(one), TOLERANCE_CM))
    return surely


def _going_in(sides: Sides, less: int) -> list[Thing]:
    """Return what goes into a bag that is smaller by some centimetres; reckoned in whole millimetres.

    A soft bag bulges. What goes through its mouth may be as wide and thick together as half of the mouth's round,
    which is length and width together; where it is thicker than the bag is deep, the bottom gives half of that from the
    height.
    """
    if sides.length is None or sides.height is None:
        return []
    length, height = _tenths(sides.length) - 10 * less, _tenths(sides.height) - 10 * less
    depth = max(0, _tenths(sides.width) - 10 * less) if sides.width else 0
    found = []
    for thing, long, short, thick in _MILLIMETRES:
        wide = min(length, length + depth - thick)
        twice_tall = 2 * height - (thick - depth if thick > depth else 0)
        upright, lying = short <= wide and 2 * long <= twice_tall, long <= wide and 2 * short <= twice_tall
        if upright or lying:
            found.append(thing)
    return found


def _tenths(side: Decimal) -> int:
    return round(10 * side)
