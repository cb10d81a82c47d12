"""Which of a holder's certificates speaks for her today."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from marketplace.certificates.papers import TRAINING_PAPERS
from marketplace.certificates.rules import Dated, Standing, StandingKind, standing

C = TypeVar("C", bound=Dated)

_RANK: Mapping[StandingKind, int] = {
    StandingKind.VALID: 4,
    StandingKind.EXPIRING: 4,
    StandingKind.EXPIRED: 3,
    StandingKind.SUSPENDED: 3,
    StandingKind.REVOKED: 3,
    StandingKind.NOT_YET: 2,
    StandingKind.PENDING: 1,
    StandingKind.UNVERIFIED: 0,
    StandingKind.TRAINING: 0,
}


def precedence(of: Standing) -> tuple[int, date, date]:
    """Sort key: the largest speaks for its holder.

    A valid one first, then the one that would have lasted longest, so that an old lapse never hides a later
    withdrawal, nor an old withdrawal a later certificate.
    """
    return _RANK[of.kind], of.valid_until or date.min, of.valid_from or date.min


def best(standings: Iterable[Standing]) -> Standing | None:
    """Return the standing that speaks for an artisan today, or None when there is no certificate at all.

    Training papers never speak: not when they are genuine, and not when they were taken away.
    """
    return max((one for one in standings if not one.is_training), key=precedence, default=None)


def speaking(certificates: Iterable[C], today: date) -> tuple[C, Standing] | None:
    """Like `best`, but with the certificate it belongs to."""
    pairs = (
        (certificate, standing(certificate, today))
        for certificate in certificates
        if certificate.paper not in TRAINING_PAPERS
    )
    return max(pairs, key=lambda pair: precedence(pair[1]), default=None)
