"""Opportunities in words: who may apply, what her record says to it, when it is, what was attached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext

from marketplace.certificates.rules import StandingKind
from marketplace.opportunities.eligibility import About, Part, Verdict
from marketplace.opportunities.models import Opportunity
from marketplace.opportunities.queries import place_names
from marketplace.opportunities.rules import State
from marketplace.web.formatting import date_long
from marketplace.web.labels import label


def asked_for(found: Opportunity) -> list[str]:
    """Return who may apply, a sentence for each part of the rule; one sentence where it is open to every artisan."""
    said = []
    if found.rule_units:
        said.append(
            gettext("Artisans whose certificate, valid today, has the unit: %(units)s.", units=_units(found))
        )
    if found.rule_until:
        said.append(
            gettext(
                "Artisans whose certificate is valid until %(day)s or longer.",
                day=date_long(found.rule_until),
            )
        )
    elif found.rule_valid:
        said.append(gettext("Artisans whose certificate is valid today."))
    if found.rule_areas:
        said.append(gettext("Artisans who work in: %(places)s.", places=_areas(found)))
    return said or [gettext("Every artisan with a studio here.")]


def said_to(found: Opportunity, verdict: Verdict, place: str) -> list[tuple[bool, str]]:
    """Return (whether it holds, a sentence to the artisan) for each part of the rule. `place`: where she works."""
    return [(part.holds, _part(found, part, place)) for part in verdict.parts]


def missing(found: Opportunity, verdict: Verdict, place: str) -> str:
    """Return in words what misses; nothing for somebody who may apply."""
    return " ".join(words for holds, words in said_to(found, verdict, place) if not holds)


def days_words(first: date | None, last: date | None) -> str:
    """Return when it is in words; nothing where no day is recorded."""
    if first is None:
        return ""
    if last is None or last == first:
        return date_long(first)
    return gettext("%(first)s to %(last)s", first=date_long(first), last=date_long(last))


def until_words(found: Opportunity, today: date) -> str:
    """Return until when one can apply, or that it is over."""
    if found.state is State.WITHDRAWN:
        return gettext("Withdrawn by those who offer it")
    if found.state is State.CLOSED or today > found.deadline:
        return gettext("Applications closed")
    if today == found.deadline:
        return gettext("Apply today: it is the last day")
    return gettext("Apply until %(day)s, to the end of that day", day=date_long(found.deadline))


def attached_words(attached: Mapping[str, Any] | None) -> str:
    """Return what one certificate of a snapshot was worth on its day."""
    if attached is None:
        return gettext("No certificate on record")
    kind = str(label(StandingKind(attached["kind"])))
    if not attached["until"]:
        return kind
    return gettext("%(kind)s, until %(day)s", kind=kind, day=date_long(date.fromisoformat(attached["until"])))


def _part(found: Opportunity, part: Part, place: str) -> str:
    match part.about:
        case About.UNIT if part.holds:
            return gettext("Unit %(units)s: you have it.", units=_listed(part.units))
        case About.UNIT:
            return gettext(
                "One of these units is needed: %(units)s. No certificate of yours that is valid today has any of them.",
                units=_units(found),
            )
        case About.VALID if part.holds:
            return gettext("Certificate valid today, until %(day)s: holds.", day=date_long(part.until))
        case About.VALID:
            return gettext("A certificate that is valid today is needed: you have none.")
        case About.UNTIL if part.until is None:
            return gettext(
                "A certificate valid until %(needed)s is needed: none of yours is valid today.",
                needed=date_long(found.rule_until),
            )
        case About.UNTIL if part.holds:
            return gettext(
                "Valid until %(day)s, needed until %(needed)s: holds.",
                day=date_long(part.until),
                needed=date_long(found.rule_until),
            )
        case About.UNTIL:
            return gettext(
                "Valid until %(day)s, needed until %(needed)s: too short. Ask about a renewal.",
                day=date_long(part.until),
                needed=date_long(found.rule_until),
            )
        case About.AREA if part.holds:
            return gettext("You work in %(place)s: holds.", place=place)
        case About.AREA if place:
            return gettext(
                "For artisans of %(places)s; you work in %(place)s.", places=_areas(found), place=place
            )
    return gettext(
        "For artisans of %(places)s; your profile does not say where you work.", places=_areas(found)
    )


def _units(found: Opportunity) -> str:
    return _listed([unit["title"] for unit in found.rule_units])


def _areas(found: Opportunity) -> str:
    names = place_names(found.rule_areas)
    return _listed([names.get(code, code) for code in found.rule_areas])


def _listed(names: Sequence[str]) -> str:
    return gettext(" or ").join(names)
