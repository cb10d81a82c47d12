"""What a shared card says of a certificate: its state, who was asked about it and when, and the day that holds for."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext

from marketplace.certificates.labels import headline
from marketplace.certificates.rules import Standing, StandingKind
from marketplace.web.formatting import date_long
from marketplace.web.labels import label

TONES = {
    StandingKind.VALID: "ok",
    StandingKind.EXPIRING: "warn",
    StandingKind.SUSPENDED: "warn",
    StandingKind.REVOKED: "bad",
}


def tone(standing: Standing) -> str:
    """Return how the state is coloured."""
    return TONES.get(standing.kind, "gone")


def state_words(standing: Standing) -> tuple[str, ...]:
    """Return what it is worth; while it is valid also who was asked about it last, and when."""
    worth = headline(standing)
    if not standing.is_valid or standing.checked_on is None or standing.method is None:
        return (worth,)
    method = label(standing.method)
    return worth, gettext("%(method)s, %(day)s.", method=method, day=date_long(standing.checked_on))


def day_words(today: date, code: str | None) -> str:
    """Return the day the card holds for, and the record it speaks of."""
    day = gettext("As of %(day)s", day=date_long(today))
    return f"{day} · {gettext('Record %(code)s', code=code)}" if code else day
