"""Readers of bags are counted in memory and written down by day; her own looks are not."""

from __future__ import annotations

from datetime import date
from threading import Event

import pytest
from sqlalchemy import inspect, select

from marketplace import background
from marketplace.footfall import counting
from marketplace.footfall.models import BagVisits, WhatsappClicks
from marketplace.listings.cards import address
from marketplace.toolbox import toolbox

DAY = date(2026, 4, 14)


@pytest.fixture
def bag(make):
    return make.listing()


@pytest.fixture
def where(app, bag):
    place = address(bag)
    toolbox().bag_visits.take()
    return f"/products/{place['slug']}-{place['code']}"


def test_a_page_handed_out_counts_and_writes_nothing_in_the_request(client, bag, where, queries):
    with queries() as asked:
        assert client.get(where).status_code == 200
        client.get(f"/en{where}")
        client.head(where)
        client.get("/products/salah-" + where[-10:])
        client.get("/products/salah-ZZZZZZZZZZ")
    assert not any(statement.lstrip().upper().startswith(("INSERT", "UPDATE")) for statement in asked)
    assert toolbox().bag_visits.take() == {(bag.id, DAY): 2}


def test_its_maker_counts_for_nothing_and_another_artisan_does(client, make, sign_in, bag, where):
    sign_in(client, bag.artisan.account)
    client.get(where)
    assert toolbox().bag_visits.take() == {}
    sign_in(client, make.artisan(name="Rukmini").account)
    client.get(where)
    assert toolbox().bag_visits.take() == {(bag.id, DAY): 1}


def test_nothing_is_kept_but_bag_day_and_number():
    for table in (BagVisits, WhatsappClicks):
        assert {column.key for column in inspect(table).columns} == {"listing_id", "day", "visits"}


def test_what_was_counted_is_written_down_when_the_process_ends(app, session, bag, where):
    toolbox().bag_visits.note(bag.id, DAY)
    for _ in range(2):
        toolbox().whatsapp_clicks.note(bag.id, DAY)
    stop = Event()
    stop.set()
    background.count(app, stop)
    session.rollback()
    assert session.execute(select(BagVisits.listing_id, BagVisits.visits)).all() == [(bag.id, 1)]
    assert session.execute(select(WhatsappClicks.listing_id, WhatsappClicks.visits)).all() == [(bag.id, 2)]
    toolbox().whatsapp_clicks.note(bag.id, DAY)
    assert counting.write_down_clicks(toolbox().whatsapp_clicks) == 1
    session.rollback()
    assert session.scalars(select(WhatsappClicks.visits)).all() == [3]
