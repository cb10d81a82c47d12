"""The daily job: links are forgotten, pictures nobody prepares any more have failed."""

from __future__ import annotations

from marketplace.adapters.jobs.queue import enqueue
from marketplace.inquiries.photos import StoredPhoto
from marketplace.kit.tokens import REPLACED_KEPT
from marketplace.order_notes import links, paying
from marketplace.order_notes.jobs import FORGET_LINKS
from marketplace.order_notes.models import NoteLink, PaymentPicture
from tests.conftest import NOON
from tests.inquiries.photographs import GOOD
from tests.order_notes.conftest import actor_of
from tests.stranding import leave_nothing


def test_links_replaced_long_ago_go_with_the_daily_job(propose, bag, session, jobs):
    note = propose(bag)
    links.lend(note, at=NOON - REPLACED_KEPT)
    session.commit()
    before = session.query(NoteLink).count()
    enqueue(session, FORGET_LINKS, {}, at=NOON)
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert session.query(NoteLink).count() == before - 1


def test_a_picture_whose_worker_died_for_good_has_failed_and_what_was_sent_goes(app, bag, session, jobs):
    kept = app.extensions["toolbox"].private_files
    source = kept.put_unguessable(GOOD, "jpg")
    paying.write_payment(
        "Bank A", actor=actor_of(bag.artisan), at=NOON, picture=StoredPhoto(source, "d" * 64, "qris.jpg")
    )
    session.commit()
    picture = session.query(PaymentPicture).one()
    assert paying.give_up(NOON) == 0, "its job is still to come"
    leave_nothing(session, f"{paying.PREPARE}:{picture.id}")
    enqueue(session, FORGET_LINKS, {}, at=NOON)
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert (picture.failure, picture.source_key, picture.keys) == ("picture.child_lost", None, [])
    assert not kept.exists(source) and paying.give_up(NOON) == 0
