"""Taking back the consent to scans: what goes, what stays, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts import consents
from marketplace.accounts.rules import ConsentPurpose
from marketplace.adapters.jobs.queue import pause_after
from marketplace.adapters.jobs.runner import Runner
from marketplace.artisans.models import Artisan
from marketplace.audit.models import JournalEntry
from marketplace.certificates import queries, scans
from marketplace.certificates.jobs import FORGET_TRIES
from marketplace.certificates.likeness import Likeness
from marketplace.certificates.models import Certificate, Scan
from marketplace.certificates.rules import FORGET_WITHIN, ScanSide, Status
from marketplace.kit.errors import Conflict, Incomplete
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

BECOMES = {status: status for status in Status} | {Status.SUBMITTED: Status.DRAFT}


@pytest.fixture
def artisan(make: Make) -> Artisan:
    artisan = make.artisan()
    consents.give(artisan.account_id, [ConsentPurpose.SCAN_STORAGE], at=make.clock())
    make.session.commit()
    return artisan


@pytest.fixture
def kept(app: Flask, make: Make) -> Callable[[Certificate], list[str]]:
    """Give a certificate both sides, with a viewing copy each, as files that are really there."""

    def store(certificate: Certificate) -> list[str]:
        files = app.extensions["toolbox"].private_files
        keys = []
        for side in ScanSide:
            name = f"{certificate.id} {side}".encode()
            original, copy = (files.put_unguessable(name + end, "webp") for end in (b"", b" copy"))
            page = {"number": 1, "width": 1, "height": 1, "format": "webp", "key": copy}
            make.scan(certificate, side, original_key=original, pages=[page])
            keys += [original, copy]
        return keys

    return store


def take_back(artisan: Artisan, make: Make) -> None:
    actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    consents.change(ConsentPurpose.SCAN_STORAGE, False, actor=actor, at=make.clock())
    make.session.commit()


@pytest.mark.parametrize("status", Status)
def test_files_and_copies_go_in_every_status_and_only_their_trace_stays(
    status: Status, app: Flask, artisan: Artisan, make: Make, kept: Callable, jobs: Runner
) -> None:
    certificate = make.certificate(artisan, status=status)
    keys = kept(certificate)
    digests = [scan.digest for scan in certificate.scans]
    take_back(artisan, make)
    files = app.extensions["toolbox"].private_files
    assert all(files.exists(key) for key in keys), "nothing is deleted before the commit has happened"
    jobs.run_all()
    assert not any(files.exists(key) for key in keys)
    make.session.expire_all()
    assert certificate.status is BECOMES[status]
    assert [(scan.side, scan.digest) for scan in certificate.scans] == list(
        zip(ScanSide, digests, strict=True)
    )
    assert {(scan.original_key, scan.bytes, scan.forgotten_at) for scan in certificate.scans} == {
        (None, 0, make.clock())
    }
    assert all(scan.pages == [] for scan in certificate.scans)


def test_nothing_is_deleted_for_a_change_that_was_undone(
    app: Flask, artisan: Artisan, make: Make, kept: Callable, jobs: Runner
) -> None:
    keys = kept(make.certificate(artisan))
    actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    consents.change(ConsentPurpose.SCAN_STORAGE, False, actor=actor, at=make.clock())
    make.session.rollback()
    jobs.run_all()
    assert all(app.extensions["toolbox"].private_files.exists(key) for key in keys)


def test_other_peoples_scans_stay(
    app: Flask, artisan: Artisan, make: Make, kept: Callable, jobs: Runner
) -> None:
    keys = kept(make.certificate())
    kept(make.certificate(artisan))
    take_back(artisan, make)
    jobs.run_all()
    assert all(app.extensions["toolbox"].private_files.exists(key) for key in keys)


def test_the_same_photo_is_still_noticed(artisan: Artisan, make: Make, kept: Callable) -> None:
    first = make.certificate(artisan)
    kept(first)
    digest = first.scans[0].digest
    take_back(artisan, make)
    second = make.certificate(status=Status.SUBMITTED)
    make.scan(second, digest=digest)
    found = dict(queries.lookalikes(second))
    assert Likeness.SCAN in found[first]


def test_it_is_journaled_with_what_went(artisan: Artisan, make: Make, kept: Callable) -> None:
    certificate = make.certificate(artisan, status=Status.SUBMITTED)
    kept(certificate)
    take_back(artisan, make)
    entries = make.session.query(JournalEntry).order_by(JournalEntry.id).all()
    assert [(entry.action, entry.subject_id) for entry in entries] == [
        ("account.consent_withdrawn", artisan.account_id),
        ("scan.forget", certificate.id),
        ("certificate.withdraw_submission", certificate.id),
    ]
    assert entries[1].details == {"sides": ["front", "back"]}


def test_a_consent_given_anew_brings_nothing_back_but_lets_a_new_photo_in(
    artisan: Artisan, make: Make, kept: Callable
) -> None:
    certificate = make.certificate(artisan, status=Status.DRAFT)
    kept(certificate)
    take_back(artisan, make)
    actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    file = scans.StoredScan(ScanSide.FRONT, f"ab/cd/abcd{'0' * 60}.jpg", "d" * 64, 10)
    with pytest.raises(Incomplete):
        scans.attach(certificate, file, actor=actor, at=make.clock())
    consents.change(ConsentPurpose.SCAN_STORAGE, True, actor=actor, at=make.clock())
    assert certificate.kept_scans == [] and certificate.lacks_forgotten_scan
    scans.attach(certificate, file, actor=actor, at=make.clock())
    assert [scan.original_key for scan in certificate.kept_scans] == [file.key]
    assert len(certificate.scans) == 3 and not certificate.lacks_forgotten_scan


def test_a_forgotten_scan_is_neither_prepared_nor_replaced(
    artisan: Artisan, make: Make, kept: Callable, jobs: Runner
) -> None:
    certificate = make.certificate(artisan, status=Status.DRAFT)
    kept(certificate)
    take_back(artisan, make)
    actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    with pytest.raises(Conflict):
        scans.prepare_again(certificate.scans[0], actor=actor, at=make.clock())
    assert scans.of_side(certificate, ScanSide.FRONT) is None


def test_viewing_copies_made_meanwhile_are_thrown_away(
    app: Flask, artisan: Artisan, make: Make, jobs: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = app.extensions["toolbox"]
    certificate = make.certificate(artisan, status=Status.DRAFT)
    key = box.private_files.put_unguessable(b"a paper", "webp")
    before = set(box.private_files.keys()) - {key}
    scan = make.scan(certificate, original_key=key)
    real = box.images.scan_pages

    def withdrawn_while_drawing(*values: object) -> tuple:
        take_back(artisan, make)
        return real(*values)

    monkeypatch.setattr(box.images, "scan_pages", withdrawn_while_drawing)
    scans.enqueue(make.session, scans.PREPARE, {"scan_id": scan.id}, at=make.clock())
    make.session.commit()
    jobs.run_all()
    make.session.expire_all()
    assert make.session.get(Scan, scan.id).pages == []
    assert set(box.private_files.keys()) == before


def test_the_queue_keeps_trying_for_most_of_the_time_the_law_gives_and_no_longer() -> None:
    lasts = sum((pause_after(number) for number in range(1, FORGET_TRIES)), timedelta())
    assert FORGET_WITHIN - timedelta(hours=6) < lasts < FORGET_WITHIN


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_her_pages_say_it_before_and_after(
    prefix: str,
    client: ProofreadingClient,
    artisan: Artisan,
    make: Make,
    kept: Callable,
    sign_in: Callable[..., str],
) -> None:
    sent, verified = make.certificate(artisan, status=Status.SUBMITTED), make.certificate(artisan)
    for certificate in (sent, verified):
        kept(certificate)
    sign_in(client, artisan.account)
    before = client.get(f"{prefix}/account").get_data(as_text=True)
    data = {"csrf_token": client.token("/account"), "given": "no"}
    assert client.post(f"{prefix}/account/consents/scan_storage", data=data).status_code == 303
    draft = client.get(f"{prefix}/studio/certificates/{sent.id}").get_data(as_text=True)
    record = client.get(f"{prefix}/studio/certificates/{verified.id}").get_data(as_text=True)
    english = prefix == "/en"
    assert ("stays matched" if english else "tetap cocok") in before
    assert ("3 x 24 hours" if english else "3 x 24 jam") in before
    assert ("A new photo is needed." if english else "Perlu foto baru.") in draft
    assert "Tas Rajut" in record
    for page in (draft, record):
        assert ("its fingerprint is kept" if english else "sidik digitalnya disimpan") in page
    client.get(f"{prefix}/studio/certificates/{sent.id}/edit")
    assert client.get(f"{prefix}/c/{verified.code}").status_code == 200


def test_an_officer_is_told_why_there_is_no_photo(
    client: ProofreadingClient, artisan: Artisan, make: Make, kept: Callable, sign_in: Callable[..., str]
) -> None:
    certificate = make.certificate(artisan)
    kept(certificate)
    take_back(artisan, make)
    sign_in(client, make.account(Role.OFFICER, totp_confirmed_at=make.clock()))
    page = client.get(f"/desk/certificates/{certificate.id}").get_data(as_text=True)
    assert "Foto sudah dihapus" in page
    assert "0 foto" in page
