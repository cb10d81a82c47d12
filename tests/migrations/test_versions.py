"""The migrations: they make the tables the models describe, and go back and forth with rows in them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import timedelta

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import create_engine, delete, func, inspect, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.app import create_app
from marketplace.batches.models import Batch, BatchFile, BatchRow
from marketplace.batches.rules import RowState
from marketplace.batches.rules import State as BatchState
from marketplace.bodies.models import Body
from marketplace.bodies.rules import Stream
from marketplace.certificates import logged
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import PUBLIC_STATUSES
from marketplace.certificates.rules import Action as CertificateAction
from marketplace.checks.models import VerificationEvent
from marketplace.checks.rules import Outcome
from marketplace.cli.schema import MIGRATIONS
from marketplace.database.base import db
from marketplace.decision_log.models import LogEntry
from marketplace.decision_log.verification import verify
from marketplace.demo.loader import load
from marketplace.inquiries.models import Thread
from marketplace.listings.models import DeletedPhoto, Listing, Photo, Variant
from marketplace.listings.rules import State
from marketplace.pictures.models import Picture
from marketplace.reports.models import Evidence, Report
from marketplace.reports.rules import Reason
from marketplace.settings import Settings
from marketplace.takedowns import operations as takedowns
from tests.factories.make import Make

BEFORE_CHECKS, BEFORE_BODIES_CONFIRM = "20261126_1805", "20261126_2010"
BEFORE_THE_LOG = "20261126_1710"
THE_LOG = "20261126_1720"
BEFORE_REPORTS = "20261126_2020"
BEFORE_FOCAL_POINTS = "20261127_0450"
BEFORE_BATCHES = "20261127_0400"
BEFORE_VARIATIONS = "20261127_0420"
BEFORE_BOUND_QUESTIONS = "20261127_1050"

BEFORE_TAKEDOWNS = "20261127_1012"
FIRST = "20261124_0200"


@pytest.fixture
def config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


@pytest.fixture
def empty(tmp_path, worker_id) -> Iterator[Flask]:
    """An application on a database without any table, of the kind this run is about."""
    url, drop = f"sqlite:///{tmp_path / 'empty.db'}", None
    if os.environ.get("MARKETPLACE_TEST_DATABASE") == "postgresql":
        server = make_url(os.environ["MARKETPLACE_TEST_POSTGRES_URL"]).set(drivername="postgresql+psycopg")
        name = f"terajut_migrations_{worker_id}_{os.getpid()}"
        admin = create_engine(server, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        url, drop = server.set(database=name).render_as_string(hide_password=False), (admin, name)
    settings = Settings(
        testing=True,
        data_dir=tmp_path,
        database_url=url,
        media_dir=tmp_path / "media",
        private_dir=tmp_path / "private",
        mail_url="memory:",
    )
    app = create_app(settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if drop is not None:
        admin, name = drop
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()


def test_the_migrations_make_what_the_models_describe(empty: Flask, config: Config) -> None:
    command.upgrade(config, "head")
    with db.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), db.metadata)
    assert differences == []


def test_every_check_of_the_models_is_in_the_database(empty: Flask, config: Config) -> None:
    command.upgrade(config, "head")
    inspector = inspect(db.engine)
    for table in db.metadata.sorted_tables:
        wanted = {str(check.name) for check in table.constraints if type(check).__name__ == "CheckConstraint"}
        there = {check["name"] for check in inspector.get_check_constraints(table.name)}
        assert wanted <= there, table.name


@pytest.mark.slow
def test_down_and_up_again_with_rows_in_the_tables(empty: Flask, config: Config) -> None:
    command.upgrade(config, "head")
    load(empty.extensions["toolbox"], lambda done, total: None)
    db.session.remove()
    command.downgrade(config, "base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    command.upgrade(config, "head")
    load(empty.extensions["toolbox"], lambda done, total: None)


@pytest.mark.slow
def test_a_table_that_is_rebuilt_keeps_its_children(empty: Flask, config: Config) -> None:
    """SQLite rebuilds `artisan`; what hangs on it must not go with the old table."""
    command.upgrade(config, "head")
    load(empty.extensions["toolbox"], lambda done, total: None)

    def counted() -> dict[str, int]:
        names = ("artisan", "certificate", "unit", "decision", "listing", "photo")
        rows = {
            name: db.session.scalar(select(func.count()).select_from(db.metadata.tables[name]))
            for name in names
        }
        # there was no way to reduce a scope then, so these go on the way down
        reduced = (
            select(func.count())
            .select_from(Decision.__table__)
            .where(text("action IN ('reduce_scope', 'restore_scope')"))
        )
        rows["decision"] -= db.session.scalar(reduced)
        db.session.remove()
        return rows

    before = counted()
    assert min(before.values()) > 10
    command.downgrade(config, FIRST)
    assert counted() == before
    command.upgrade(config, "head")
    assert counted() == before


@pytest.mark.slow
def test_decisions_older_than_the_log_become_its_first_entries(empty: Flask, config: Config) -> None:
    command.upgrade(config, "head")
    load(empty.extensions["toolbox"], lambda done, total: None)
    db.session.remove()
    command.downgrade(config, BEFORE_THE_LOG)
    command.upgrade(config, "head")
    decisions = db.session.scalar(select(func.count(Decision.id)))
    entries = [json.loads(text) for text in db.session.scalars(select(LogEntry.entry).order_by(LogEntry.seq))]
    assert len(entries) == decisions > 10
    assert {entry["kind"] for entry in entries} == {"imported"}
    assert any(entry["record"] for entry in entries if entry["after"] == "verified")
    assert not any(entry["record"] for entry in entries if entry["after"] in ("submitted", "rejected"))
    assert verify().faults == []
    assert list(logged.strays()) == []
    with pytest.raises(IntegrityError, match="append-only"):
        db.session.execute(delete(LogEntry))
    db.session.rollback()


@pytest.mark.slow
def test_what_a_list_verified_is_known_again_after_a_way_down_and_up(empty: Flask, config: Config) -> None:
    command.upgrade(config, "head")
    load(empty.extensions["toolbox"], lambda done, total: None)

    def from_list() -> int:
        found = db.session.scalar(text("SELECT count(*) FROM decision WHERE action = 'verify_from_list'"))
        db.session.remove()
        return int(found or 0)

    assert from_list() == 1
    command.downgrade(config, THE_LOG)
    assert from_list() == 0
    command.upgrade(config, "head")
    assert from_list() == 1
    assert list(logged.strays()) == []


def test_what_records_were_checked_by_becomes_their_first_event(empty: Flask, config: Config) -> None:
    command.upgrade(config, "head")
    load(empty.extensions["toolbox"], lambda done, total: None)
    written = _events()
    db.session.remove()
    command.downgrade(config, BEFORE_CHECKS)
    command.upgrade(config, "head")
    assert _events() == written
    records = db.session.scalars(select(Certificate).where(Certificate.status.in_(PUBLIC_STATUSES))).all()
    assert len(written) == len(records) > 10
    assert {(one.id, one.checked_on, one.method, Outcome.MATCH) for one in records} == {
        event[:4] for event in written
    }
    with pytest.raises(IntegrityError, match="append-only"):
        db.session.execute(delete(VerificationEvent))
    db.session.rollback()


def _events() -> list[tuple[object, ...]]:
    rows = db.session.scalars(select(VerificationEvent).order_by(VerificationEvent.certificate_id))
    return [
        (
            row.certificate_id,
            row.checked_on,
            row.method,
            row.outcome,
            row.made_at,
            row.actor_id,
            row.actor_role,
        )
        for row in rows
    ]


def test_nobody_of_a_body_is_left_with_rights_when_the_role_goes(empty: Flask, config: Config) -> None:
    command.upgrade(config, "head")
    at = empty.extensions["toolbox"].clock()
    body = Body(slug="lsp", name="LSP", name_folded="lsp", stream=Stream.LSP, created_at=at, updated_at=at)
    db.session.add(body)
    db.session.flush()
    person = Account(
        name="Petugas LSP",
        email="lsp@contoh.invalid",
        password_hash="!",
        role=Role.LSP,
        body_id=body.id,
        created_at=at,
    )
    db.session.add(person)
    db.session.commit()
    db.session.remove()
    command.downgrade(config, BEFORE_BODIES_CONFIRM)
    with db.engine.connect() as connection:
        (row,) = connection.execute(text("SELECT role, disabled_at FROM account")).all()
    assert row.role == "buyer" and row.disabled_at
    command.upgrade(config, "head")
    assert db.session.scalars(select(Account)).one().role is Role.BUYER


def test_reports_and_appeals_come_and_go_without_what_they_are_about(empty: Flask, config: Config) -> None:
    command.upgrade(config, "head")
    load(empty.extensions["toolbox"], lambda done, total: None)
    make = Make(db.session(), empty.extensions["toolbox"].clock)
    decision = db.session.scalars(
        select(Decision).where(Decision.action == CertificateAction.SUSPEND)
    ).first()
    assert decision is not None
    make.upholding(make.appeal(decision))
    report = make.report(decision.certificate)
    make.keep(
        Evidence(report=report, original_key="a/b.jpg", digest="d" * 64, bytes=1, created_at=make.clock())
    )
    decisions = db.session.scalar(select(func.count()).select_from(Decision))
    db.session.remove()
    command.downgrade(config, BEFORE_REPORTS)
    assert db.session.scalar(select(func.count()).select_from(Decision)) == decisions
    assert not {"report", "report_evidence", "appeal", "upholding"} & set(
        inspect(db.engine).get_table_names()
    )
    db.session.remove()
    command.upgrade(config, "head")
    assert db.session.scalar(select(func.count()).select_from(Report)) == 0


def test_photos_stay_when_focal_points_and_deleted_ones_come_and_go(empty: Flask, config: Config) -> None:
    command.upgrade(config, "head")
    make = Make(db.session(), empty.extensions["toolbox"].clock)
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


def test_imports_come_and_go_and_the_bags_they_made_stay(empty: Flask, config: Config) -> None:
    command.upgrade(config, "head")
    make = Make(db.session(), empty.extensions["toolbox"].clock)
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
    empty: Flask, config: Config
) -> None:
    command.upgrade(config, "head")
    make = Make(db.session(), empty.extensions["toolbox"].clock)
    today = empty.extensions["toolbox"].today()
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
    empty: Flask, config: Config
) -> None:
    command.upgrade(config, "head")
    make = Make(db.session(), empty.extensions["toolbox"].clock)
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


def test_no_bag_that_was_taken_down_is_shown_after_going_back(empty: Flask, config: Config) -> None:
    command.upgrade(config, "head")
    toolbox = empty.extensions["toolbox"]
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
