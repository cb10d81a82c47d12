"""Requests come and go with what they hold; the order notes that came of them stay."""

from __future__ import annotations

from datetime import timedelta

from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text

from marketplace.database.base import db
from marketplace.inquiries.photos import StoredPhoto
from marketplace.listings.rules import Availability
from marketplace.requests import operations, photos, taking
from tests.conftest import NOON
from tests.factories.make import Make
from tests.requests.conftest import LATER, SECRET, Said, Wish, actor_of, buyer


def test_requests_come_and_go_and_their_notes_stay(newest: Flask, config: Config) -> None:
    make, session = Make(db.session(), lambda: NOON), db.session()
    bag = make.listing(availability=Availability.MADE_TO_ORDER, lead_days=7)
    request, _ = operations.ask_maker(
        bag, Wish(quantity=3, budget=9_000_000_000), buyer(), secret=SECRET, **LATER
    )
    photos.keep(request, [StoredPhoto("key", "d" * 64, "a.jpg")], at=NOON)
    said = Said(quantity=3, price_each=90_000_000, ready_on=LATER["today"] + timedelta(days=9))
    offer = operations.offer(request.recipients[0], said, actor=actor_of(bag.artisan), **LATER)
    taking.take(request, offer.id, 2, details="", place="", actor=None, **LATER)
    notes = text("SELECT count(*) FROM order_note")
    session.commit()
    before = session.scalar(notes)
    db.session.remove()
    command.downgrade(config, "20261127_1250-1")
    assert not {"custom_request", "request_photo", "request_part"} & set(inspect(db.engine).get_table_names())
    command.upgrade(config, "head")
    assert db.session.scalar(notes) == before
    assert db.session.scalar(text("SELECT count(*) FROM custom_request")) == 0
