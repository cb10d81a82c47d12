"""What a buyer may ask for, as values: filters, order, and the place in the list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from marketplace.artisans.rules import Technique
from marketplace.kit.paging import decode_cursor, encode_cursor, moment, row_number
from marketplace.listings.measures import PRICE_BANDS, PriceBand
from marketplace.listings.rules import Availability, BagType, Colour, Material

PAGE_SIZE = 12
MAX_WORDS = 8
MAX_QUERY = 200
MAX_PLACES = 40
_FURTHEST = 1_000_000


class Sort(StrEnum):
    NEWEST = "newest"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    READY = "ready"


class Group(StrEnum):
    """The groups of filters: any one inside a group will do, every group must be met."""

    TYPE = "type"
    TECHNIQUE = "technique"
    MATERIAL = "material"
    COLOUR = "colour"
    BAND = "band"
    AVAILABILITY = "availability"
    PLACE = "place"


ENUMS: Mapping[Group, type[StrEnum]] = {
    Group.TYPE: BagType,
    Group.TECHNIQUE: Technique,
    Group.MATERIAL: Material,
    Group.COLOUR: Colour,
    Group.BAND: PriceBand,
    Group.AVAILABILITY: Availability,
}
"""Places are rows, not members: any well-formed code may be asked for."""


@dataclass(frozen=True, slots=True)
class Search:
    """One question to the catalogue. `chosen` maps a group to the values ticked in it, never to none.

    `text` is as typed, `words` what is searched; prices in whole rupiah, both ends included.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    chosen: Mapping[Group, tuple[str, ...]] = field(default_factory=dict)
    low: int | None = None
    high: int | None = None
    certified: bool = False
    sort: Sort = Sort.NEWEST

    def ticked(self, group: Group) -> tuple[str, ...]:
        """Return the values chosen in a group."""
        return self.chosen.get(group, ())

    def bands(self) -> list[tuple[int, int]]:
        """Return the price bands asked for: the first rupiah included, the last not."""
        return [PRICE_BANDS[PriceBand(value)] for value in self.ticked(Group.BAND)]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the order was asked."""
        return next(self.parts(), None) is not None

    def parts(self) -> Iterator[tuple[str, str]]:
        """Return every single thing asked, as (name, value); the order is not one of them."""
        if self.words:
            yield "q", self.text
        for group in Group:
            for value in self.ticked(group):
                yield group.value, value
        if self.low is not None:
            yield "low", str(self.low)
        if self.high is not None:
            yield "high", str(self.high)
        if self.certified:
            yield "certified", "1"

    def query(self) -> dict[str, list[str]]:
        """Return the whole question as the query of an address, ready for `url_for`."""
        found: dict[str, list[str]] = {}
        for name, value in self.parts():
            found.setdefault(name, []).append(value)
        if self.sort is not Sort.NEWEST:
            found["sort"] = [self.sort.value]
        return found

    def without(self, name: str, value: str = "") -> "Search":
        """Return the same question without one of its parts; without a value the whole group goes."""
        match name:
            case "q":
                return replace(self, text="", words=())
            case "low":
                return replace(self, low=None)
            case "high":
                return replace(self, high=None)
            case "certified":
                return replace(self, certified=False)
        group = Group(name)
        left = tuple(kept for kept in self.ticked(group) if value and kept != value)
        return self._choosing(group, left)

    def having(self, name: str, value: str) -> "Search":
        """Return the same question with one thing more: "certified", or a value of a group."""
        if name == "certified":
            return replace(self, certified=True)
        group = Group(name)
        return self._choosing(group, (*self.ticked(group), value))

    def _choosing(self, group: Group, values: tuple[str, ...]) -> "Search":
        chosen = {other: ticked for other, ticked in self.chosen.items() if other is not group}
        if values:
            chosen[group] = values
        return replace(self, chosen=chosen)


@dataclass(frozen=True, slots=True)
class Mark:
    """The last row somebody has seen: its values in the order of the list, and how many came before.

    `first` is 0 or 1 where readiness leads the order, a price where that does, and else None.
    """

    sort: Sort
    first: int | None
    at: datetime | None
    id: int
    seen: int

    def encode(self) -> str:
        """Return the mark as one word fit for an address."""
        at = self.at.isoformat() if self.at else None
        return encode_cursor([self.sort.value, self.first, at, self.id, self.seen])


def read_mark(text: str, sort: Sort) -> Mark | None:
    """Undo `Mark.encode`. None for rubbish, or for the mark of a list in another order: page one then."""
    try:
        name, first, at, row, seen = decode_cursor(text)
        by_price = sort in (Sort.CHEAPEST, Sort.DEAREST)
        if name != sort.value or (first is None) != (sort is Sort.NEWEST):
            return None
        return Mark(
            sort,
            None if sort is Sort.NEWEST else row_number(first),
            None if by_price else moment(at),
            row_number(row),
            min(row_number(seen), _FURTHEST),
        )
    except ValueError:
        return None
