"""What the page of one certificate shows of its checks."""

from __future__ import annotations

from typing import Any

from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Method
from marketplace.checks import queries
from marketplace.checks.labels import BY_ROLE, SOURCES, advice
from marketplace.checks.rules import CHECKABLE, Outcome
from marketplace.checks.schemas import CheckForm
from marketplace.web.forms import Form, blank_form


def checks_panel(certificate: Certificate, form: Form[CheckForm] | None) -> dict[str, Any]:
    """Return the events, newest first, what the newest asks of officers, and the form; one query."""
    events = queries.for_review(certificate.id)
    return {
        "events": events,
        "advice": advice(events),
        "form": form or blank_form(CheckForm),
        "open": certificate.status in CHECKABLE,
        "sources": [(method.value, SOURCES[method]) for method in Method],
        "source_names": SOURCES,
        "outcomes": list(Outcome),
        "by_role": BY_ROLE,
    }
