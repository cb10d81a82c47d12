"""Telling people that a certificate ends, and noting what a holder has for the renewal."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import delete, select

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.audit import operations as journal
from marketplace.certificates.models import Certificate
from marketplace.database.session import session
from marketplace.renewals import mails, queries
from marketplace.renewals.models import DoneStep, Reminder
from marketplace.renewals.queries import Renewal
from marketplace.renewals.rules import Step, is_due, reached


def remind(today: date, *, at: datetime) -> int:
    """Tell every holder whose reminder is due, each in one letter, and the staff in one digest; return how many.

    A reminder is a row in the same transaction as its letter: run it twice a day, or after a crash, and nobody hears
    the same twice. Holders without e-mail read it in the studio, officers see them in the digest.
    """
    due = [one for one in queries.ending(today, behind=0) if is_due(one.days_left, one.told_at)]
    for one in due:
        days = reached(one.days_left)
        if days is not None and one.certificate.valid_until is not None:
            session.add(
                Reminder(
                    certificate_id=one.certificate.id,
                    valid_until=one.certificate.valid_until,
                    days=days,
                    sent_at=at,
                )
            )
    session.flush()
    for _, holders in groupby(sorted(due, key=_holder), key=_holder):
        mails.remind_holder(list(holders), today=today, at=at)
    if due:
        for person in queries.staff_with_mail():
            mails.tell_staff(person, due, today=today, at=at)
    return len(due)


def _holder(renewal: Renewal) -> int:
    return renewal.certificate.artisan_id


def note_steps(
    certificate: Certificate, done: Collection[Step], *, actor: Actor, at: datetime
) -> tuple[list[Step], list[Step]]:
    """Note what a holder has by now; return what was added and what was taken back. Unchanged steps keep their date."""
    policy.require(actor, Permission.REVIEW_CERTIFICATE, certificate)
    before = set(session.scalars(select(DoneStep.step).where(DoneStep.certificate_id == certificate.id)))
    added = [step for step in Step if step in done and step not in before]
    gone = [step for step in Step if step in before and step not in done]
    if gone:
        session.execute(
            delete(DoneStep).where(DoneStep.certificate_id == certificate.id, DoneStep.step.in_(gone))
        )
    session.add_all(
        DoneStep(certificate_id=certificate.id, step=step, noted_by_id=actor.id or None, noted_at=at)
        for step in added
    )
    if added or gone:
        journal.record(
            "renewal.steps",
            "certificate",
            certificate.id,
            actor=actor,
            at=at,
            details={"added": [str(step) for step in added], "taken_back": [str(step) for step in gone]},
        )
    session.flush()
    return added, gone


def note_export(count: int, *, actor: Actor, at: datetime) -> None:
    """Write down that somebody took the list for the LSP, and how many names were on it."""
    policy.require(actor, Permission.REVIEW_CERTIFICATE)
    journal.record("renewal.export", "certificate", 0, actor=actor, at=at, details={"rows": count})
