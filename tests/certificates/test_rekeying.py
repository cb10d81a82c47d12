"""When a photo has to be read, what a reading is worth, and that nothing is approved without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.certificates import operations, rekeying
from marketplace.certificates.models import Certificate, Rekeying
from marketplace.certificates.rules import Action, Method, Status
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.relatives import operations as relatives
from tests.factories.make import Make

TODAY = date(2026, 4, 14)


def officer(make: Make, name: str = "Petugas") -> Actor:
    account = make.account(Role.OFFICER, name=name)
    return Actor(account.id, Role.OFFICER, name, second_factor=True)


def submitted(make: Make, **changes: Any) -> Certificate:
    certificate = make.certificate(status=Status.SUBMITTED, **changes)
    make.scan(certificate)
    return certificate


def approve(certificate: Certificate, actor: Actor, make: Make, note: str = "") -> None:
    operations.decide(
        certificate,
        Action.VERIFY,
        actor=actor,
        at=make.clock(),
        prefix="BTG",
        method=Method.QR_SCAN,
        checked_on=TODAY,
        note=note,
        today=TODAY,
    )


def test_an_equal_reading_lets_it_pass_and_an_unread_photo_does_not(make: Make) -> None:
    certificate, actor = submitted(make), officer(make)
    with pytest.raises(Incomplete) as refusal:
        approve(certificate, actor, make, note="Saya yakin.")
    assert set(refusal.value.fields) == {"reading"}
    assert certificate.status is Status.SUBMITTED
    kept = rekeying.rekey(certificate, rekeying.claimed(certificate), actor=actor, at=make.clock())
    assert kept.blind and rekeying.differences(certificate) == []
    approve(certificate, actor, make)
    assert certificate.status is Status.VERIFIED


def test_a_difference_needs_a_reason(make: Make) -> None:
    certificate, actor = submitted(make), officer(make)
    read = replace(rekeying.claimed(certificate), holder_name="Orang Lain")
    rekeying.rekey(certificate, read, actor=actor, at=make.clock())
    assert rekeying.differences(certificate) == ["holder_name"]
    with pytest.raises(Incomplete) as refusal:
        approve(certificate, actor, make)
    assert set(refusal.value.fields) == {"note"}
    approve(certificate, actor, make, note="Nama gadis di sertifikat.")
    assert certificate.status is Status.VERIFIED


@pytest.mark.parametrize("action", [Action.ASK_CHANGES, Action.REJECT])
def test_what_is_sent_back_needs_no_reading(action: Action, make: Make) -> None:
    certificate = submitted(make)
    operations.decide(
        certificate,
        action,
        actor=officer(make),
        at=make.clock(),
        prefix="BTG",
        reason="Foto buram.",
        fields=list(operations.Field)[:1],
    )
    assert certificate.status is not Status.SUBMITTED


def test_without_a_photo_there_is_nothing_to_read(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    assert not rekeying.is_unread(certificate)
    with pytest.raises(Conflict):
        rekeying.rekey(certificate, rekeying.claimed(certificate), actor=officer(make), at=make.clock())
    approve(certificate, officer(make), make)


def test_a_photo_that_is_forgotten_is_no_evidence_any_more(make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    make.scan(certificate, original_key=None, forgotten_at=make.clock())
    assert not rekeying.is_evidence(certificate)


def test_a_new_submission_is_read_anew(make: Make) -> None:
    certificate, actor = submitted(make), officer(make)
    rekeying.rekey(certificate, rekeying.claimed(certificate), actor=actor, at=make.clock())
    assert certificate.submitted_at is not None
    certificate.submitted_at += timedelta(days=1)
    assert rekeying.is_unread(certificate)
    with pytest.raises(Incomplete):
        approve(certificate, actor, make)


def test_one_photo_is_read_once(make: Make) -> None:
    certificate = submitted(make)
    rekeying.rekey(certificate, rekeying.claimed(certificate), actor=officer(make), at=make.clock())
    with pytest.raises(Conflict):
        rekeying.rekey(certificate, rekeying.claimed(certificate), actor=officer(make), at=make.clock())
    assert len(make.session.scalars(select(Rekeying)).all()) == 1


def test_who_has_opened_the_claim_does_not_read_blind(make: Make) -> None:
    certificate, actor, colleague = submitted(make), officer(make), officer(make, "Rekan")
    rekeying.open_unread(certificate, actor=actor, at=make.clock())
    assert rekeying.has_opened(certificate, actor) and not rekeying.has_opened(certificate, colleague)
    kept = rekeying.rekey(certificate, rekeying.claimed(certificate), actor=actor, at=make.clock())
    assert not kept.blind and rekeying.differences(certificate) == [rekeying.NOT_BLIND]
    with pytest.raises(Incomplete) as refusal:
        approve(certificate, actor, make)
    assert set(refusal.value.fields) == {"note"}


def test_nobody_reads_their_own_or_a_relatives_paper(make: Make) -> None:
    certificate, own = submitted(make), officer(make)
    relatives.declare(certificate.artisan, actor=own, at=make.clock())
    holder = Actor(certificate.account_id, Role.OFFICER, "Pemilik", second_factor=True)
    artisan = Actor(certificate.account_id, Role.ARTISAN, "Pemilik", certificate.artisan_id)
    for actor in (own, holder, artisan):
        with pytest.raises(Forbidden):
            rekeying.rekey(certificate, rekeying.claimed(certificate), actor=actor, at=make.clock())
        with pytest.raises(Forbidden):
            rekeying.open_unread(certificate, actor=actor, at=make.clock())
    assert rekeying.is_unread(certificate)


def test_the_journal_names_the_fields_and_none_of_the_words(make: Make) -> None:
    certificate = submitted(make)
    read = replace(rekeying.claimed(certificate), holder_name="Rahasia Sekali")
    rekeying.rekey(certificate, read, actor=officer(make), at=make.clock())
    (entry,) = make.session.scalars(select(JournalEntry).where(JournalEntry.action == "certificate.read"))
    assert entry.details == {"differs": ["holder_name"], "blind": True}
    assert "Rahasia" not in entry.note


def test_a_term_and_the_day_that_follows_from_it_are_the_same(make: Make) -> None:
    certificate = submitted(make, valid_until=None)
    assert rekeying.claimed(certificate).last_day == date(2028, 10, 31)
