"""When a bag is ready: counted in days of work, and silent where nothing was said."""

from __future__ import annotations

from datetime import date

import pytest
from flask_babel import force_locale

from marketplace.artisans.rules import FormOfAddress
from marketplace.listings import making as room
from marketplace.listings.rules import Availability

TODAY = date(2026, 4, 14)


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/"):
        yield


def making(bag, today):
    with force_locale("en"):
        return room.making(bag, today)


def made_to_order(make, days=10, **of_hers):
    artisan = make.artisan(name="Siti Rahmawati", form_of_address=FormOfAddress.BU, **of_hers)
    return make.listing(artisan, availability=Availability.MADE_TO_ORDER, stock=None, lead_days=days)


def test_a_finished_bag_has_nothing_to_wait_for(make):
    assert making(make.listing(make.artisan(weekly_capacity=3)), TODAY) == []


def test_it_is_ready_after_the_days_she_said_and_not_a_word_of_a_queue(make):
    assert making(made_to_order(make), TODAY) == [
        "Ordered today, it is ready on 24 April 2026 at the earliest."
    ]


@pytest.mark.parametrize(("number", "said"), [(1, "about 1 bag a week"), (3, "about 3 bags a week")])
def test_what_she_makes_in_a_week_is_her_own_figure(make, number, said):
    assert said in making(made_to_order(make, weekly_capacity=number), TODAY)[1]


def test_while_she_is_away_the_days_count_from_her_return(make):
    lines = making(made_to_order(make, paused_until=date(2026, 4, 20)), TODAY)
    assert lines == ["Ready on 30 April 2026 at the earliest: the work begins when the artisan is back."]


def test_a_planned_break_is_told_ahead_and_its_days_are_no_days_of_work(make):
    bag = made_to_order(make, paused_from=date(2026, 4, 20), paused_until=date(2026, 4, 27))
    assert making(bag, TODAY) == [
        "Ordered today, it is ready on 1 May 2026 at the earliest.",
        "Bu Siti takes a break from 20 April 2026 and is back on 27 April 2026.",
    ]


def test_a_break_far_off_is_nothing_to_a_buyer_of_today(make):
    bag = made_to_order(make, paused_from=date(2026, 7, 1), paused_until=date(2026, 7, 27))
    assert len(making(bag, TODAY)) == 1
    bag.lead_days = 60
    assert len(making(bag, TODAY)) == 1
    assert len(making(bag, date(2026, 5, 15))) == 2
