"""What every search engine promises, whatever it is made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

MAX_WORDS = 8
"""Words of a question that are looked at; what follows is left out."""
DEEPEST = 20_000
"""Results by relevance end here: a score is no place to begin again from."""


class EngineNotReady(Exception):
    """There is no index to ask now: none yet, an outdated or a broken one. `reason` is a word for the log."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Part(StrEnum):
    """Where in a document a word stands; see `WEIGHTS`."""

    TITLE = "title"
    KIND = "kind"
    MATERIAL = "material"
    MAKER = "maker"
    PLACE = "place"
    STORY = "story"


WEIGHTS: Mapping[Part, int] = {
    Part.TITLE: 6,
    Part.KIND: 5,
    Part.MATERIAL: 4,
    Part.MAKER: 3,
    Part.PLACE: 2,
    Part.STORY: 1,
}
"""How much a word counts by where it stands. A word counts once in each part, however often it is written there."""


class Order(StrEnum):
    RELEVANCE = "relevance"
    TURNS = "turns"
    NEWEST = "newest"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Document:
    """One bag on offer. `number` is its row number, 1 to 2^31 - 1.

    `groups` maps a facet group to the values the bag has in it, none with a blank. Price in whole rupiah,
    `ready_days` in days (0: now), `published` in seconds of the epoch. `valid` holds the first and last days
    (`date.toordinal`) on which its certificate counts, `away` those on which its maker is: whether it does, or she is,
    today is asked, never kept. `turn`: the greatest come first.
    """

    number: int
    texts: Mapping[Part, str]
    groups: Mapping[str, Sequence[str]]
    price: int
    ready_days: int
    published: int
    valid: Sequence[tuple[int, int]] = ()
    turn: int = 0
    away: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. Any one value inside a group will do, every group must be met.

    `text` is as typed: nothing in it is syntax, and `exact` keeps its spelling. `price` is the first and the last
    rupiah, `ready_within` the most days a bag may take. `valid_on` is the day on which a certificate must count.
    `present_on` leaves out the bags of makers who are away on a day, `away_on` all others.
    `after` is the key of the last one seen, in orders other than relevance; `skip` counts those seen by relevance.
    `count` names the groups whose values are to be counted. `all_or_none`: where more answer than `limit`, no
    numbers are looked up.
    """

    text: str = ""
    exact: bool = False
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    price: tuple[int, int] | None = None
    ready_within: int | None = None
    valid_on: int | None = None
    present_on: int | None = None
    away_on: int | None = None
    order: Order = Order.RELEVANCE
    after: int | None = None
    skip: int = 0
    limit: int = 24
    count: Collection[str] = ()
    all_or_none: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """The question's words with their spelling put right: `words` as they were searched, in the order typed."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """`numbers` of bags in order and the `keys` to go on from (0 by relevance); `total` answers in all.

    `counts` maps each group asked for to the number of answers per value, the group's own choice left out.
    """

    numbers: Sequence[int]
    keys: Sequence[int]
    total: int
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    correction: Correction | None = None


class SearchEngine(Protocol):
    """Reading an index. Every method raises `EngineNotReady` where there is none to ask."""

    def find(self, question: Question) -> Answer:
        """Answer a question. No text is refused: what holds no word to look for asks for everything."""

    def ways(self, text: str, *, exact: bool) -> Sequence[Collection[str]]:
        """Return what a bag's `analyser.found_by` must hold to have the words: of each of these any one."""

    def suggest(self, text: str, limit: int) -> list[str]:
        """Return how the last word typed may go on, as whole lines, the most frequent first."""

    def is_ready(self) -> bool:
        """Tell whether there is an index to ask."""


class NoEngine:
    """Stands in where there is no index: everything is asked of the database."""

    def find(self, question: Question) -> Answer:
        """Raise EngineNotReady."""
        raise EngineNotReady("off")

    def ways(self, text: str, *, exact: bool) -> Sequence[Collection[str]]:
        """Raise EngineNotReady."""
        raise EngineNotReady("off")

    def suggest(self, text: str, limit: int) -> list[str]:
        """Raise EngineNotReady."""
        raise EngineNotReady("off")

    def is_ready(self) -> bool:
        """There is nothing to ask."""
        return False


class SearchWriter(Protocol):
    """Writing an index: nothing is seen before `commit`, and a kill leaves what the last one left."""

    def put(self, documents: Iterable[Document]) -> int:
        """Take in documents, each instead of the one with its number; returns how many."""

    def remove(self, numbers: Iterable[int]) -> None:
        """Take out documents; one that is not there is no error."""

    def commit(self) -> None:
        """Make everything since the last commit seen at once, and safe."""
