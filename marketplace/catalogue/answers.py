"""An answer of the catalogue: which bags in which order, how many, and how many each filter would leave.

Whoever finds them (the database in `finder`, another engine) gives numbers of rows; `queries` loads the rows and has
the last word on each.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from marketplace.catalogue.marks import Mark


@dataclass(frozen=True, slots=True)
class Tally:
    """How many bags. `more` says that there are more than were counted."""

    number: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many bags answer, how many are on offer at all, and how many each value of each group would leave.

    `found` maps the name of a group (or "certified") to values and numbers; a value that is not there leaves none. A
    group that is not there had more bags to count than are counted: its numbers are not known. `names` says what
    places, units and artisans are called (a unit by two lines: as printed, and in English where it was recorded);
    `offered` which values some bag on offer has, whatever else is asked, where that is known; of artisans some.
    """

    total: Tally = Tally()
    everything: Tally = Tally()
    found: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    offered: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """One page: rows of `listing` in order, what was counted, and the mark behind which the next page begins."""

    ids: Sequence[int]
    counts: Counts
    next_mark: Mark | None = None
    seen: int = 0
