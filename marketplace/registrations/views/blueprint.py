"""The blueprint of the pages, and what all of them share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response

from marketplace.artisans.queries import villages
from marketplace.registrations.rules import Background, Consent, Experience
from marketplace.registrations.schemas import ELSEWHERE, OPTIONAL
from marketplace.toolbox import toolbox
from marketplace.web.labels import label

if TYPE_CHECKING:
    from marketplace.programmes.models import Cohort

blueprint = Blueprint("registrations", __name__)
FLOOD = "600 per hour"
"""Posts of one address, good or bad: a whole mobile network stands behind one. The finer limits keep what was typed."""


def private(response: Response) -> Response:
    """Its address is a secret: keep the page nowhere, list it nowhere, tell the address to no other site."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def choices() -> dict[str, Any]:
    """Return what the form about a person offers."""
    return {
        "places": villages(toolbox().settings.regency_code),
        "elsewhere": ELSEWHERE,
        "backgrounds": [(one.value, label(one)) for one in Background],
        "experiences": [(one.value, label(one)) for one in Experience],
        "consents": [(f"consent_{one.value}", label(one)) for one in OPTIONAL],
        "consent_data": label(Consent.DATA),
    }


def where_of(cohort: Cohort) -> str:
    """Return the place of a cohort in one line; empty where nobody wrote it down."""
    return ", ".join(filter(None, (cohort.venue, cohort.place.name if cohort.place else "")))
