"""A bag's variations, one row per combination of colour and size: which can be had, and what they cost."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from marketplace.listings.rules import Availability, Colour

MAX_VARIANTS = 40
MAX_COLOUR_WORDS, MAX_SIZE_LABEL = 40, 30
VARIANT_CODE_LENGTH = 6


class Called(Protocol):
    """What tells a variation from the others, and what it is called after."""

    @property
    def colour(self) -> Colour | None: ...
    @property
    def colour_words(self) -> str: ...
    @property
    def size(self) -> str: ...


class Combination(Called, Protocol):
    """What is asked of a variation here."""

    @property
    def price(self) -> int | None: ...
    @property
    def stock(self) -> int | None: ...
    @property
    def off(self) -> bool: ...


One = TypeVar("One", bound=Combination)
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class PriceRange:
    """The lowest and the highest price of what can be had, in whole rupiah."""

    low: int
    high: int

    @property
    def varies(self) -> bool:
        """Whether "from" must be said."""
        return self.low < self.high


def can_be_had(one: Combination, availability: Availability | None) -> bool:
    """Whether it is offered. A number of pieces counts for finished bags alone; none written down is no limit."""
    return not one.off and not (availability is Availability.READY and one.stock == 0)


def price_range(written: int, rows: Sequence[Combination], availability: Availability | None) -> PriceRange:
    """Return what a bag costs for which `written` rupiah were asked: over the variations that can be had, over all of
    them where none can."""
    counted = [one for one in rows if can_be_had(one, availability)] or rows
    prices = [written if one.price is None else one.price for one in counted] or [written]
    return PriceRange(min(prices), max(prices))


def colour_key(one: Called) -> tuple[Colour | None, str]:
    """Two variations of one colour are told apart by her words: bottle green is not leaf green."""
    return one.colour, one.colour_words.casefold()


def size_key(one: Called) -> str:
    """Sizes are the same whatever the case of their letters."""
    return one.size.casefold()


def same(rows: Sequence[One]) -> list[One]:
    """Return the rows whose colour and size an earlier row has already."""
    seen: set[Hashable] = set()
    again = []
    for one in rows:
        key = (colour_key(one), size_key(one))
        if key in seen:
            again.append(one)
        seen.add(key)
    return again


@dataclass(frozen=True, slots=True)
class Choice(Generic[Row]):
    """One colour or one size to choose: `example` is a row that has it, `target` the row chosen by choosing it.

    `struck`: it cannot be had (with the size or colour chosen so far). Without a target there is no such row at all.
    """

    example: Row
    target: Row | None
    chosen: bool
    struck: bool


def colours(rows: Sequence[One], chosen: One | None, availability: Availability | None) -> list[Choice[One]]:
    """Return the colours in the order of the rows; the size chosen is kept where the colour comes in it."""
    found: list[Choice[One]] = []
    for of_colour in _grouped(rows, [colour_key(one) for one in rows]):
        there = [one for one in of_colour if can_be_had(one, availability)]
        kept = [one for one in of_colour if chosen is not None and size_key(one) == size_key(chosen)]
        target = (kept or there or of_colour)[0]
        found.append(Choice(_pictured(of_colour), target, chosen in of_colour, not there))
    return found


def sizes(rows: Sequence[One], chosen: One | None, availability: Availability | None) -> list[Choice[One]]:
    """Return the sizes in the order of the rows, each in the colour chosen; before that, in any."""
    found: list[Choice[One]] = []
    for of_size in _grouped(rows, [size_key(one) for one in rows]):
        fitting = [one for one in of_size if chosen is None or colour_key(one) == colour_key(chosen)]
        there = [one for one in fitting if can_be_had(one, availability)]
        target = next(iter(there or fitting), None)
        found.append(Choice((fitting or of_size)[0], target, chosen in of_size, not there))
    return found


def _grouped(rows: Sequence[One], keys: Iterable[Hashable]) -> list[list[One]]:
    groups: dict[Hashable, list[One]] = {}
    for one, key in zip(rows, keys, strict=True):
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _pictured(rows: Sequence[One]) -> One:
    """The first that shows a photo, or else the first."""
    return next((one for one in rows if getattr(one, "photo_id", None) is not None), rows[0])
