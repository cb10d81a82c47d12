"""The link is in her letter and nowhere else; the helper is told what she said."""

from __future__ import annotations

from marketplace.approvals import operations
from marketplace.approvals.rules import Means
from marketplace.notices.models import Notice
from tests.approvals.conftest import WORD, link_in
from tests.conftest import NOON


def test_the_link_is_in_her_letter_alone(asked, siti, session, jobs, outbox):
    jobs.run_all()
    token = link_in(outbox, siti.account.email)
    assert token not in str([one.blanks for one in session.query(Notice)]) and token not in asked.digest
    assert not [one for one in outbox.letters if token in one.text and one.to != siti.account.email]


def test_the_helper_is_told_yes_once(asked, budi, session, jobs, outbox):
    operations.approve(asked, WORD, actor=operations.her(asked), means=Means.LINK, at=NOON)
    session.commit()
    jobs.run_all()
    jobs.run_all()
    subjects = [one.subject for one in outbox.letters if one.to == budi.email]
    assert subjects.count("Siti Contoh menyetujui Tote Ombak") == 1


def test_the_helper_reads_why_not(asked, budi, session, jobs, outbox):
    operations.refuse(asked, "Harganya salah.", actor=operations.her(asked), means=Means.LINK, at=NOON)
    session.commit()
    jobs.run_all()
    assert "Harganya salah." in [one.text for one in outbox.letters if one.to == budi.email][-1]
