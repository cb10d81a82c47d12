"""What is left for later of disputes: old photos go once their time is over, and every file is spoken for."""

from __future__ import annotations

from datetime import timedelta

from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.storage.expected import registered
from marketplace.disputes import evidence, operations
from marketplace.disputes.jobs import FORGET_OLD
from marketplace.disputes.models import DisputePhoto
from marketplace.inquiries.photos import StoredPhoto
from tests.conftest import NOON
from tests.disputes.conftest import artisan, buyer
from tests.inquiries.photographs import GOOD
from tests.stranding import leave_nothing


def test_photos_of_an_ended_dispute_go_by_themselves(dispute, agreed, session, clock, app, jobs):
    box = app.extensions["toolbox"]
    sent = [StoredPhoto(box.private_files.put_unguessable(GOOD, "jpg"), "d" * 64, "tali.jpg")]
    operations.reply(dispute, "Lihat fotonya.", who=artisan(agreed), sent=sent, outcome_days=7, at=NOON)
    evidence.keep(dispute, sent, at=NOON)
    operations.withdraw(dispute, "", who=buyer(agreed), at=NOON)
    session.commit()
    jobs.run_all()
    for days, is_gone in (
        (box.settings.dispute_photo_days, False),
        (box.settings.dispute_photo_days + 1, True),
    ):
        clock.now = NOON + timedelta(days=days)
        enqueue(session, FORGET_OLD, {}, at=clock())
        session.commit()
        jobs.run_all()
        session.expire_all()
        assert (session.query(DisputePhoto).one().forgotten_at is not None) is is_gone


def test_files_of_disputes_are_spoken_for(app):
    assert DisputePhoto in registered()


def test_a_photo_whose_worker_died_for_good_is_said_to_have_failed(dispute, session, clock, jobs):
    evidence.keep(dispute, [StoredPhoto("00/key", "d" * 64, "tali.jpg")], at=NOON)
    session.commit()
    assert evidence.give_up() == 0
    leave_nothing(session, f"{evidence.PREPARE}:{dispute.photos[0].id}")
    enqueue(session, FORGET_OLD, {}, at=clock())
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert dispute.photos[0].failure == "scan.failed"
    assert evidence.give_up() == 0
