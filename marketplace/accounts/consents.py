"""A person's yes to each purpose: given with the version of the text they read, taken back at any time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from marketplace.accounts.models import Consent
from marketplace.accounts.rules import CONSENT_VERSION, REQUIRED_CONSENTS, ConsentPurpose
from marketplace.database.session import session
from marketplace.kit.errors import Conflict


def standing(account_id: int) -> dict[ConsentPurpose, Consent]:
    """Return what the person consents to at present."""
    query = select(Consent).where(Consent.account_id == account_id, Consent.withdrawn_at.is_(None))
    return {consent.purpose: consent for consent in session.scalars(query)}


def give(account_id: int, purposes: Iterable[ConsentPurpose], *, at: datetime) -> None:
    """Record a yes to each purpose; one that stands already keeps its date."""
    given = standing(account_id)
    session.add_all(
        Consent(account_id=account_id, purpose=purpose, text_version=CONSENT_VERSION, given_at=at)
        for purpose in sorted(set(purposes) - set(given))
    )
    session.flush()


def withdraw(account_id: int, purpose: ConsentPurpose, *, at: datetime) -> None:
    """Take a yes back; the record that it was given stays. Conflict for one without which no account can be."""
    if purpose in REQUIRED_CONSENTS:
        raise Conflict("consent.needed")
    consent = standing(account_id).get(purpose)
    if consent is not None:
        consent.withdrawn_at = at
        session.flush()
