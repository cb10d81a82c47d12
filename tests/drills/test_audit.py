"""The audit finds nothing in a whole site, and finds each thing that can be wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts import operations as accounts
from marketplace.accounts.models import SignUp
from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.runner import Runner
from marketplace.adapters.mail.folder import FolderMailer
from marketplace.audit.models import JournalEntry
from marketplace.certificates import operations as certificates
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import Action
from marketplace.inquiries import operations as inquiries
from marketplace.inquiries.models import Message, Thread
from marketplace.listings import photos
from marketplace.listings.models import Photo
from marketplace.pictures import operations as pictures
from marketplace.pictures.models import Picture, Rendition
from tests.drills.audit import Deed, audit
from tests.factories import photographs
from tests.factories.make import Make


@dataclass
class Whole:
    """A site in which each kind of deed was done once, and all its jobs."""

    session: Session
    box: Any
    letters: Path
    deeds: list[Deed]

    def faults(self) -> list[str]:
        self.session.commit()
        return audit(self.session, self.box, self.letters, self.deeds)

    def change(self, statement: Any) -> None:
        assert self.session.execute(statement).rowcount, "there was nothing to break"


@pytest.fixture
def whole(
    app: Flask, session: Session, make: Make, jobs: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Whole:
    box = app.extensions["toolbox"]
    for storage in (box.public_files, box.private_files):
        for key in list(storage.keys()):
            storage.delete(key)
    monkeypatch.setattr(box, "mailer", FolderMailer(tmp_path, box.settings.mail_from))
    at, artisan = box.clock(), make.artisan()
    bag, paper = make.listing(artisan, photos=0), make.certificate(artisan)
    officer = make.account(Role.OFFICER)
    owner = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
    stored = pictures.store(box, photographs.jpeg(31))
    photos.add(bag, stored, actor=owner, at=at)
    certificates.decide(
        paper,
        Action.SUSPEND,
        actor=Actor(officer.id, Role.OFFICER, officer.name, second_factor=True),
        at=at,
        prefix="BTG",
        reason="alasan",
    )
    buyer = {"name": "Pembeli", "email": "pembeli@contoh.invalid", "phone": None, "locale": "id"}
    inquiries.ask(bag, body="Masih ada?", secret="a secret", actor=None, at=at, **buyer)
    accounts.ask_to_sign_up(
        name="Siti",
        email="siti@contoh.invalid",
        password_hash="!",
        role=Role.BUYER,
        locale="id",
        purposes=(),
        at=at,
    )
    session.commit()
    deeds = [
        Deed("bag", bag.code),
        Deed("photo", f"{bag.code}:{stored.digest}"),
        Deed("decision", f"{paper.id}:alasan"),
        Deed("inquiry", "Masih ada?"),
        Deed("sign_up", "siti@contoh.invalid"),
    ]
    jobs.run_all()
    return Whole(session, box, tmp_path, deeds)


def test_a_whole_site_has_no_faults(whole: Whole) -> None:
    assert whole.faults() == []


@pytest.mark.parametrize("kind", ["bag", "photo", "decision", "inquiry", "sign_up"])
def test_a_deed_that_is_not_there_is_missed(whole: Whole, kind: str) -> None:
    whole.deeds.append(Deed(kind, "never done"))
    assert whole.faults() == [f"{kind} never done: acknowledged, and there 0 times"]


def row(statement: Any) -> Callable[[Whole], None]:
    return lambda whole: whole.change(statement)


def lose_original(whole: Whole) -> None:
    whole.box.private_files.delete(whole.session.scalars(select(Picture.original_key)).one())


def damage_copy(whole: Whole) -> None:
    key = whole.session.scalars(select(Rendition.key)).first()
    (whole.box.public_files.root / key).write_bytes(b"damaged")


def lose_letter(whole: Whole) -> None:
    next(whole.letters.glob("inquiry-receipt-*.eml")).unlink()


def double_letter(whole: Whole) -> None:
    shutil.copy(next(whole.letters.glob("certificate-decision-*.eml")), whole.letters / "again.eml")


def double_job(whole: Whole) -> None:
    columns = [column for column in Job.__table__.columns if column.name != "id"]
    one = select(*columns).where(Job.unique_key.like("pictures.light:%"))
    whole.change(insert(Job).from_select([column.name for column in columns], one))


BREAKS: dict[str, tuple[Callable[[Whole], None], str]] = {
    "a photo goes": (row(delete(Photo)), ": acknowledged, and there 0 times"),
    "an entry of the journal goes": (
        row(delete(JournalEntry).where(JournalEntry.action == "certificate.suspend")),
        "not in the journal once",
    ),
    "a decision goes": (row(delete(Decision)), "only in the journal"),
    "a status is not the decided one": (
        row(update(Certificate).values(status="verified")),
        "verified, decided suspended",
    ),
    "a message goes": (row(delete(Message)), "without a question"),
    "more is unread than asked": (row(update(Thread).values(unread_by_artisan=9)), "more unread than asked"),
    "photos have gaps": (row(update(Photo).values(position=5)), "not in places of their own"),
    "an original goes": (lose_original, "missing file"),
    "a copy is damaged": (damage_copy, "damaged file"),
    "a copy nobody made": (lambda whole: whole.box.public_files.put(b"x", "webp"), "orphan file"),
    "a copy's row goes": (
        row(delete(Rendition).where(Rendition.format == "avif")),
        "not the copies it must have",
    ),
    "a picture waits": (row(update(Picture).values(state="pending")), ": pending (None)"),
    "a job waits": (row(update(Job).where(Job.kind == "pictures.fine").values(state="queued")), ": queued"),
    "a job failed": (row(update(Job).where(Job.kind == "pictures.fine").values(state="failed")), ": failed"),
    "a job was there twice": (double_job, ": 2 times"),
    "a letter is not sent": (lose_letter, "due 1, sent 0"),
    "a letter is sent twice": (double_letter, "due 1, sent 2"),
    "a letter was never posted": (
        row(delete(Job).where(Job.unique_key.like("letter:certificate-decision-%"))),
        "posted 0 times",
    ),
    "a sign-up waits for its letter": (row(update(SignUp).values(digest=None)), "its letter: posted 0 times"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_thing_that_can_be_wrong_is_found(whole: Whole, name: str) -> None:
    break_it, words = BREAKS[name]
    break_it(whole)
    faults = whole.faults()
    assert any(words in fault for fault in faults), faults
    assert len(faults) < 15
