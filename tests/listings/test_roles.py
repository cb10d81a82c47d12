"""Who made a bag is said in plain words wherever the bag is, and asked anew for every bag."""

from __future__ import annotations

import re

import pytest

from marketplace.access.actors import Actor
from marketplace.listings import operations
from marketplace.listings.cards import cards
from marketplace.listings.roles import role_note, role_sentence, role_words
from marketplace.listings.rules import MadeBy, State, missing_for_publication
from marketplace.listings.schemas import ListingForm
from marketplace.listings.shop import newest

SAID = {
    MadeBy.SELF: ("Buatan Siti Contoh", "Dibuat sendiri oleh Siti Contoh"),
    MadeBy.GROUP: ("Buatan kelompok Siti Contoh", "Dibuat bersama kelompok Siti Contoh"),
    MadeBy.OTHERS: ("Buatan orang lain, dijual Siti Contoh", "Dibuat orang lain dan dijual Siti Contoh"),
}


@pytest.fixture
def maker(make):
    return make.artisan(name="Siti Contoh")


@pytest.mark.parametrize("made_by", MadeBy)
def test_the_card_and_the_page_say_it(client, make, maker, clock, made_by):
    make.certificate(maker)
    bag = make.listing(maker, made_by=made_by)
    short, long = SAID[made_by]
    (card,) = cards(newest(1, clock().date()), clock().date())
    assert card.maker == short
    page = client.get(f"/products/{bag.slug}-{bag.code}").get_data(as_text=True)
    assert f"{long}, menurut pernyataan perajin." in page
    assert f"{short} ·" in client.get("/products").get_data(as_text=True)
    assert ("Bersertifikat" in page) is (made_by is MadeBy.SELF), "the badge follows the answer"


def test_where_nothing_was_said_nothing_is_claimed(app, make, maker):
    bag = make.listing(maker, state=State.DRAFT, made_by=None)
    with app.test_request_context():
        assert (role_words(bag), role_sentence(bag)) == ("Siti Contoh", "")


def test_no_answer_is_chosen_beforehand_and_none_is_left_out(client, make, maker, sign_in):
    assert ListingForm().made_by is None
    bag = make.listing(maker, state=State.DRAFT, made_by=None)
    assert "made_by" in missing_for_publication(bag)
    sign_in(client, maker.account)
    page = client.get(f"/studio/listings/{bag.code}/edit").get_data(as_text=True)
    boxes = re.findall(r'<input type="radio"[^>]*name="made_by"[^>]*>', page)
    assert len(boxes) == len(MadeBy) and not any("checked" in box for box in boxes)
    for made_by in MadeBy:
        assert re.search(rf'name="made_by" value="{made_by}"[^>]*aria-describedby', page)


def test_what_each_answer_means_for_the_badge_is_said(app):
    with app.test_request_context():
        notes = [role_note(made_by) for made_by in MadeBy]
    assert len(set(notes)) == len(MadeBy)
    assert [note.startswith("Tanpa tanda") for note in notes] == [False, True, True]


def test_a_copy_is_asked_anew(make, maker, clock):
    bag = make.listing(maker, made_by=MadeBy.SELF)
    account = maker.account
    actor = Actor(account.id, account.role, account.name, maker.id)
    copy = operations.duplicate(bag, actor=actor, at=clock(), title="Salinan")
    assert copy.made_by is None and copy.technique is bag.technique
