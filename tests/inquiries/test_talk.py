"""The buyer's page behind her private link: live, replaced, ended."""

from __future__ import annotations

import pytest

from marketplace.inquiries import links, operations
from marketplace.inquiries.models import Message
from marketplace.inquiries.rules import HOURLY_LIMIT, LISTING_LIMITS, THREAD_LIFETIME, Side
from marketplace.kit.tokens import LINK_GRACE


@pytest.fixture
def thread(make):
    return make.thread(token="old")


@pytest.mark.parametrize("way", ["get", "post"])
def test_a_replaced_link_says_that_a_newer_one_was_sent_and_shows_nothing(
    client, session, clock, thread, way
):
    links.rotate(thread, at=clock())
    session.commit()
    clock.now += LINK_GRACE
    answer = getattr(client, way)(
        "/en/inquiries/old", **({"data": {"message": "hello <i>"}} if way == "post" else {})
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 410
    assert "A newer link to this talk was sent" in page
    assert thread.buyer_name not in page
    assert ("hello &lt;i&gt;" in page) == (way == "post"), "what was typed is lost"
    assert answer.headers["Cache-Control"] == "private, no-store"
    session.expire_all()
    assert len(thread.messages) == 1


def test_a_replaced_link_still_takes_a_message_within_its_grace(client, session, clock, thread):
    links.rotate(thread, at=clock())
    session.commit()
    page = client.get("/en/inquiries/old").get_data(as_text=True)
    assert "A newer link to this talk was sent to" in page
    assert client.post("/inquiries/old", data={"message": "Warna biru?"}).status_code == 303
    session.expire_all()
    assert thread.messages[-1].body == "Warna biru?"


def test_a_link_whose_time_is_over_is_not_there(client, clock, thread):
    clock.now += THREAD_LIFETIME
    answer = client.get("/en/inquiries/old")
    assert answer.status_code == 404
    assert "90 days" in answer.get_data(as_text=True)


def test_opening_the_link_marks_nothing_as_read(client, session, thread):
    thread.unread_by_buyer = 2
    session.commit()
    assert client.get("/inquiries/old").status_code == 200
    session.expire_all()
    assert thread.unread_by_buyer == 2


def test_a_maker_without_a_certificate_gets_words_and_no_badge(client, thread):
    page = client.get("/en/inquiries/old").get_data(as_text=True)
    assert "No officer has verified a certificate of this artisan yet." in page
    assert 'class="cap' not in page


def test_a_makers_badge_is_todays(client, make, clock):
    artisan = make.artisan()
    make.certificate(artisan)
    make.thread(make.listing(artisan), token="hers")
    assert "Certified" in client.get("/en/inquiries/hers").get_data(as_text=True)
    clock.now += 6 * 365 * THREAD_LIFETIME / 90
    make.thread(make.listing(artisan), token="later")
    page = client.get("/en/inquiries/later").get_data(as_text=True)
    assert "Certificate expired" in page


def test_the_buyer_is_warned_of_an_artisans_words_and_not_of_her_own(client, session, thread):
    for side in (Side.BUYER, Side.ARTISAN):
        page = client.get("/en/inquiries/old").get_data(as_text=True)
        assert "another account, or of money sent by mistake" not in page
        thread.messages.append(
            Message(side=side, body="Transfer ke rekening teman saya", sent_at=thread.created_at)
        )
        session.commit()
    page = client.get("/en/inquiries/old").get_data(as_text=True)
    assert page.count("another account, or of money sent by mistake") == 1


def test_ten_megabytes_of_emoji_are_refused_before_anything_is_kept(client, session, thread):
    answer = client.post("/inquiries/old", data={"message": "\U0001f600" * 2_600_000})
    assert answer.status_code == 413
    session.expire_all()
    assert len(thread.messages) == 1


def test_a_hundred_messages_are_stopped_with_a_clear_word_and_keep_what_was_typed(client, session, thread):
    statuses = []
    for number in range(100):
        answer = client.post("/en/inquiries/old", data={"message": f"Pesan nomor {number}"})
        statuses.append(answer.status_code)
        if answer.status_code == 429:
            assert f"Pesan nomor {number}" in answer.get_data(as_text=True)
            assert int(answer.headers["Retry-After"]) > 0
    assert statuses == [303] * HOURLY_LIMIT + [429] * (100 - HOURLY_LIMIT)
    session.expire_all()
    assert len(thread.messages) == 1 + HOURLY_LIMIT


def test_strangers_who_crowd_a_bag_do_not_keep_a_buyer_from_her_talk(client, clock, thread):
    bag = thread.listing
    for number in range(LISTING_LIMITS[0][0]):
        address = f"10.0.0.{number}"
        operations.admit(bag.id, str(number), address=address, secret="x", actor=None, at=clock())
    asked = {"name": "Dewi", "contact": "dewi@contoh.invalid", "message": "Masih ada?"}
    assert client.post(f"/products/{bag.slug}-{bag.code}/inquiry", data=asked).status_code == 429
    assert client.post("/inquiries/old", data={"message": "Warna biru?"}).status_code == 303
