"""Whose badge a bag carries, and why it carries none: pure, and the only answer."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from marketplace.artisans.rules import Technique
from marketplace.certificates.rules import Standing
from marketplace.certificates.speakers import precedence
from marketplace.listings.rules import MadeBy


class Made(Protocol):
    """What `badge` needs to know of a bag."""

    @property
    def made_by(self) -> MadeBy | None: ...
    @property
    def technique(self) -> Technique | None: ...


class Scoped(Made, Protocol):
    """What `shortfall` needs to know besides."""

    @property
    def outside_certificate(self) -> bool: ...


class Named(Protocol):
    """What `badge` needs to know of a unit a bag names: its scope, and what its certificate is worth today."""

    @property
    def techniques(self) -> Collection[Technique]: ...
    @property
    def withdrawn_on(self) -> date | None: ...
    @property
    def standing(self) -> Standing: ...


N = TypeVar("N", bound=Named)


def covers(named: Named, technique: Technique | None) -> bool:
    """Whether a unit reaches this way of making: it was tested in it, and is still in its certificate's scope."""
    return named.withdrawn_on is None and technique in named.techniques


def behind(listing: Made, named: Iterable[N]) -> N | None:
    """Return the unit whose certificate a bag's badge speaks of, or None when the bag carries none.

    Only a bag the certified person made herself, in a technique that a unit it names covers: her group, those she
    sells for, and her other techniques were not tested. A public standing is shown whatever it is, so that a lapsed or
    revoked certificate is said and not passed over; of several the one that speaks loudest.
    """
    if listing.made_by is not MadeBy.SELF:
        return None
    reaching = (
        one
        for one in named
        if covers(one, listing.technique) and one.standing.is_public and not one.standing.is_training
    )
    return max(reaching, key=lambda one: precedence(one.standing), default=None)


def badge(listing: Made, named: Iterable[Named]) -> Standing | None:
    """Return the standing a bag shows as its maker's badge, or None when it shows none."""
    found = behind(listing, named)
    return found.standing if found else None


def certified_now(listing: Made, named: Iterable[Named]) -> bool:
    """Whether the bag belongs in the results of "certificate valid now": the same answer as its badge."""
    shown = badge(listing, named)
    return shown is not None and shown.is_valid


class Shortfall(StrEnum):
    """Why a bag carries no badge, the first reason that holds."""

    UNSAID = "unsaid"
    OTHER_HANDS = "other_hands"
    NO_RECORD = "no_record"
    OUTSIDE = "outside"
    UNNAMED = "unnamed"
    WITHDRAWN = "withdrawn"
    TECHNIQUE = "technique"


def shortfall(listing: Scoped, named: Sequence[Named], *, has_record: bool) -> Shortfall | None:
    """Return why `badge` is None, or None where there is one. `has_record`: the maker has a decided BNSP record."""
    if badge(listing, named) is not None:
        return None
    if listing.made_by is not MadeBy.SELF:
        return Shortfall.UNSAID if listing.made_by is None else Shortfall.OTHER_HANDS
    if not has_record:
        return Shortfall.NO_RECORD
    if listing.outside_certificate:
        return Shortfall.OUTSIDE
    if not named:
        return Shortfall.UNNAMED
    if all(one.withdrawn_on is not None for one in named):
        return Shortfall.WITHDRAWN
    return Shortfall.TECHNIQUE
