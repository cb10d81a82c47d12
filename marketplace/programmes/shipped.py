"""The programmes an installation comes with: tables of its content file, loaded once; officers keep them then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from marketplace.access.actors import SYSTEM
from marketplace.programmes import operations, queries
from marketplace.programmes.operations import CohortEntry, ProgrammeEntry
from marketplace.programmes.rules import (
    CohortAction,
    CohortState,
    DayLine,
    Figure,
    OrganiserLine,
    OrganiserRole,
)

STEPS: Mapping[CohortState, Sequence[CohortAction]] = {
    CohortState.DRAFT: (),
    CohortState.PUBLISHED: (CohortAction.PUBLISH,),
    CohortState.CLOSED: (CohortAction.PUBLISH, CohortAction.CLOSE),
    CohortState.ARCHIVED: (CohortAction.PUBLISH, CohortAction.CLOSE, CohortAction.ARCHIVE),
}
"""How a cohort that has been written down comes to the state it is in."""


def load_shipped_programmes(texts: Mapping[str, Any], *, at: datetime) -> int:
    """Note the crafts of a content file, and its programmes where none was ever noted; return how many those are.

    Loading again changes the titles of crafts alone. KeyError, ValueError or Invalid for a file that does not fit.
    """
    for craft in texts.get("crafts", ()):
        operations.add_craft(craft["code"], *_both(craft["title"]))
    programmes = texts.get("programmes", ())
    if not programmes or queries.there_is_any():
        return 0
    for one in programmes:
        title, title_en = _both(one["title"])
        entry = ProgrammeEntry(title, one["craft"], title_en, *_both(one.get("intro")))
        programme = operations.add_programme(entry, actor=SYSTEM, at=at)
        for row in one.get("cohorts", ()):
            cohort = operations.add_cohort(programme, _cohort(row), actor=SYSTEM, at=at)
            for action in STEPS[CohortState(row.get("state", "draft"))]:
                operations.move_cohort(cohort, action, version=cohort.version, actor=SYSTEM, at=at)
    return len(programmes)


def _cohort(row: Mapping[str, Any]) -> CohortEntry:
    eligibility, eligibility_en = _both(row.get("eligibility"))
    organisers = [
        OrganiserLine(OrganiserRole(one["role"]), one["name"], *_both(one.get("note")))
        for one in row.get("organisers", ())
    ]
    days = [
        DayLine(one["on"], one.get("begins"), one.get("ends"), *_both(one.get("plan")))
        for one in row.get("days", ())
    ]
    return CohortEntry(
        first_on=row["first_on"],
        last_on=row["last_on"],
        place_code=row.get("place"),
        venue=row.get("venue", ""),
        seats=row.get("seats"),
        eligibility=eligibility,
        eligibility_en=eligibility_en,
        register_from=row.get("register_from"),
        register_until=row.get("register_until"),
        source=row.get("source", ""),
        organisers=organisers,
        days=days,
        figures={Figure(name): number for name, number in row.get("figures", {}).items()},
    )


def _both(words: Mapping[str, str] | None) -> tuple[str, str]:
    """(Indonesian, English) of a text of the content file."""
    return (words["id"], words["en"]) if words else ("", "")
