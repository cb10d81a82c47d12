"""Rows that must never be seen by the public, or belong to somebody else: a query without its WHERE finds them."""

from __future__ import annotations

from datetime import date

from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import PUBLIC_STATUSES, Status
from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from tests.factories.make import Make

EXPIRED = date(2026, 4, 13)
"""One day before the noon at which the tests' clock stands."""


def unseen_bags(make: Make) -> list[Listing]:
    """Bags buyers are not offered, all by certified makers: drafts, put away, and those of a hidden artisan."""
    maker = make.artisan(name="Perajin Terlihat")
    make.certificate(maker)
    hidden = make.artisan(name="Perajin Tersembunyi", visible=False)
    make.certificate(hidden)
    states = [state for state in State if state is not State.PUBLISHED]
    return [
        *(make.listing(maker, state=state, title=f"Rahasia {state.value}") for state in states),
        make.listing(hidden, title="Rahasia tersembunyi"),
    ]


def unseen_certificates(make: Make) -> list[Certificate]:
    """Claims nobody ever verified: they have no public record, whatever is typed."""
    private = [status for status in Status if status not in PUBLIC_STATUSES]
    return [
        make.certificate(make.artisan(name=f"Rahasia {status.value}"), status=status) for status in private
    ]
