"""Photos of a talk: members only, private, and gone when the talk is over."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.storage.expected import expected_files
from marketplace.inquiries import photos
from marketplace.inquiries.jobs import FORGET_OLD
from marketplace.inquiries.models import MessagePhoto
from marketplace.inquiries.rules import PhotoState
from tests.inquiries.photographs import GOOD, OTHER, csrf, files, pictures


@pytest.fixture
def thread(make):
    account = make.account(name="Rina")
    return make.thread(make.listing(make.artisan()), token="hers", buyer_account_id=account.id)


@pytest.fixture
def sent(client, session, jobs, thread):
    """A message with two photos, both prepared."""
    data = {"message": "Begini modelnya", "photos": files(GOOD, OTHER)}
    assert client.post("/inquiries/hers", data=data).status_code == 303
    jobs.run_all()
    session.expire_all()
    return thread.messages[-1]


def place(photo, size="view"):
    return f"/inquiries/hers/photos/{photo.id}/{size}"


def test_both_sides_see_them_and_nobody_keeps_them_for_others(client, thread, sent, sign_in):
    page = client.get("/inquiries/hers").get_data(as_text=True)
    assert pictures(page) == [place(photo, "thumb") for photo in sent.photos]
    for size in ("thumb", "view"):
        answer = client.get(place(sent.photos[0], size))
        assert (answer.status_code, answer.mimetype) == (200, "image/webp")
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        again = client.get(place(sent.photos[0], size), headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    for account, way in (
        (thread.buyer, f"/account/talks/{thread.id}"),
        (thread.artisan.account, f"/studio/inbox/{thread.id}"),
    ):
        sign_in(client, account)
        shown = pictures(client.get(way).get_data(as_text=True))
        assert len(shown) == 2 and all(address.startswith(way) for address in shown)
        assert [client.get(address).status_code for address in shown] == [200, 200]


def test_what_was_sent_is_deleted_once_the_copies_are_made_and_nothing_of_it_is_public(app, sent):
    box = app.extensions["toolbox"]
    for photo in sent.photos:
        assert photo.state is PhotoState.READY
        assert not box.private_files.exists(photo.source_key)
        assert box.private_files.sealed_with(photo.view_key) is not None
    named = {file.key for file in expected_files() if file.private}
    assert not named & set(box.public_files.keys())
    for photo in sent.photos:
        assert {photo.view_key, photo.thumb_key} <= named and photo.source_key not in named


def test_others_are_told_that_there_is_nothing_and_it_is_written_down(
    client, make, thread, sent, sign_in, caplog
):
    photo = sent.photos[0]
    other = make.thread(token="another")
    stranger, rival = make.account(), make.artisan()
    with caplog.at_level(logging.WARNING, "marketplace.talks"):
        assert client.get(f"/inquiries/another/photos/{photo.id}/view").status_code == 404
        assert client.get(f"/inquiries/nothing/photos/{photo.id}/view").status_code == 404
        assert client.get(f"/account/talks/{thread.id}/photos/{photo.id}/view").status_code in (302, 303, 401)
        sign_in(client, stranger)
        assert client.get(f"/account/talks/{thread.id}/photos/{photo.id}/view").status_code == 404
        sign_in(client, rival.account)
        assert client.get(f"/studio/inbox/{thread.id}/photos/{photo.id}/view").status_code == 404
        sign_in(client, other.artisan.account)
        assert client.get(f"/studio/inbox/{other.id}/photos/{photo.id}/view").status_code == 404
        assert client.get(f"/media/{photo.view_key}").status_code == 404
    assert len([one for one in caplog.records if "photo" in one.getMessage()]) == 4


def test_a_link_that_was_replaced_long_ago_shows_no_photo(client, session, clock, thread, sent):
    for link in thread.links:
        link.replaced_at = clock() - timedelta(days=2)
    session.commit()
    assert client.get(place(sent.photos[0])).status_code == 410


def test_the_artisan_answers_with_a_photo_and_the_letter_says_so(
    client, session, jobs, outbox, thread, sign_in
):
    sign_in(client, thread.artisan.account)
    token = csrf(client.get(f"/studio/inbox/{thread.id}").get_data(as_text=True))
    data = {"csrf_token": token, "message": "Seperti ini?", "photos": files(GOOD)}
    assert client.post(f"/studio/inbox/{thread.id}", data=data).status_code == 303
    jobs.run_all()
    session.expire_all()
    assert [photo.state for photo in thread.messages[-1].photos] == [PhotoState.READY]
    letter = next(one for one in outbox.letters if one.to == thread.buyer_email)
    assert "1 foto" in letter.text


def test_a_file_that_was_sent_twice_belongs_to_one_message(make, clock, session, thread):
    one = photos.StoredPhoto("00/11/" + "a" * 64 + ".jpg", "d" * 64, "a.jpg")
    message = thread.messages[0]
    photos.attach(message, [one], at=clock())
    other = make.thread(token="other").messages[0]
    photos.attach(other, [one], at=clock())
    assert (len(message.photos), other.photos) == (1, [])
    assert photos.same(message, [one]) and not photos.same(other, [one])


def test_when_the_talk_has_been_quiet_for_long_the_photos_go_and_the_page_says_so(
    app, client, session, jobs, clock, thread, sent, sign_in
):
    box = app.extensions["toolbox"]
    keys = [key for photo in sent.photos for key in photo.keys]
    clock.now += timedelta(days=box.settings.talk_photo_days - 1)
    assert photos.forget_old(box.settings.talk_photo_days, clock()) == 0
    clock.now += timedelta(days=2)
    enqueue(session, FORGET_OLD, {}, at=clock())
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert session.query(MessagePhoto).count() == 2
    assert {photo.state for photo in sent.photos} == {PhotoState.FORGOTTEN}
    assert not any(box.private_files.exists(key) for key in keys)
    assert thread.links == []
    sign_in(client, thread.buyer)
    page = client.get(f"/en/account/talks/{thread.id}").get_data(as_text=True)
    assert page.count("deleted on 14 July 2026") == 2
