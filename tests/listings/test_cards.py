"""A card says when a bag can be had and whose badge it carries, and invents neither."""

from __future__ import annotations

from datetime import date

import pytest
from flask_babel import force_locale

from marketplace.certificates.rules import Status
from marketplace.listings.cards import NO_SLUG, address, availability_text, badge_of, cards
from marketplace.listings.rules import Availability, MadeBy, State
from marketplace.listings.shop import offers
from marketplace.pictures.rules import PictureState

TODAY = date(2026, 4, 14)


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/"):
        yield


@pytest.mark.parametrize(
    ("changes", "away", "indonesian", "english"),
    [
        ({}, None, "Siap kirim", "Ready to ship"),
        (
            {"availability": Availability.MADE_TO_ORDER, "lead_days": 7},
            None,
            "Pesan, 7 hari",
            "Made to order, 7 days",
        ),
        ({}, date(2026, 4, 15), "15 Apr 2026", "Artisan away until"),
        ({}, TODAY, "Siap kirim", "Ready to ship"),
        ({"state": State.SOLD}, date(2026, 5, 1), "Terjual", "Sold"),
        ({"state": State.PAUSED}, date(2026, 5, 1), None, "Not offered at the moment"),
    ],
)
def test_when_it_can_be_had_is_said_in_both_languages(make, changes, away, indonesian, english):
    bag = make.listing(make.artisan(paused_until=away), **changes)
    with force_locale("en"):
        assert english in availability_text(bag, TODAY)
    with force_locale("id"):
        said = availability_text(bag, TODAY)
        assert indonesian is None or indonesian in said
        assert english not in said


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("made_by", list(MadeBy))
def test_a_badge_stands_on_her_own_bags_once_it_is_public_also_when_lost(make, status, made_by):
    artisan = make.artisan()
    make.certificate(artisan, status=status)
    (card,) = cards(offers([make.listing(artisan, made_by=made_by)], TODAY), TODAY)
    public = status in (Status.VERIFIED, Status.SUSPENDED, Status.REVOKED)
    assert (card.badge is not None) == (public and made_by is MadeBy.SELF)
    if card.badge:
        assert (card.badge.kind == "valid") == (status is Status.VERIFIED)
        assert card.badge.text


def test_the_badge_is_worked_out_for_the_day_it_is_looked_at(make):
    artisan = make.artisan()
    make.certificate(artisan, valid_until=TODAY)
    bag = make.listing(artisan)
    kinds = [
        cards(offers([bag], day), day)[0].badge.kind for day in (date(2026, 1, 1), TODAY, date(2026, 4, 15))
    ]
    assert kinds == ["valid", "expiring", "expired"]
    assert badge_of(None) is None


def test_cards_keep_the_order_and_each_bag_its_own_words(make):
    bags = [make.listing(title=f"Tas {number}", price=number * 1_000) for number in (3, 1, 2)]
    shown = cards(offers(bags, TODAY), TODAY)
    assert [(card.title, card.price, card.maker, card.code) for card in shown] == [
        (bag.title, bag.price, f"Buatan {bag.artisan.name}", bag.code) for bag in bags
    ]
    assert cards([], TODAY) == []


def test_a_photo_that_failed_is_not_the_cover(make, session):
    bag = make.listing(photos=2)
    bag.photos[0].picture.state = PictureState.FAILED
    session.commit()
    (card,) = cards(offers([bag], TODAY), TODAY)
    assert card.picture and card.picture.id == bag.photos[1].picture_id
    assert card.alt == "Foto 2"
    (bare,) = cards(offers([make.listing(photos=0)], TODAY), TODAY)
    assert bare.picture is None


def test_a_bag_without_letters_in_its_title_has_an_address_all_the_same(make, client):
    bag = make.listing(slug="", title="🧶")
    assert address(bag) == {"slug": NO_SLUG, "code": bag.code}
