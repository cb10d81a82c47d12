"""What a buyer may ask for, as values: filters and order. The place in the list is in `marks`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from marketplace.artisans.rules import Technique
from marketplace.listings.measures import PRICE_BANDS, PriceBand
from marketplace.listings.rules import BagType, Colour, Material

PAGE_SIZE = 12
MAX_WORDS = 8
MAX_QUERY = 200
MAX_PLACES = 40


class Sort(StrEnum):
    """Relevance needs words, nearness the buyer's place; without them either is the usual order."""

    RELEVANCE = "relevance"
    TURNS = "turns"
    NEWEST = "newest"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    READY = "ready"
    NEAR = "near"


class Ready(StrEnum):
    """How soon a bag can be sent: each holds all before it."""

    NOW = "0"
    DAYS_3 = "3"
    DAYS_7 = "7"
    DAYS_14 = "14"
    DAYS_30 = "30"


class Fits(StrEnum):
    """What a bag must take, of the things its own page speaks of (`listings.fits.Thing`)."""

    PHONE = "phone"
    A4 = "a4"
    LAPTOP_13 = "laptop_13"
    LAPTOP_15 = "laptop_15"


class Group(StrEnum):
    """The groups of filters: any one inside a group will do, every group must be met."""

    TYPE = "type"
    READY = "ready"
    FIT = "fits"
    COLOUR = "colour"
    MATERIAL = "material"
    TECHNIQUE = "technique"
    UNIT = "unit"
    BAND = "band"
    PLACE = "place"
    ARTISAN = "artisan"


CERTIFIED = "certified"
"""The filter that is no group: it is ticked or not."""

ENUMS: Mapping[Group, type[StrEnum]] = {
    Group.TYPE: BagType,
    Group.READY: Ready,
    Group.FIT: Fits,
    Group.COLOUR: Colour,
    Group.MATERIAL: Material,
    Group.TECHNIQUE: Technique,
    Group.BAND: PriceBand,
}
"""Places, units and artisans are rows, not members: any well-formed code, number or address may be asked for."""
ONE_WILL_DO = frozenset({Group.READY, Group.FIT})
"""Groups in which one choice holds all the smaller ones."""


@dataclass(frozen=True, slots=True)
class Search:
    """One question to the catalogue. `chosen` maps a group to the values ticked in it, never to none.

    `text` is as typed, `words` what is searched; prices in whole rupiah, both ends included. `near` is the code of the
    buyer's own place, by which the order "near" is made and nothing is left out. `sort` None is the usual order, and so
    is one that cannot be had or is the usual one anyway: a question has one address. `exact` keeps the spelling.

    `matching` are the rows that have the words, the best first, where an index of words was asked (`wording`); None has
    them looked for in the database. `counted` is what the index counted where more bags than are taken over have
    them, `answering` how many answer in all where still more than that do, so that `matching` is a stretch of the list;
    `spelling` is the line as it was put right. None of them stands in an address.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    chosen: Mapping[Group, tuple[str, ...]] = field(default_factory=dict)
    low: int | None = None
    high: int | None = None
    certified: bool = False
    near: str = ""
    sort: Sort | None = None
    exact: bool = False
    matching: tuple[int, ...] | None = None
    counted: Mapping[str, Mapping[str, int]] | None = None
    answering: int | None = None
    spelling: str = ""

    def __post_init__(self) -> None:
        if self.sort in (self.usual, Sort.RELEVANCE if not self.words else None):
            object.__setattr__(self, "sort", None)
        if self.sort is Sort.NEAR and not self.near:
            object.__setattr__(self, "sort", None)

    @property
    def usual(self) -> Sort:
        """The order of a question that asks for none."""
        return Sort.RELEVANCE if self.words else Sort.TURNS

    @property
    def order(self) -> Sort:
        """The order the answer is in."""
        return self.sort or self.usual

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
            yield CERTIFIED, "1"

    def query(self) -> dict[str, list[str]]:
        """Return the whole question as the query of an address, ready for `url_for`."""
        found: dict[str, list[str]] = {}
        for name, value in self.parts():
            found.setdefault(name, []).append(value)
        if self.exact and self.words:
            found["exact"] = ["1"]
        if self.near:
            found["near"] = [self.near]
        if self.sort:
            found["sort"] = [self.sort.value]
        return found

    def without(self, name: str, value: str = "") -> "Search":
        """Return the same question without one of its parts; without a value the whole group goes."""
        match name:
            case "q":
                bare = replace(self, text="", words=(), exact=False)
                return replace(bare, matching=None, counted=None, answering=None, spelling="")
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
        """Return the same question with one thing more: "certified", or a value of a group.

        Where one choice holds the smaller ones, it takes the place of the one before, or would change nothing.
        """
        if name == "certified":
            return replace(self, certified=True)
        group = Group(name)
        return self._choosing(group, (value,) if group in ONE_WILL_DO else (*self.ticked(group), value))

    def _choosing(self, group: Group, values: tuple[str, ...]) -> "Search":
        chosen = {other: ticked for other, ticked in self.chosen.items() if other is not group}
        if values:
            chosen[group] = values
        return replace(self, chosen=chosen)
