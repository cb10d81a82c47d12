"""What states, steps, roles and figures of programmes are called, and a cohort's days in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from flask_babel import LazyString, gettext, lazy_gettext

from marketplace.programmes.rules import CohortAction, CohortState, Figure, OrganiserRole
from marketplace.web.formatting import date_long

LABELS: tuple[Mapping[StrEnum, LazyString], ...] = (
    {
        CohortState.DRAFT: lazy_gettext("Draft"),
        CohortState.PUBLISHED: lazy_gettext("Published"),
        CohortState.CLOSED: lazy_gettext("Over"),
        CohortState.ARCHIVED: lazy_gettext("Archived"),
    },
    {
        CohortAction.PUBLISH: lazy_gettext("Publish this cohort"),
        CohortAction.WITHDRAW: lazy_gettext("Take it off the site"),
        CohortAction.CLOSE: lazy_gettext("Note that it is over"),
        CohortAction.REOPEN: lazy_gettext("It is not over yet"),
        CohortAction.ARCHIVE: lazy_gettext("Put it into the archive"),
        CohortAction.BRING_BACK: lazy_gettext("Bring it back from the archive"),
    },
    {
        OrganiserRole.DEPARTMENT: lazy_gettext("City department"),
        OrganiserRole.LSP: lazy_gettext("LSP, a certifying body"),
        OrganiserRole.LPK: lazy_gettext("LPK, a training provider"),
        OrganiserRole.COMMUNITY: lazy_gettext("Community"),
        OrganiserRole.VENUE: lazy_gettext("Place of the test (TUK)"),
        OrganiserRole.PARTNER: lazy_gettext("Partner"),
    },
    {
        Figure.PARTICIPANTS: lazy_gettext("Took part"),
        Figure.ASSESSED: lazy_gettext("Took the competency test"),
        Figure.COMPETENT: lazy_gettext("Found competent"),
        Figure.CERTIFIED: lazy_gettext("Received a certificate"),
    },
)
MESSAGES: Mapping[str, LazyString] = {
    "programmes.title": lazy_gettext("Write the Indonesian title."),
    "programmes.title_en": lazy_gettext("Write the programme's English title before you publish a cohort."),
    "programmes.not_possible": lazy_gettext(
        "That step cannot be taken now. Somebody may have been quicker: open the page again."
    ),
    "programmes.changed": lazy_gettext(
        "Somebody changed this after you opened it. Open it again in another tab, compare, and save again."
    ),
    "programmes.last_before_first": lazy_gettext("The last day lies before the first."),
    "programmes.day_outside": lazy_gettext("A day of the plan lies outside the first and last day."),
    "programmes.day_twice": lazy_gettext("A day stands in the plan twice."),
    "programmes.ends_before_it_begins": lazy_gettext("A day of the plan ends before it begins."),
    "programmes.registration_ends_first": lazy_gettext("Registration would end before it begins."),
    "programmes.registration_too_long": lazy_gettext("Registration would end after the last day."),
    "programmes.registration_without_end": lazy_gettext("Write the last day of registration as well."),
    "programmes.more_than_the_whole": lazy_gettext("This is more than the number of people it is a part of."),
    "programmes.organiser_name": lazy_gettext("Organiser %(number)s has no name."),
    "programmes.organiser_role": lazy_gettext("Choose what organiser %(number)s had to do with it."),
    "programmes.day_on": lazy_gettext("Row %(number)s of the plan has no day."),
}
FIELDS: Mapping[str, LazyString] = {
    "title": lazy_gettext("Title in Indonesian"),
    "title_en": lazy_gettext("Title in English"),
    "craft_code": lazy_gettext("Craft"),
    "intro": lazy_gettext("Introduction in Indonesian"),
    "intro_en": lazy_gettext("Introduction in English"),
    "first_on": lazy_gettext("First day"),
    "last_on": lazy_gettext("Last day"),
    "place_code": lazy_gettext("Kelurahan"),
    "venue": lazy_gettext("Building or address of the place"),
    "seats": lazy_gettext("Seats"),
    "eligibility": lazy_gettext("For whom, in Indonesian"),
    "eligibility_en": lazy_gettext("For whom, in English"),
    "register_from": lazy_gettext("Registration from"),
    "register_until": lazy_gettext("Registration until"),
    "source": lazy_gettext("Where this was read"),
    "organisers": lazy_gettext("Organisers"),
    "days": lazy_gettext("Plan by day"),
    "state": lazy_gettext("State"),
    **{f"figure_{figure.value}": words for figure, words in ((f, LABELS[3][f]) for f in Figure)},
}
"""The fields of an entry, in forms and histories alike."""


def days_words(first: date, last: date) -> str:
    """Return the days of a cohort in words."""
    if first == last:
        return str(date_long(first))
    return gettext("%(first)s to %(last)s", first=date_long(first), last=date_long(last))


def value_words(field: str, value: object) -> str:
    """Return one side of a change in the history; what was not recorded is said to be that."""
    if value is None or value == "" or value == []:
        return gettext("not recorded")
    if field == "state":
        return str(LABELS[0][CohortState(str(value))])
    if isinstance(value, list):
        return "; ".join(str(line) for line in value)
    return str(value)
