"""Photos stay while a report is open and a while after; then both go by themselves."""

from __future__ import annotations

from datetime import timedelta

from marketplace.adapters.jobs.queue import enqueue
from marketplace.inquiries import jobs as talk_jobs
from marketplace.inquiries import photos
from marketplace.inquiries.models import MessagePhoto
from marketplace.inquiries.rules import PhotoState, Side
from marketplace.talk_reports import operations
from marketplace.talk_reports.jobs import FORGET_OLD
from marketplace.talk_reports.models import TalkReport
from marketplace.talk_reports.rules import Category, Outcome
from tests.conftest import NOON
from tests.inquiries.photographs import GOOD
from tests.talk_reports.conftest import FOUND, SAID, SECRET


def test_evidence_outlives_the_talk_and_goes_in_the_end(app, thread, make, officer, session, clock, jobs):
    box = app.extensions["toolbox"]
    other = make.thread(token="another")
    for talk in (thread, other):
        sent = [photos.StoredPhoto(box.private_files.put_unguessable(GOOD, "jpg"), "d" * 64, "a.jpg")]
        photos.attach(talk.messages[0], sent, at=NOON)
    found = operations.report(thread, Side.BUYER, Category.FRAUD, SAID, at=NOON)
    session.commit()
    jobs.run_all()

    def pass_days(days):
        clock.now = NOON + timedelta(days=days)
        for job in (talk_jobs.FORGET_OLD, FORGET_OLD):
            enqueue(session, job, {}, at=clock())
            session.commit()
            jobs.run_all()
        session.expire_all()
        return [one.state for one in session.query(MessagePhoto).order_by(MessagePhoto.id)]

    assert pass_days(300) == [PhotoState.READY, PhotoState.FORGOTTEN]
    operations.rule(
        session.get_one(TalkReport, found.id), Outcome.WARNED, FOUND, secret=SECRET, actor=officer, at=clock()
    )
    session.commit()
    ends = 300 + box.settings.talk_report_days
    assert pass_days(ends) == [PhotoState.READY, PhotoState.FORGOTTEN]
    pass_days(ends + 1)
    assert session.get_one(TalkReport, found.id).words == ""
    assert pass_days(ends + 2) == [PhotoState.FORGOTTEN, PhotoState.FORGOTTEN]
    assert not any(box.private_files.exists(photo.source_key) for photo in session.query(MessagePhoto))


def test_a_photo_sent_after_the_report_is_not_held(thread, make, session):
    from_before = thread.messages[0]
    operations.report(thread, Side.BUYER, Category.FRAUD, SAID, at=NOON)
    later = make.thread(token="another").messages[0]
    later.thread = thread
    for number, message in enumerate((from_before, later)):
        photos.attach(message, [photos.StoredPhoto(f"ab/{number}.jpg", "d" * 64, "a.jpg")], at=NOON)
    session.commit()
    photos.forget_old(90, NOON + timedelta(days=91))
    assert [one.state for one in session.query(MessagePhoto).order_by(MessagePhoto.id)] == [
        PhotoState.PENDING,
        PhotoState.FORGOTTEN,
    ]
