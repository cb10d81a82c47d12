"""A bag drawn to scale, from the front and from the side, beside something everybody has held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

from marketplace.listings.fits import THINGS, TOLERANCE_CM, Fit, Sides, Thing, fits, takes
from marketplace.listings.measures import SizeClass, size_class
from marketplace.web.formatting import decimal
from marketplace.web.labels import label

BESIDE = {SizeClass.SMALL: Thing.PHONE, SizeClass.MEDIUM: Thing.A4, SizeClass.LARGE: Thing.LAPTOP_13}
UPRIGHT = frozenset({Thing.PHONE, Thing.A4})
UNITS = 10
"""Of the drawing's units in a centimetre."""
LETTER = 0.062
"""The height of letters against what is drawn, so that they can be read on a phone."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the ground, in units: its left edge, its top, and its sides. `words` are written under it."""

    kind: str
    x: int
    y: int
    width: int
    height: int
    words: str

    @property
    def middle(self) -> int:
        """Where its words are centred."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """All in units. `letter` is the height of letters; `alt` says the whole drawing in a sentence."""

    width: int
    height: int
    ground: int
    letter: int
    boxes: Sequence[Box]
    upright: str
    alt: str


def drawing(sides: Sides, strap: Decimal | None = None) -> Drawing | None:
    """Return the drawing of a bag with these measures; None where its length or its height is not known."""
    if sides.length is None or sides.height is None:
        return None
    thing = BESIDE[size_class(sides.length, sides.height) or SizeClass.MEDIUM]
    tall, wide, _ = THINGS[thing] if thing in UPRIGHT else (THINGS[thing][1], THINGS[thing][0], 0)
    shapes: list[tuple[str, Decimal, Decimal, str]] = [
        ("bag", sides.length, sides.height, _cm(sides.length)),
        ("thing", wide, tall, str(label(thing))),
    ]
    if sides.width is not None:
        shapes.insert(1, ("side", sides.width, sides.height, _cm(sides.width)))
    across = round(sum(shape[1] for shape in shapes) * UNITS)
    letter = round(across * LETTER)
    gap = letter * 2
    ground = round(max(shape[2] for shape in shapes) * UNITS) + letter
    x, boxes = letter * 4, []
    for kind, width, height, words in shapes:
        units = round(width * UNITS), round(height * UNITS)
        # words need room of their own: a thin box stands in the middle of it
        room = max(units[0], round(len(words) * letter * 0.56))
        boxes.append(Box(kind, x + (room - units[0]) // 2, ground - units[1], *units, words))
        x += room + gap
    return Drawing(
        width=x - gap + letter,
        height=ground + letter * 2,
        ground=ground,
        letter=letter,
        boxes=boxes,
        upright=_cm(sides.height),
        alt=_alt(sides, strap, thing),
    )


def _alt(sides: Sides, strap: Decimal | None, thing: Thing) -> str:
    parts = [
        gettext("%(cm)s long", cm=_cm(sides.length)),
        gettext("%(cm)s wide", cm=_cm(sides.width)) if sides.width is not None else "",
        gettext("%(cm)s high", cm=_cm(sides.height)),
        gettext("strap %(cm)s", cm=_cm(strap)) if strap is not None else "",
    ]
    measures = ", ".join(part for part in parts if part)
    return gettext(
        "The bag to scale: %(measures)s. Beside it: %(thing)s.", measures=measures, thing=named(thing)
    )


def _cm(length: Decimal | None) -> str:
    return gettext("%(length)s cm", length=decimal(length))


def named(thing: Thing) -> str:
    """What a thing is called, with its two longer sides."""
    long, short, _ = THINGS[thing]
    return gettext(
        "%(thing)s (%(long)s × %(short)s cm)", thing=label(thing), long=decimal(long), short=decimal(short)
    )


@dataclass(frozen=True, slots=True)
class FitList:
    """What fits, in words, and by how much it was reckoned shorter.

    `sized` is what surely fits in some of the sizes only: (thing, sizes).
    """

    sure: list[str]
    tight: list[str]
    sized: list[tuple[str, str]]
    tolerance: int = TOLERANCE_CM


def fit_list(sides: Sides, sizes: Mapping[str, Sides] | None = None) -> FitList | None:
    """Return it; None where nothing can be said, or nothing of what is known fits.

    `sizes`: the measures of each size the bag comes in, by its name, as long as none is chosen.
    """
    found, sizes = fits(sides), sizes or {}
    larger = takes(sides, sizes.values()) - {thing for thing, fit in found.items() if fit is Fit.SURE}
    sure, tight = (
        [named(thing) for thing, fit in found.items() if fit is wanted and thing not in larger]
        for wanted in (Fit.SURE, Fit.TIGHT)
    )
    sized = [
        (named(thing), ", ".join(name for name, size in sizes.items() if thing in takes(size)))
        for thing in THINGS
        if thing in larger
    ]
    return FitList(sure, tight, sized) if found or sized else None
