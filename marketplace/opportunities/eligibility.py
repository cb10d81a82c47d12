"""Who may apply: a rule over the record, asked on the day of reading and again with the application. Pure.

An empty rule is open to every artisan. Parts hold together: the certificate that must be valid for so long is one that
has the unit, so that two half-fitting certificates do not make a whole one. Nothing else than a certificate that is
valid today counts, whatever it once reached.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Rule:
    """`units`: any of these keys; `valid`: a certificate valid today; `until`: valid until that day; `areas`: any of
    these place codes or a place below one."""

    units: tuple[str, ...] = ()
    valid: bool = False
    until: date | None = None
    areas: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it is open to every artisan."""
        return not (self.units or self.valid or self.until or self.areas)


@dataclass(frozen=True, slots=True)
class Held:
    """One certificate as it stands today. `units`: the title in its scope by the key of each unit."""

    valid: bool
    until: date | None
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the record says of an artisan today."""

    certificates: tuple[Held, ...] = ()
    place: str | None = None


class About(StrEnum):
    """What a part of the rule asks for."""

    UNIT = "unit"
    VALID = "valid"
    UNTIL = "until"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the rule and what the record says to it. `until` is the last valid day found, `units` titles held."""

    about: About
    holds: bool
    until: date | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    parts: tuple[Part, ...]

    @property
    def eligible(self) -> bool:
        return all(part.holds for part in self.parts)


def verdict(rule: Rule, facts: Facts) -> Verdict:
    """Return which parts of a rule hold and which miss. The one place that says so."""
    valid = [one for one in facts.certificates if one.valid]
    fitting = [one for one in valid if any(key in one.units for key in rule.units)] if rule.units else valid
    last = _last(fitting or valid)
    parts: list[Part] = []
    if rule.units:
        titles = {one.units[key]: None for one in fitting for key in rule.units if key in one.units}
        parts.append(Part(About.UNIT, bool(fitting), units=tuple(titles)))
    if rule.until is not None:
        parts.append(Part(About.UNTIL, last is not None and last >= rule.until, until=last))
    elif rule.valid:
        parts.append(Part(About.VALID, bool(valid), until=last))
    if rule.areas:
        parts.append(Part(About.AREA, lies_in(facts.place, rule.areas)))
    return Verdict(tuple(parts))


def lies_in(place: str | None, areas: Sequence[str]) -> bool:
    """Whether a place is one of these or below one: "64.74" is a city with every kelurahan of it."""
    return place is not None and any(place == area or place.startswith(area + ".") for area in areas)


def _last(certificates: Sequence[Held]) -> date | None:
    return max((one.until for one in certificates if one.until is not None), default=None)
