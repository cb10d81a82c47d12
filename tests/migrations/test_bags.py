"""Bags and what is said about them, on the way down and up."""

from __future__ import annotations

from datetime import timedelta

from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import func, inspect, select, text

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.batches.models import Batch, BatchFile, BatchRow
from marketplace.batches.rules import RowState
from marketplace.batches.rules import State as BatchState
from marketplace.database.base import db
from marketplace.inquiries import links
from marketplace.inquiries.models import Thread, ThreadBlock
from marketplace.kit.tokens import digest
from marketplace.listings.models import DeletedPhoto, Listing, Photo, Variant
from marketplace.listings.rules import State
from marketplace.pictures.models import Picture
from marketplace.reports.models import Report
from marketplace.reports.rules import Reason
from marketplace.takedowns import operations as takedowns
from tests.factories.make import Make

BEFORE_FOCAL_POINTS = "20261127_0450"
BEFORE_BATCHES = "20261127_0400"
BEFORE_VARIATIONS = "20261127_0420"
BEFORE_BOUND_QUESTIONS = "20261127_1050"
BEFORE_KEYED_SENDERS = "20261127_1040"
BEFORE_TAKEDOWNS = "20261127_1012"
BEFORE_ROTATING_LINKS = "20261127_1141"


def test_photos_stay_when_focal_points_and_deleted_ones_come_and_go(newest: Flask, config: Config) -> None:
    make = Make(db.session(), newest.extensions["toolbox"].clock)
    bag = make.listing(photos=2)
    bag.photos[0].focus_x, bag.photos[0].focus_y = 20, 80
    bag.photos[0].picture.luma = 40
    make.deleted_photo(bag)
    kept = [(photo.id, photo.picture_id, photo.position, photo.alt) for photo in bag.photos]
    db.session.remove()
    command.downgrade(config, BEFORE_FOCAL_POINTS)
    assert "deleted_photo" not in inspect(db.engine).get_table_names()
    db.session.remove()
    command.upgrade(config, "head")
    photos = db.session.scalars(select(Photo).order_by(Photo.position)).all()
    assert [(photo.id, photo.picture_id, photo.position, photo.alt) for photo in photos] == kept
    assert {photo.focus for photo in photos} == {None}
    assert set(db.session.scalars(select(Picture.luma))) == {None}
    assert db.session.scalar(select(func.count(DeletedPhoto.id))) == 0


def test_imports_come_and_go_and_the_bags_they_made_stay(newest: Flask, config: Config) -> None:
    make = Make(db.session(), newest.extensions["toolbox"].clock)
    bag = make.listing(imported=True)
    at = make.clock()
    make.keep(
        Batch(
            artisan=bag.artisan,
            state=BatchState.DONE,
            digest="d" * 64,
            headings={"title": ["A", "Nama tas"]},
            unknown=[],
            created_at=at,
            started_at=at,
            rows=[
                BatchRow(number=2, cells={}, state=RowState.MADE, digest="r" * 64, made_as="m", listing=bag)
            ],
            files=[BatchFile(name="a.jpg", used=True)],
        )
    )
    names = ("listing", "listing_material", "photo", "artisan")
    tables = [db.metadata.tables[name] for name in names]
    before = [db.session.scalar(select(func.count()).select_from(table)) for table in tables]
    db.session.remove()
    command.downgrade(config, BEFORE_BATCHES)
    assert not {"batch", "batch_row", "batch_file"} & set(inspect(db.engine).get_table_names())
    assert "imported" not in {column["name"] for column in inspect(db.engine).get_columns("listing")}
    assert [db.session.scalar(select(func.count()).select_from(table)) for table in tables] == before
    db.session.remove()
    command.upgrade(config, "head")
    assert [db.session.scalar(select(func.count()).select_from(table)) for table in tables] == before
    assert db.session.scalars(select(Listing.imported)).one() is False


