"""Muting a talk: each side for itself, and nobody for others."""

from __future__ import annotations

import pytest

from tests.inquiries.photographs import csrf


@pytest.fixture
def thread(make):
    account = make.account(name="Rina")
    return make.thread(make.listing(make.artisan()), token="hers", buyer_account_id=account.id)


def test_the_buyer_mutes_by_her_link_and_takes_it_back(client, session, thread):
    for value, muted in (("1", True), ("1", True), ("", False)):
        assert client.post("/inquiries/hers/mute", data={"muted": value}).status_code == 303
        session.expire_all()
        assert (thread.muted_by_buyer, thread.muted_by_artisan) == (muted, False)
        page = client.get("/en/inquiries/hers").get_data(as_text=True)
        assert ("You muted this talk" in page) is muted
    assert client.post("/inquiries/nothing/mute", data={"muted": "1"}).status_code == 404


def test_each_side_mutes_in_her_own_account_and_nobody_elses(client, session, make, sign_in, thread):
    own, hers = f"/account/talks/{thread.id}", f"/studio/inbox/{thread.id}"
    for account, way, status in (
        (thread.buyer, own, 303),
        (make.account(), own, 404),
        (thread.artisan.account, hers, 303),
        (make.artisan().account, hers, 404),
    ):
        sign_in(client, account)
        token = csrf(client.get("/account").get_data(as_text=True))
        data = {"csrf_token": token, "muted": "1" if status == 303 else ""}
        assert client.post(f"{way}/mute", data=data).status_code == status
    session.expire_all()
    assert thread.muted_by_buyer and thread.muted_by_artisan
    sign_in(client, thread.artisan.account)
    assert "Dibisukan" in client.get("/studio/inbox").get_data(as_text=True)
