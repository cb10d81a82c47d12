"""The rule and the record in words, for visitors and for her."""

from __future__ import annotations

from datetime import date

import pytest
from flask_babel import force_locale

from marketplace.opportunities import applying, wording
from marketplace.opportunities.models import Opportunity
from marketplace.opportunities.rules import State
from tests.opportunities.conftest import DAY, TODAY, UNIT


@pytest.fixture(autouse=True)
def english(app, session):
    with app.test_request_context("/"), force_locale("en"):
        yield


def said(found, artisan):
    place = artisan.place.name if artisan.place else ""
    return wording.said_to(found, applying.verdict_of(found, artisan, TODAY), place)


def test_what_holds_is_said_with_its_days(published, holder):
    artisan = holder()
    found = published(units=(UNIT,), rule_until=date(2028, 5, 1), areas=("64.74",))
    assert said(found, artisan) == [
        (True, "Unit Merajut badan tas: you have it."),
        (True, "Valid until 31 October 2028, needed until 1 May 2028: holds."),
        (True, "You work in Bontang Kuala: holds."),
    ]
    assert wording.missing(found, applying.verdict_of(found, artisan, TODAY), "") == ""


def test_what_misses_is_said_as_well(published, holder, make):
    short = holder()
    area = make.place("64.74.02.1001", "Tanjung Laut").code
    found = published(units=(UNIT,), rule_until=date(2029, 1, 1), areas=(area,))
    assert said(found, short)[1:] == [
        (False, "Valid until 31 October 2028, needed until 1 January 2029: too short. Ask about a renewal."),
        (False, "For artisans of Tanjung Laut; you work in Bontang Kuala."),
    ]
    nobody = make.artisan(place_code=None)
    words = [words for _, words in said(found, nobody)]
    assert words[0].startswith("One of these units is needed: CONTOH.000.001 · Merajut badan tas.")
    assert words[1] == "A certificate valid until 1 January 2029 is needed: none of yours is valid today."
    assert words[2] == "For artisans of Tanjung Laut; your profile does not say where you work."
    valid = published(rule_valid=True)
    assert said(valid, nobody) == [(False, "A certificate that is valid today is needed: you have none.")]
    assert said(valid, short) == [(True, "Certificate valid today, until 31 October 2028: holds.")]


def test_who_may_apply_is_said_to_visitors(published, holder):
    assert wording.asked_for(published()) == ["Every artisan with a studio here."]
    holder()
    found = published(units=(UNIT,), rule_valid=True, areas=("64.74",))
    assert wording.asked_for(found) == [
        "Artisans whose certificate, valid today, has the unit: CONTOH.000.001 · Merajut badan tas.",
        "Artisans whose certificate is valid today.",
        "Artisans who work in: Kota Bontang.",
    ]
    until = wording.asked_for(published(rule_until=date(2028, 5, 1)))
    assert until == ["Artisans whose certificate is valid until 1 May 2028 or longer."]


@pytest.mark.parametrize(
    ("state", "ahead", "words"),
    [
        (State.PUBLISHED, 1, "Apply until 15 April 2026, to the end of that day"),
        (State.PUBLISHED, 0, "Apply today: it is the last day"),
        (State.PUBLISHED, -1, "Applications closed"),
        (State.CLOSED, 1, "Applications closed"),
        (State.WITHDRAWN, 1, "Withdrawn by those who offer it"),
    ],
)
def test_until_when(state, ahead, words):
    assert wording.until_words(Opportunity(state=state, deadline=TODAY + ahead * DAY), TODAY) == words


def test_days_and_snapshots():
    assert wording.days_words(None, None) == "" and wording.days_words(TODAY, None) == "14 April 2026"
    assert wording.days_words(TODAY, TODAY + DAY) == "14 April 2026 to 15 April 2026"
    snapshot = {"kind": "valid", "until": "2028-10-31"}
    assert wording.attached_words(snapshot) == "Valid, until 31 October 2028"
    assert wording.attached_words({"kind": "training", "until": None}) == "Training"
    assert wording.attached_words(None) == "No certificate on record"