def test_without_variations_a_bag_costs_what_she_wrote_and_no_planned_break_begins(
    newest: Flask, config: Config
) -> None:
    make = Make(db.session(), newest.extensions["toolbox"].clock)
    today = newest.extensions["toolbox"].today()
    far, farther = today + timedelta(days=40), today + timedelta(days=50)
    planned = make.artisan(paused_from=far, paused_until=farther, weekly_capacity=3)
    away = make.artisan(paused_from=today - timedelta(days=2), paused_until=farther)
    varied = make.listing(planned, price=90_000, base_price=120_000, top_price=150_000)
    make.listing(away, price=80_000)
    varied.variants = [Variant(code="ABCDEF", size="S", price=90_000, photo_id=varied.photos[0].id)]
    make.session.commit()
    db.session.remove()
    command.downgrade(config, BEFORE_VARIATIONS)
    assert "variant" not in inspect(db.engine).get_table_names()
    with db.engine.connect() as connection:
        prices = connection.execute(text("SELECT price FROM listing ORDER BY id")).scalars().all()
        until = connection.execute(text("SELECT paused_until FROM artisan ORDER BY id")).scalars().all()
    assert prices == [120_000, 80_000]
    assert [day and str(day) for day in until] == [None, str(farther)]
    command.upgrade(config, "head")
    assert db.session.scalars(select(Listing.price).order_by(Listing.id)).all() == [120_000, 80_000]
    assert db.session.scalar(select(func.count()).select_from(Photo)) == 2
    assert db.session.scalar(select(func.count()).select_from(Variant)) == 0


def test_questions_stay_when_what_they_are_bound_to_goes_and_what_was_taken_out_goes_for_good(
    newest: Flask, config: Config
) -> None:
    make = Make(db.session(), newest.extensions["toolbox"].clock)
    bag = make.listing()
    bag.variants = [
        Variant(code="ABCDEF", size="S"),
        Variant(code="GHJKMN", size="M", removed_at=make.clock()),
    ]
    thread = make.thread(bag, variant_code="GHJKMN", asked_size="M", asked_price=9_000)
    thread.asked_photo_id = bag.photos[0].id
    make.session.commit()
    db.session.remove()
    command.downgrade(config, BEFORE_BOUND_QUESTIONS)
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM message")).scalar_one() == 1
        assert connection.execute(text("SELECT size FROM variant")).scalars().all() == ["S"]
    command.upgrade(config, "head")
    (kept,) = db.session.scalars(select(Thread))
    assert (kept.variant_code, kept.asked_size, kept.asked_price, len(kept.messages)) == (None, "", None, 1)


def test_no_bag_that_was_taken_down_is_shown_after_going_back(newest: Flask, config: Config) -> None:
    toolbox = newest.extensions["toolbox"]
    make = Make(db.session, toolbox.clock)
    bag = make.listing()
    report = make.report(certificate=None, listing=bag, reason=Reason.PROHIBITED, sender_key="a" * 64)
    account = make.account(Role.OFFICER)
    officer = Actor(account.id, account.role, account.name, second_factor=True)
    today = toolbox.today()
    takedowns.take_down(
        bag,
        Reason.PROHIBITED,
        "Bukan tas.",
        actor=officer,
        at=toolbox.clock(),
        until=today,
        report=report,
    )
    db.session.commit()
    db.session.remove()
    command.downgrade(config, BEFORE_TAKEDOWNS)
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT state FROM listing")).scalars().all() == ["draft"]
    command.upgrade(config, "head")
    assert db.session.scalars(select(Listing.state)).all() == [State.DRAFT]
    assert db.session.scalars(select(Report.sender_key)).all() == [""]


def test_what_senders_were_told_apart_by_is_forgotten_and_their_messages_stay(
    newest: Flask, config: Config
) -> None:
    Make(db.session(), newest.extensions["toolbox"].clock).thread(sender_key="0" * 64)
    db.session.remove()
    command.downgrade(config, BEFORE_KEYED_SENDERS)
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT sender_key FROM thread")).scalars().all() == ["0" * 64]
    command.upgrade(config, "head")
    (kept,) = db.session.scalars(select(Thread))
    assert (kept.sender_key, len(kept.messages)) == ("", 1)


def test_links_handed_out_before_they_rotated_go_on_working(newest: Flask, config: Config) -> None:
    make = Make(db.session(), newest.extensions["toolbox"].clock)
    thread = make.thread(make.listing(), token="handed out before")
    newest = links.rotate(thread, at=make.clock())
    make.keep(ThreadBlock(artisan_id=thread.artisan_id, sender_key="x", blocked_at=make.clock()))
    make.session.commit()
    db.session.remove()
    for _ in range(2):
        command.downgrade(config, BEFORE_ROTATING_LINKS)
        with db.engine.connect() as connection:
            kept = connection.execute(text("SELECT token_digest FROM thread")).scalar_one()
        assert kept == digest(newest)
        command.upgrade(config, "head")
    assert links.opened(newest, make.clock()).thread.unread_by_buyer == 0
