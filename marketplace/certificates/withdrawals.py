"""Taking back the consent to scans: their files go, for every certificate she has, whatever has become of it.

A draft stays a draft, and what officers are looking at comes back as one, for they have nothing left to compare. What
they have decided stays decided: a record rests on the check that was made, not on the photo.
"""

from __future__ import annotations

from datetime import datetime

from marketplace.access.actors import Actor
from marketplace.accounts import consents
from marketplace.accounts.rules import ConsentPurpose
from marketplace.certificates import operations, queries, scans
from marketplace.certificates.rules import Status


def install() -> None:
    """Have the consent act."""
    consents.acts(ConsentPurpose.SCAN_STORAGE, change_scan_storage)


def change_scan_storage(actor: Actor, given: bool, at: datetime) -> None:
    """Forget all her scans when the consent goes; a consent given anew brings nothing back."""
    if given:
        return
    for certificate in queries.with_scans(actor.id):
        scans.forget(certificate, actor=actor, at=at)
        if certificate.status is Status.SUBMITTED:
            operations.withdraw(certificate, actor=actor, at=at)
