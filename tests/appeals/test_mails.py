"""What the artisan is told, and what she can do next."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.appeals import operations
from marketplace.appeals.rules import Outcome
from marketplace.certificates.rules import Action, Status


@pytest.mark.parametrize(
    ("status", "action", "words"),
    [
        (Status.SUSPENDED, Action.SUSPEND, "Sertifikat Anda sudah dipulihkan."),
        (Status.REVOKED, Action.REVOKE, "Catatan yang dicabut tidak bisa kembali"),
        (Status.REJECTED, Action.REJECT, "/studio/certificates/new"),
    ],
)
def test_a_granted_appeal_says_what_follows(make, jobs, outbox, officer, status, action, words):
    certificate = make.certificate(status=status)
    make.decision(certificate, action)
    make.session.refresh(certificate)
    owner = Actor(certificate.account_id, Role.ARTISAN, "Siti", certificate.artisan_id)
    appeal = operations.appeal(certificate, "Keliru.", actor=owner, due=date(2026, 5, 4), at=make.clock())
    operations.decide(
        appeal, Outcome.GRANTED, "LSP membenarkan.", actor=officer, prefix="BTG", at=make.clock()
    )
    make.session.commit()
    jobs.run_all()
    receipt, *rest = outbox.letters
    outcome = next(letter for letter in rest if "banding" in letter.subject.lower())
    assert "4 Mei 2026" in receipt.text
    assert "dikabulkan" in outcome.subject and "LSP membenarkan." in outcome.text and words in outcome.text
    assert "Petugas Satu" not in outcome.text


def test_an_upheld_decision_promises_nothing(make, jobs, outbox, officer):
    certificate = make.certificate(status=Status.SUSPENDED)
    appeal = make.appeal(make.decision(certificate, Action.SUSPEND))
    operations.decide(appeal, Outcome.UPHELD, "Tetap.", actor=officer, prefix="BTG", at=make.clock())
    make.session.commit()
    jobs.run_all()
    (letter,) = outbox.letters
    assert "keputusan tetap" in letter.subject and "dipulihkan" not in letter.text
