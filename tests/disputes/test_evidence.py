"""Photos of disputes are kept while one is open, and forgotten a while after its end."""

from __future__ import annotations

from datetime import timedelta

from marketplace.disputes import evidence, operations
from marketplace.disputes.models import DisputePhoto
from marketplace.inquiries.photos import StoredPhoto
from tests.conftest import NOON
from tests.disputes.conftest import artisan, buyer
from tests.inquiries.photographs import GOOD


def test_a_photo_goes_only_some_days_after_the_end(dispute, agreed, session, clock, app, jobs):
    files = app.extensions["toolbox"].private_files
    sent = [StoredPhoto(files.put_unguessable(GOOD, "jpg"), "d" * 64, "tali.jpg")]
    operations.reply(dispute, "Lihat fotonya.", who=artisan(agreed), sent=sent, outcome_days=7, at=NOON)
    evidence.keep(dispute, sent, at=NOON)
    session.commit()
    jobs.run_all()
    session.expire_all()
    photo = session.query(DisputePhoto).one()
    keys = photo.keys
    assert photo.event_number == 2 and len(keys) == 2 and all(map(files.exists, keys))
    assert evidence.forget(90, NOON + timedelta(days=400)) == 0, "it is open"
    operations.withdraw(dispute, "", who=buyer(agreed), at=NOON)
    assert evidence.forget(90, NOON + timedelta(days=90)) == 0
    assert evidence.forget(90, NOON + timedelta(days=90, seconds=1)) == 1
    session.commit()
    clock.now = NOON + timedelta(days=91)
    jobs.run_all()
    session.expire_all()
    assert session.query(DisputePhoto).one().forgotten_at and not any(map(files.exists, keys))
