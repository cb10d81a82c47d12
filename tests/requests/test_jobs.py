"""What is over ends by itself, once."""

from __future__ import annotations

from datetime import timedelta

from marketplace.adapters.jobs.queue import enqueue
from marketplace.inquiries.photos import StoredPhoto
from marketplace.requests import photos
from marketplace.requests.jobs import END_DUE
from marketplace.requests.models import CustomRequest
from marketplace.requests.rules import State
from tests.conftest import NOON
from tests.stranding import leave_nothing


def test_a_request_ends_by_itself_after_its_day(maker, ask, session, jobs, clock, outbox):
    maker()
    ask()
    clock.now = NOON + timedelta(days=8)
    for _ in range(2):
        enqueue(session, END_DUE, {}, at=clock())
        session.commit()
        jobs.run_all()
    assert session.query(CustomRequest).one().state is State.LAPSED
    assert len([one for one in outbox.letters if one.to == "rina@contoh.invalid"]) == 2


def test_a_photo_whose_worker_died_for_good_is_said_to_have_failed(make, ask, session, jobs, clock, client):
    request = ask(make.listing())
    photos.keep(request, [StoredPhoto("00/key", "d" * 64, "a.jpg")], at=NOON)
    session.commit()
    assert photos.give_up() == 0
    leave_nothing(session, f"{photos.PREPARE}:{request.photos[0].id}")
    enqueue(session, END_DUE, {}, at=clock())
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert request.photos[0].failure == "scan.failed"
    assert photos.give_up() == 0


def test_pages_tell_a_photo_that_is_waited_for_from_one_that_failed(make, ask, session, client, sign_in):
    bag = make.listing()
    request = ask(bag)
    photos.keep(request, [StoredPhoto("00/key", "d" * 64, "a.jpg")], at=NOON)
    session.commit()
    sign_in(client, bag.artisan.account)
    way = f"/studio/requests/{request.code}"
    page = client.get(way).get_data(as_text=True)
    assert "sedang disiapkan" in page and "tidak dapat dibuka" not in page
    request.photos[0].failure = "scan.failed"
    session.commit()
    page = client.get(way).get_data(as_text=True)
    assert "sedang disiapkan" not in page and "tidak dapat dibuka" in page
