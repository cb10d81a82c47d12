"""What we write about certificates that end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from marketplace.accounts.mails import tell
from marketplace.accounts.models import Account
from marketplace.renewals.queries import Renewal
from marketplace.renewals.rules import register_by


def remind_holder(ending: Sequence[Renewal], *, today: date, at: datetime) -> None:
    """Tell one holder about all that end, in one letter; nobody without an address is written to."""
    account = ending[0].certificate.artisan.account
    tell(
        account,
        "renewal_reminder",
        key=f"renewal-{account.id}-{today}",
        at=at,
        ending=[_line(one) for one in ending],
    )


def tell_staff(person: Account, ending: Sequence[Renewal], *, today: date, at: datetime) -> None:
    """Tell one of the staff about everybody in one digest: a whole cohort ends in one month."""
    tell(
        person,
        "renewal_digest",
        key=f"renewal-digest-{person.id}-{today}",
        at=at,
        ending=[_line(one) for one in ending],
    )


def _line(one: Renewal) -> dict[str, str | int | bool]:
    last = one.certificate.valid_until
    assert last is not None  # the database keeps a last day for whatever is verified
    return {
        "holder": one.certificate.holder_name,
        "code": one.certificate.code or "",
        "scheme": one.certificate.scheme,
        "valid_until": last.isoformat(),
        "register_by": register_by(last).isoformat(),
        "days_left": one.days_left,
        "has_mail": one.certificate.artisan.account.email is not None,
    }
