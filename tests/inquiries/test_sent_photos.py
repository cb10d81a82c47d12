"""Photos that come with a form: what is no photo is named, and neither words nor the other photos are lost."""

from __future__ import annotations

import time

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.inquiries import replies
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import PHOTO_KEPT_SECONDS, PHOTO_LIMITS
from tests.inquiries.photographs import BOMB, EMOJI, GOOD, OTHER, SVG, csrf, files, kept
from tests.inquiries.test_asking import QUESTION, place

NO_PHOTO = "is not a photo we can read"


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (SVG, NO_PHOTO),
        (EMOJI, "too heavy"),
        (BOMB, "too long or too wide"),
        (b"", "This file is empty"),
        (b"%PDF-1.4 a paper", NO_PHOTO),
    ],
)
def test_what_is_no_photo_is_named_within_two_seconds_and_nothing_is_lost(client, session, bag, data, why):
    begun = time.monotonic()
    sent = files(GOOD, data, name="<b>foto")
    answer = client.post("/en" + place(bag), data=QUESTION | {"photos": sent})
    took = time.monotonic() - begun
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert took < 2, took
    assert "“&lt;b&gt;foto2.jpg”: " in page and why in page
    assert QUESTION["message"] in page and QUESTION["name"] in page
    assert len(kept(page)) == 1
    assert session.query(Thread).count() == 0
    again = client.post("/en" + place(bag), data=QUESTION | {"kept": kept(page)})
    assert again.status_code == 303
    assert len(session.query(Thread).one().messages[0].photos) == 1


def test_ten_megabytes_of_emoji_as_words_beside_a_photo_are_refused(client, session, bag):
    data = QUESTION | {"message": EMOJI.decode(), "photos": files(GOOD)}
    begun = time.monotonic()
    assert client.post(place(bag), data=data).status_code == 413
    assert time.monotonic() - begun < 2
    assert session.query(Thread).count() == 0


def test_good_photos_stay_with_words_that_were_refused(client, session, bag):
    page = client.post(place(bag), data=QUESTION | {"message": "", "photos": files(GOOD, OTHER)})
    words = page.get_data(as_text=True)
    assert (page.status_code, len(kept(words))) == (422, 2)
    assert "foto1.jpg" in words and "foto2.jpg" in words
    first = kept(words)[0]
    assert client.post(place(bag), data=QUESTION | {"kept": [first]}).status_code == 303
    assert len(session.query(Thread).one().messages[0].photos) == 1


def test_a_fifth_photo_is_said_to_be_too_many_and_four_stay(client, bag):
    answer = client.post("/en" + place(bag), data=QUESTION | {"photos": files(*[GOOD] * 5)})
    assert answer.status_code == 422
    assert "At most 4 photos can be sent along." in answer.get_data(as_text=True)
    assert len(kept(answer.get_data(as_text=True))) == 4


def test_a_kept_photo_goes_into_no_other_talk_and_into_none_too_late(
    client, session, make, bag, clock, monkeypatch
):
    page = client.post(place(bag), data=QUESTION | {"message": "", "photos": files(GOOD)})
    token = kept(page.get_data(as_text=True))
    other = make.listing(bag.artisan)
    answer = client.post("/en" + place(other), data=QUESTION | {"kept": token})
    assert "choose it again" in answer.get_data(as_text=True)
    later = time.time() + PHOTO_KEPT_SECONDS + 10
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    assert client.post("/en" + place(bag), data=QUESTION | {"kept": token}).status_code == 422
    assert client.post(place(bag), data=QUESTION | {"kept": ["forged", "x.y.z"]}).status_code == 422
    assert session.query(Thread).count() == 0


def test_pressing_twice_sends_a_photo_once_and_another_photo_is_another_question(client, session, bag):
    for data in (GOOD, GOOD, OTHER):
        assert client.post(place(bag), data=QUESTION | {"photos": files(data)}).status_code == 303
    assert [len(one.messages[0].photos) for one in session.query(Thread).order_by(Thread.id)] == [1, 1]


def test_whoever_sends_very_many_is_told_to_wait_and_keeps_the_words(client, bag):
    (most, _), *_ = PHOTO_LIMITS
    data = QUESTION | {"message": ""}
    for _ in range(most):
        client.post(place(bag), data=data | {"photos": files(GOOD)})
    answer = client.post("/en" + place(bag), data=QUESTION | {"photos": files(GOOD)})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Many photos came from your connection" in page and QUESTION["message"] in page
    assert kept(page) == []


def test_a_quick_reply_pressed_without_script_keeps_the_photos(client, session, make, sign_in):
    thread = make.thread()
    actor = Actor(thread.artisan.account_id, Role.ARTISAN, "Siti", thread.artisan_id)
    reply = replies.add("Stok", "{tas} masih ada.", actor=actor)
    session.commit()
    sign_in(client, thread.artisan.account)
    way = f"/studio/inbox/{thread.id}"
    data = {"csrf_token": csrf(client.get(way).get_data(as_text=True)), "message": "Halo"}
    page = client.post(way, data=data | {"reply": reply.id, "photos": files(GOOD)}).get_data(as_text=True)
    assert len(kept(page)) == 1
    page = client.post(way, data=data | {"reply": reply.id, "kept": kept(page)}).get_data(as_text=True)
    assert client.post(way, data=data | {"kept": kept(page)}).status_code == 303
    session.expire_all()
    assert len(thread.messages[-1].photos) == 1
