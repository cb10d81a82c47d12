"""Letters to people who registered. Each carries a private link; the page behind it is where they say yes, or no."""

from __future__ import annotations

from datetime import datetime

from marketplace.adapters.mail.outbox import post, withdraw
from marketplace.database.session import session
from marketplace.registrations import links
from marketplace.registrations.models import Registration

DEEDS = ("seated", "waiting", "offered", "accepted", "lapsed", "struck", "reminder")
"""What a letter tells; `changed` besides, as often as somebody changes her address, and `moved` to the one before."""


def tell(registration: Registration, deed: str, *, at: datetime, token: str = "") -> None:
    """Write to whoever left an address; who left a number alone reads it on her page, and officers call her.

    `token` where she was given it already; else a new link takes the place of those before it.
    """
    if registration.email is None:
        return
    key = f"{deed}-{registration.version}" if deed == "changed" else deed
    token = token or links.rotate(registration, at=at)
    _post(registration, registration.email, deed, key, at=at, name=registration.name, token=token)


def tell_before(registration: Registration, before: str, *, at: datetime) -> None:
    """Tell the address letters went to until now that they go elsewhere: without a link, and naming nobody.

    It is not taken back with the others: whoever took a registration over could delete it before the letter is sent.
    """
    _post(registration, before, "moved", f"moved-{registration.version}", at=at)


def take_back(registration: Registration) -> None:
    """Take letters that were not sent yet out of the outbox: what they are about is forgotten."""
    changed = [f"changed-{version}" for version in range(1, registration.version + 1)]
    withdraw(session(), [_key(registration, deed) for deed in (*DEEDS, *changed)])


def _post(
    registration: Registration,
    to: str,
    deed: str,
    key: str,
    *,
    at: datetime,
    name: str = "",
    token: str = "",
) -> None:
    cohort = registration.cohort
    programme = cohort.programme
    english = registration.locale == "en"
    until = registration.offered_until if token else None
    post(
        session(),
        "registration_news",
        to,
        key=_key(registration, key),
        locale=registration.locale,
        at=at,
        secret=True,
        name=name,
        deed=deed,
        programme=(english and programme.title_en) or programme.title,
        cohort=cohort.number,
        first_on=cohort.first_on.isoformat(),
        last_on=cohort.last_on.isoformat(),
        venue=", ".join(filter(None, (cohort.venue, cohort.place.name if cohort.place else ""))),
        stands_until=until.isoformat() if until else "",
        reason=registration.reason if token else "",
        receipt=registration.receipt,
        token=token,
    )


def _key(registration: Registration, deed: str) -> str:
    return f"registration-{registration.receipt}-{deed}"
