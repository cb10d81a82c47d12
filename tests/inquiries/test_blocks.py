"""A blocked contact: refused at once with a neutral word, about every bag of hers, and for nobody else."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.inquiries import blocks
from marketplace.inquiries.senders import sender_key
from marketplace.kit.errors import Forbidden

REFUSED = "This artisan does not take messages from this contact."


SECRET = "a secret for tests only"
"""That of `tests/conftest.settings`."""


@pytest.fixture
def artisan(make):
    return make.artisan()


@pytest.fixture
def thread(make, artisan):
    key = sender_key("rina@contoh.invalid", SECRET)
    return make.thread(make.listing(artisan), token="hers", buyer_email="rina@contoh.invalid", sender_key=key)


@pytest.fixture
def hers(client, thread, sign_in, session):
    """Press the button on her page of the talk; returns what does it."""
    sign_in(client, thread.artisan.account)

    def press(way):
        token = client.token(f"/studio/inbox/{thread.id}")
        answer = client.post(f"/studio/inbox/{thread.id}/{way}", data={"csrf_token": token})
        session.expire_all()
        return answer

    return press


def question(bag):
    return f"/en/products/{bag.slug}-{bag.code}/inquiry"


def asked(contact="rina@contoh.invalid"):
    return {"name": "Rina", "contact": contact, "message": "Apakah masih ada?"}


def test_a_blocked_contact_is_refused_everywhere_and_keeps_her_words(
    app, client, make, artisan, thread, session, hers
):
    assert hers("block").status_code == hers("block").status_code == 303
    stranger = app.test_client()
    for place, data in (
        ("/en/inquiries/hers", {"message": "Apakah masih ada?"}),
        (question(thread.listing), asked()),
        (question(make.listing(artisan)), asked()),
    ):
        answer = stranger.post(place, data=data)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert REFUSED in page
        assert "Apakah masih ada?" in page
    session.expire_all()
    assert len(thread.messages) == 1
    assert stranger.post(question(thread.listing), data=asked("lain@contoh.invalid")).status_code == 303
    assert stranger.post(question(make.listing()), data=asked()).status_code == 303


def test_lifting_a_block_lets_the_contact_write_again(app, thread, hers):
    hers("block")
    assert hers("unblock").status_code == hers("unblock").status_code == 303
    assert app.test_client().post("/inquiries/hers", data={"message": "Halo lagi"}).status_code == 303


def test_a_block_holds_under_the_account_as_well(client, make, thread, session, sign_in):
    account = make.account()
    thread.buyer_account_id = account.id
    blocks.block(
        thread,
        secret=SECRET,
        actor=_actor(thread.artisan.account, thread.artisan_id),
        at=thread.created_at,
    )
    session.commit()
    sign_in(client, account)
    place = f"/en/account/talks/{thread.id}"
    answer = client.post(place, data={"csrf_token": client.token(place), "message": "Halo lagi"})
    assert answer.status_code == 422
    assert REFUSED in answer.get_data(as_text=True)


@pytest.mark.parametrize("way", ["block", "unblock"])
def test_somebody_elses_talk_cannot_be_blocked(client, make, session, hers, thread, way):
    other = make.thread(token="other")
    token = client.token(f"/studio/inbox/{thread.id}")
    assert client.post(f"/studio/inbox/{other.id}/{way}", data={"csrf_token": token}).status_code == 404
    assert not blocks.is_blocked(other.artisan_id, other.sender_key)


def test_only_the_talks_own_artisan_may_block(make, thread):
    actor = _actor(make.account(Role.ADMIN), thread.artisan_id)
    acts = (
        lambda: blocks.block(thread, secret=SECRET, actor=actor, at=thread.created_at),
        lambda: blocks.lift(thread, secret=SECRET, actor=actor),
    )
    for act in acts:
        with pytest.raises(Forbidden):
            act()


def _actor(account, artisan_id):
    return Actor(account.id, account.role, account.name, artisan_id, False, "id")


def test_a_contact_whose_talks_began_before_keys_had_a_secret_is_blocked_alone(make, artisan, session):
    bag = make.listing(artisan)
    old, other = (
        make.thread(bag, token=name, buyer_email=f"{name}@contoh.invalid", sender_key="")
        for name in ("rina", "dewi")
    )
    blocks.block(old, secret=SECRET, actor=_actor(artisan.account, artisan.id), at=old.created_at)
    assert blocks.holds(old, SECRET)
    assert not blocks.holds(other, SECRET)


def test_a_blocked_account_cannot_write_under_another_contact(
    app, client, make, artisan, thread, session, sign_in
):
    account, other = make.account(), make.account()
    thread.buyer_account_id = account.id
    hers = _actor(artisan.account, artisan.id)
    blocks.block(thread, secret=SECRET, actor=hers, at=thread.created_at)
    session.commit()
    bag, elsewhere = make.listing(artisan), make.listing()
    sign_in(client, account)
    new = asked("lain@contoh.invalid")
    answer = client.post(question(bag), data=new | {"csrf_token": client.token(question(bag))})
    assert answer.status_code == 422
    assert REFUSED in answer.get_data(as_text=True)
    place = f"/en/products/{bag.slug}-{bag.code}/order"
    order = new | {"quantity": "1", "price": "285.000", "ready_on": "2026-04-30", "delivery": "pick_up"}
    answer = client.post(place, data=order | {"csrf_token": client.token(place)})
    assert answer.status_code == 422
    assert REFUSED in answer.get_data(as_text=True)
    token = client.token(question(elsewhere))
    assert client.post(question(elsewhere), data=new | {"csrf_token": token}).status_code == 303
    assert not blocks.is_blocked(artisan.id, sender_key("lain@contoh.invalid", SECRET), other.id)
    blocks.lift(thread, secret=SECRET, actor=hers)
    session.commit()
    assert client.post(question(bag), data=new | {"csrf_token": token}).status_code == 303


def test_a_block_of_a_talk_without_a_key_holds_its_account_as_well(make, artisan, session):
    account = make.account()
    old = make.thread(
        make.listing(artisan), buyer_email="rina@contoh.invalid", sender_key="", buyer_account_id=account.id
    )
    blocks.block(old, secret=SECRET, actor=_actor(artisan.account, artisan.id), at=old.created_at)
    assert blocks.is_blocked(artisan.id, "another key", account.id)
