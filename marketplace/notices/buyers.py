"""Telling a buyer about a talk, an order note or a request: by its account, or at the address left for it.

Somebody signed in who left the address of the account, or none, is told as the account chose. Any other address gets
its letters whatever the account chose, since it may be somebody else's, with a link that ends those about this alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.accounts import mails
from marketplace.accounts.models import Account
from marketplace.accounts.queries import account as account_by_number
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session
from marketplace.notices import operations
from marketplace.notices.matters import Matter
from marketplace.toolbox import toolbox


def tell(
    matter: Matter,
    thing: Any,
    kind: str,
    *,
    key: str,
    at: datetime,
    letter: str = "",
    outside: str = "",
    to: str | None = None,
    **blanks: Any,
) -> None:
    """Tell whoever buys, in the transaction of what happened. `key` names this very event.

    `letter` is the template of the letter to an account, `outside` that to an address; the kind's own if empty. `to` is
    where it goes if no address was left with the thing itself.
    Letters carry private links: they are secret. What is muted stands in the feed of the account alone.
    """
    account, muted, to = _account_of(thing), thing.muted_by_buyer, thing.buyer_email or to
    if account is not None and not muted and to in (None, account.email):
        mails.tell(account, kind, key=key, at=at, secret=True, letter=letter, **blanks)
        return
    if account is not None:
        operations.keep(account.id, mails.Event(kind, key, at, blanks=blanks))
    if to is None or muted:
        return
    post(
        session(),
        outside or letter or kind,
        to,
        key=key,
        locale=thing.locale,
        at=at,
        secret=True,
        unsubscribe=("notices.stop", ends := ending(matter, thing)),
        name=thing.buyer_name,
        ends=ends,
        **blanks,
    )


def is_written_to(thing: Any) -> bool:
    """Whether a letter goes to the address left for a thing, not to the account it belongs to."""
    account = _account_of(thing)
    told = account is not None and thing.buyer_email == account.email
    return thing.buyer_email is not None and not thing.muted_by_buyer and not told


def ending(matter: Matter, thing: Any) -> dict[str, str]:
    """Return the values of the link that ends the letters about a thing."""
    return {"what": matter.subject.value, "token": matter.token(thing, toolbox().settings.secret_key)}


def _account_of(thing: Any) -> Account | None:
    found = account_by_number(thing.buyer_account_id) if thing.buyer_account_id is not None else None
    return found if found is not None and found.disabled_at is None else None
