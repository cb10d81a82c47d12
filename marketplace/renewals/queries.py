"""Asking which certificates end when, and how far their renewal is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from marketplace.access.roles import STAFF
from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Status
from marketplace.database.session import session
from marketplace.renewals.models import DoneStep, Reminder
from marketplace.renewals.rules import AHEAD_DAYS, BEHIND_DAYS, Step


@dataclass(frozen=True, slots=True)
class Renewal:
    """A certificate that ends soon, or has ended. `waiting` is a newer one of the same holder that officers have."""

    certificate: Certificate
    days_left: int
    done: frozenset[Step]
    told_at: int | None
    waiting: bool

    @property
    def needs(self) -> list[Step]:
        """What is still missing, in order."""
        return [step for step in Step if step not in self.done]


def ending(today: date, *, behind: int = BEHIND_DAYS) -> list[Renewal]:
    """Return verified certificates that end within AHEAD_DAYS, or ended in the last `behind` days, in that order.

    Left out: whoever holds a later one that is verified already. Four queries, however many there are.
    """
    later = aliased(Certificate)
    renewed = exists().where(
        later.artisan_id == Certificate.artisan_id,
        later.status == Status.VERIFIED,
        later.valid_until > Certificate.valid_until,
        later.id != Certificate.id,
    )
    found = session.scalars(
        select(Certificate)
        .options(
            joinedload(Certificate.artisan).joinedload(Artisan.account),
            joinedload(Certificate.artisan).joinedload(Artisan.place),
        )
        .where(
            Certificate.status == Status.VERIFIED,
            Certificate.valid_until >= today - timedelta(days=behind),
            Certificate.valid_until <= today + timedelta(days=AHEAD_DAYS),
            ~renewed,
        )
        .order_by(Certificate.valid_until, Certificate.id)
    ).all()
    return _with_progress(found, today)


def _with_progress(certificates: Sequence[Certificate], today: date) -> list[Renewal]:
    ids = [certificate.id for certificate in certificates]
    done = _done(ids)
    told = _told(ids)
    waiting = _waiting([certificate.artisan_id for certificate in certificates]) if ids else set()
    return [
        Renewal(
            certificate,
            (certificate.valid_until - today).days,
            frozenset(done.get(certificate.id, ())),
            told.get(certificate.id),
            certificate.artisan_id in waiting,
        )
        for certificate in certificates
        if certificate.valid_until is not None
    ]


def _done(certificate_ids: Collection[int]) -> dict[int, set[Step]]:
    found: dict[int, set[Step]] = {}
    rows = session.execute(
        select(DoneStep.certificate_id, DoneStep.step).where(DoneStep.certificate_id.in_(certificate_ids))
    )
    for certificate_id, step in rows:
        found.setdefault(certificate_id, set()).add(step)
    return found


def _told(certificate_ids: Collection[int]) -> dict[int, int]:
    """Return the tightest reminder sent for the present last day of each."""
    rows = session.execute(
        select(Reminder.certificate_id, func.min(Reminder.days))
        .join(
            Certificate,
            and_(Certificate.id == Reminder.certificate_id, Certificate.valid_until == Reminder.valid_until),
        )
        .where(Reminder.certificate_id.in_(certificate_ids))
        .group_by(Reminder.certificate_id)
    )
    return {row[0]: row[1] for row in rows}


def _waiting(artisan_ids: Collection[int]) -> set[int]:
    waits = (Status.SUBMITTED, Status.NEEDS_CHANGES)
    return set(
        session.scalars(
            select(Certificate.artisan_id).where(
                Certificate.artisan_id.in_(artisan_ids), Certificate.status.in_(waits)
            )
        )
    )


def staff_with_mail() -> Sequence[Account]:
    """Officers and administrators who can be written to."""
    return session.scalars(
        select(Account)
        .where(Account.role.in_(STAFF), Account.disabled_at.is_(None), Account.email.is_not(None))
        .order_by(Account.id)
    ).all()
