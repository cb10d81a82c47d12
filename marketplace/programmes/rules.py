"""What is true of programmes and cohorts: their states, what one needs to be shown, which figures may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from marketplace.kit.errors import Conflict

MAX_TITLE, MAX_INTRO, MAX_NAME, MAX_PLAN, MAX_VENUE, MAX_SOURCE = 120, 2000, 160, 300, 160, 300
MOST_ORGANISERS, MOST_DAYS = 12, 31
MOST_SEATS = 2000
MOST_PEOPLE = 100_000
"""The highest figure anybody may record; beyond it somebody slipped on the keys."""

FEWEST = 5
"""The smallest public number of people, and the smallest public difference of two: fewer would tell about somebody."""


class CohortState(StrEnum):
    """Where a cohort stands. Visitors see all but drafts; people can register for a published one alone."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    ARCHIVED = "archived"


class CohortAction(StrEnum):
    """What officers do with a cohort."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    REOPEN = "reopen"
    ARCHIVE = "archive"
    BRING_BACK = "bring_back"


class OrganiserRole(StrEnum):
    """What somebody has to do with a cohort (`domain.md` 1)."""

    DEPARTMENT = "department"
    LSP = "lsp"
    LPK = "lpk"
    COMMUNITY = "community"
    VENUE = "venue"
    PARTNER = "partner"


class Figure(StrEnum):
    """One number of a cohort as it was recorded, each a part of the one before it."""

    PARTICIPANTS = "participants"
    ASSESSED = "assessed"
    COMPETENT = "competent"
    CERTIFIED = "certified"


TRANSITIONS: Mapping[tuple[CohortState, CohortAction], CohortState] = {
    (CohortState.DRAFT, CohortAction.PUBLISH): CohortState.PUBLISHED,
    (CohortState.DRAFT, CohortAction.ARCHIVE): CohortState.ARCHIVED,
    (CohortState.PUBLISHED, CohortAction.WITHDRAW): CohortState.DRAFT,
    (CohortState.PUBLISHED, CohortAction.CLOSE): CohortState.CLOSED,
    (CohortState.CLOSED, CohortAction.REOPEN): CohortState.PUBLISHED,
    (CohortState.CLOSED, CohortAction.ARCHIVE): CohortState.ARCHIVED,
    (CohortState.ARCHIVED, CohortAction.BRING_BACK): CohortState.CLOSED,
}
"""The whole lifecycle: a pair that is not here cannot be done."""
SHOWN = (CohortState.PUBLISHED, CohortState.CLOSED, CohortState.ARCHIVED)
"""States visitors can see, of a cohort that was published once."""


def after(state: CohortState, action: CohortAction) -> CohortState:
    """Return the state an action leads to; Conflict where the lifecycle has no such step."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise Conflict("programmes.not_possible") from None


def possible(state: CohortState) -> Sequence[CohortAction]:
    """Return what can be done with a cohort in this state, in the order buttons stand in."""
    return [action for (before, action) in TRANSITIONS if before is state]


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of a cohort: hours where they are written down, and what is done on it."""

    on: date
    begins: time | None = None
    ends: time | None = None
    plan: str = ""
    plan_en: str = ""


@dataclass(frozen=True, slots=True)
class OrganiserLine:
    """One organiser: the name as printed, and in a line what it had to do with it."""

    role: OrganiserRole
    name: str
    note: str = ""
    note_en: str = ""


def wrong_days(
    first: date, last: date, days: Sequence[DayLine], register: tuple[date | None, date | None]
) -> dict[str, str]:
    """Return what does not fit about the days of a cohort, as message codes by field."""
    found: dict[str, str] = {}
    if last < first:
        found["last_on"] = "programmes.last_before_first"
    if any(not first <= line.on <= last for line in days):
        found["day_on"] = "programmes.day_outside"
    elif len({line.on for line in days}) < len(days):
        found["day_on"] = "programmes.day_twice"
    elif any(line.begins and line.ends and line.ends <= line.begins for line in days):
        found["day_on"] = "programmes.ends_before_it_begins"
    begins, ends = register
    if begins and ends and ends < begins:
        found["register_until"] = "programmes.registration_ends_first"
    elif ends and ends > last:
        found["register_until"] = "programmes.registration_too_long"
    elif begins and not ends:
        found["register_until"] = "programmes.registration_without_end"
    return found


def wrong_figures(figures: Mapping[Figure, int]) -> dict[str, str]:
    """Return the figures that are greater than one they are a part of, as message codes by field."""
    found: dict[str, str] = {}
    least: int | None = None
    for figure in Figure:
        number = figures.get(figure)
        if number is None:
            continue
        if least is not None and number > least:
            found[figure.value] = "programmes.more_than_the_whole"
        least = number if least is None else min(least, number)
    return found


def figures_shown(figures: Mapping[Figure, int]) -> dict[Figure, int]:
    """Return the figures visitors may see: none of one to four people, and no two that differ by so few.

    26 tested and 24 competent would tell about two people. Of two that are too near the wider one stays. Zero says
    something about everybody counted before it, so it is kept back as well.
    """
    shown: dict[Figure, int] = {}
    for figure in Figure:
        number = figures.get(figure)
        if number is None or number < FEWEST:
            continue
        if all(other == number or other - number >= FEWEST for other in shown.values()):
            shown[figure] = number
    return shown


def lacking_for_publication(texts: Mapping[str, str]) -> dict[str, str]:
    """Return what still misses before visitors of both languages can read a programme, as message codes by field."""
    return {name: f"programmes.{name}" for name in ("title", "title_en") if not texts.get(name, "").strip()}


def is_open(
    state: CohortState, begins: date | None, ends: date | None, seats: int | None, today: date
) -> bool:
    """Tell whether people can register today: the cohort is published, has seats, and the days of it say so."""
    if state is not CohortState.PUBLISHED or not seats or ends is None:
        return False
    return (begins is None or begins <= today) and today <= ends
