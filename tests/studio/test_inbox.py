"""Her inbox: each talk opens for her alone, and what she typed is never lost."""

from __future__ import annotations

import logging
import re
from urllib.parse import unquote

import pytest

from marketplace.inquiries.models import Message
from marketplace.inquiries.rules import Side


@pytest.fixture
def thread(make, artisan):
    return make.thread(make.listing(artisan, title="Tote Ombak"), buyer_name="Dewi")


@pytest.fixture
def post(browser, client):
    def send(thread_id, message, prefix=""):
        path = f"{prefix}/studio/inbox/{thread_id}"
        page = client.get(path).get_data(as_text=True)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        return client.post(path, data={"csrf_token": token[1] if token else "", "message": message})

    return send


def said(session, thread):
    session.expire_all()
    return [(message.side, message.body) for message in thread.messages]


def test_opening_a_talk_marks_it_as_read_and_leaves_it_waiting(browser, client, session, thread):
    assert client.get(f"/studio/inbox/{thread.id}").status_code == 200
    session.expire_all()
    assert thread.unread_by_artisan == 0
    assert thread.waiting_since is not None
    assert "Dewi" in client.get("/studio/inbox").get_data(as_text=True)


def test_an_answer_is_kept_and_ends_the_waiting(post, client, session, thread):
    answer = post(thread.id, "Masih ada, Bu.")
    assert (answer.status_code, answer.location) == (303, f"/studio/inbox/{thread.id}")
    assert said(session, thread)[-1] == (Side.ARTISAN, "Masih ada, Bu.")
    assert thread.waiting_since is None
    assert "Jawaban Anda sedang dikirim." in client.get(answer.location).get_data(as_text=True)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("message", ["", " \n ", "x" * 5000])
def test_a_faulty_answer_is_not_sent_and_stays_in_its_field(post, session, thread, prefix, message):
    answer = post(thread.id, message, prefix)
    assert answer.status_code == 422
    assert len(said(session, thread)) == 1
    if message.strip():
        assert message in answer.get_data(as_text=True)


@pytest.mark.parametrize("way", ["get", "post"])
def test_somebody_elses_talk_is_not_there(browser, client, session, make, post, thread, way):
    other = make.thread(make.listing(title="Tas Orang"), token="other", buyer_name="Rahasia")
    if way == "get":
        answer = client.get(f"/studio/inbox/{other.id}")
    else:
        token = re.search(
            r'name="csrf_token" value="([^"]+)"',
            client.get(f"/studio/inbox/{thread.id}").get_data(as_text=True),
        )
        answer = client.post(f"/studio/inbox/{other.id}", data={"csrf_token": token[1], "message": "Halo"})
    assert answer.status_code == 404
    assert "Rahasia" not in answer.get_data(as_text=True)
    assert len(said(session, other)) == 1
    assert other.unread_by_artisan == 1
    assert "Rahasia" not in client.get("/studio/inbox").get_data(as_text=True)


def test_a_buyer_who_left_a_number_is_answered_by_a_draft_with_her_words(post, client, make, artisan):
    thread = make.thread(
        make.listing(artisan), buyer_email=None, buyer_phone="+6281299990000", buyer_name="Dewi"
    )
    post(thread.id, "Masih ada & siap kirim?")
    page = client.get(f"/en/studio/inbox/{thread.id}").get_data(as_text=True)
    link = re.search(r'href="(https://wa\.me/6281299990000\?text=[^"]+)"', page)
    assert link
    assert "Masih ada & siap kirim?" in unquote(link[1])
    assert "Dewi" in unquote(link[1])


def test_a_buyer_who_left_an_address_has_no_whatsapp_link(browser, client, thread):
    assert "wa.me" not in client.get(f"/studio/inbox/{thread.id}").get_data(as_text=True)


@pytest.mark.parametrize(("body", "warned"), [("Lihat https://evil.example", True), ("Masih ada?", False)])
def test_a_link_in_a_buyers_words_is_warned_of_and_never_a_link(
    browser, client, session, thread, body, warned
):
    plain = client.get(f"/en/studio/inbox/{thread.id}").get_data(as_text=True)
    thread.messages.append(Message(side=Side.BUYER, body=body, sent_at=thread.created_at))
    session.commit()
    page = client.get(f"/en/studio/inbox/{thread.id}").get_data(as_text=True)
    assert (page.count('class="note') > plain.count('class="note')) == warned
    assert 'href="https://evil.example' not in page


def test_markup_in_a_message_is_text(browser, client, session, thread):
    thread.messages[0].body = "<script>alert(1)</script>{{7*7}}"
    session.commit()
    page = client.get(f"/studio/inbox/{thread.id}").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "{{7*7}}" in page


def test_she_is_told_of_a_buyer_what_was_recorded_and_no_more(browser, client, session, make, thread):
    def page():
        return client.get(f"/en/studio/inbox/{thread.id}").get_data(as_text=True)

    assert "No account; the e-mail address was not confirmed" in page()
    assert "member since" not in page()
    account = make.account()
    thread.buyer_account_id = account.id
    session.commit()
    assert "Has an account; the contact above was not confirmed" in page()
    thread.buyer_email = account.email
    session.commit()
    assert "Has an account with a confirmed e-mail address" in page()
    assert "member since" in page()


def test_asking_for_somebody_elses_talk_is_logged(browser, client, make, caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("marketplace"), "propagate", True)
    other = make.thread(token="other")
    with caplog.at_level(logging.WARNING, logger="marketplace.talks"):
        assert client.get(f"/studio/inbox/{other.id}").status_code == 404
    assert f"talk {other.id}" in caplog.text


def test_what_looks_like_a_swindle_is_warned_of_and_still_reaches_her(browser, client, session, thread):
    thread.buyer_name = "S\u0456ti"
    words = "Segera klik bit.ly/otp1 dan kirim kode OTP"
    thread.messages.append(Message(side=Side.BUYER, body=words, sent_at=thread.created_at))
    session.commit()
    page = client.get(f"/en/studio/inbox/{thread.id}").get_data(as_text=True)
    for said in (words, "short link", "speaks of a code", "wants you to hurry", "several alphabets"):
        assert said in page
