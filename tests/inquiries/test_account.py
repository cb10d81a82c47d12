"""A buyer's own talks under her account: hers alone, every one once, with what she has not read."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from marketplace.inquiries import queries


@pytest.fixture
def buyer(make, client, sign_in):
    account = make.account(name="Rina")
    sign_in(client, account)
    return account


@pytest.fixture
def thread(make, buyer):
    artisan = make.artisan(name="Siti Contoh")
    return make.thread(
        make.listing(artisan, title="Tote Ombak"), buyer_account_id=buyer.id, unread_by_buyer=3
    )


def test_her_talks_are_listed_with_what_she_has_not_read(client, thread):
    page = client.get("/en/account/talks")
    words = page.get_data(as_text=True)
    assert "Siti Contoh" in words
    assert "Tote Ombak" in words
    assert '<span class="count">3<' in words
    assert page.headers["Cache-Control"] == "private, no-store"


def test_opening_a_talk_reads_it(client, session, thread):
    assert client.get(f"/account/talks/{thread.id}").status_code == 200
    session.expire_all()
    assert thread.unread_by_buyer == 0


def test_she_writes_again_without_the_link(client, session, thread):
    place = f"/account/talks/{thread.id}"
    token = client.token(place)
    assert client.post(place, data={"csrf_token": token, "message": ""}).status_code == 422
    assert client.post(place, data={"csrf_token": token, "message": "Warna biru?"}).status_code == 303
    session.expire_all()
    assert thread.messages[-1].body == "Warna biru?"


@pytest.mark.parametrize("way", ["get", "post"])
def test_somebody_elses_talk_is_not_there_and_asking_for_it_is_logged(
    client, make, session, thread, caplog, monkeypatch, way
):
    monkeypatch.setattr(logging.getLogger("marketplace"), "propagate", True)
    other = make.thread(token="other", buyer_account_id=make.account().id, buyer_name="Rahasia")
    token = client.token(f"/account/talks/{thread.id}")
    data = {"data": {"csrf_token": token, "message": "Halo"}} if way == "post" else {}
    with caplog.at_level(logging.WARNING, logger="marketplace.talks"):
        answer = getattr(client, way)(f"/account/talks/{other.id}", **data)
    assert answer.status_code == 404
    assert "Rahasia" not in answer.get_data(as_text=True)
    assert f"talk {other.id}" in caplog.text
    session.expire_all()
    assert len(other.messages) == 1
    assert "Rahasia" not in client.get("/account/talks").get_data(as_text=True)


def test_pages_bring_every_talk_once_newest_first(make, clock, buyer):
    bag = make.listing()
    for number in range(2 * queries.PER_PAGE + 3):
        at = clock() + timedelta(minutes=number // 3)
        make.thread(bag, token=f"t{number}", last_message_at=at, buyer_account_id=buyer.id)
    make.thread(bag, token="a stranger's")
    seen, after = [], ""
    while True:
        page = queries.of_buyer(buyer.id, after)
        seen += page.items
        if page.next_cursor is None:
            break
        after = page.next_cursor
    assert len(seen) == len({one.id for one in seen}) == 2 * queries.PER_PAGE + 3
    moments = [one.last_message_at for one in seen]
    assert moments == sorted(moments, reverse=True)
