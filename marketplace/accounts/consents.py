"""A person's yes to each purpose: given with the version of the text they read, taken back at any time.

A yes may do something elsewhere: show a number, keep a scan. What that is belongs to the features above, which say so
with `acts`; `change` then does both in one transaction, so that nothing that was taken back goes on by oversight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.accounts.models import Account, Consent
from marketplace.accounts.rules import CONSENT_VERSION, REQUIRED_CONSENTS, ConsentPurpose
from marketplace.audit import operations as journal
from marketplace.database.session import session
from marketplace.kit.errors import Conflict

Effect = Callable[[Actor, bool, datetime], None]
"""Called with whose consent it is, whether it was given, and when."""

_EFFECTS: dict[ConsentPurpose, Effect] = {}


def acts(purpose: ConsentPurpose, effect: Effect) -> None:
    """Have a change of this consent do something; once per purpose, when the application is put together."""
    _EFFECTS[purpose] = effect


def standing(account_id: int) -> dict[ConsentPurpose, Consent]:
    """Return what the person consents to at present."""
    query = select(Consent).where(Consent.account_id == account_id, Consent.withdrawn_at.is_(None))
    return {consent.purpose: consent for consent in session.scalars(query)}


def hold(account_id: int) -> None:
    """Let nobody else change or rely on this person's consents until the transaction ends; SQLite has one writer."""
    session.execute(select(Account.id).where(Account.id == account_id).with_for_update(key_share=True))


def change(purpose: ConsentPurpose, given: bool, *, actor: Actor, at: datetime) -> bool:
    """Give one's own consent or take it back, with all that follows; False where it stood that way already.

    Raises Conflict for taking back one without which no account can be.
    """
    hold(actor.id)
    if given is (purpose in standing(actor.id)):
        return False
    if given:
        give(actor.id, [purpose], at=at)
    else:
        withdraw(actor.id, purpose, at=at)
    deed = "account.consent" if given else "account.consent_withdrawn"
    journal.record(deed, "account", actor.id, actor=actor, at=at, details={"purpose": purpose.value})
    effect = _EFFECTS.get(purpose)
    if effect is not None:
        effect(actor, given, at)
    return True


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
