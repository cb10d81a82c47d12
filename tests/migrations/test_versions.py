"""The migrations: they make the tables the models describe, and go back and forth with rows in them."""

from __future__ import annotations

import json

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import delete, func, inspect, select, text
from sqlalchemy.exc import IntegrityError

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.bodies.models import Body
from marketplace.bodies.rules import Stream
from marketplace.certificates import logged
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import PUBLIC_STATUSES
from marketplace.certificates.rules import Action as CertificateAction
from marketplace.checks.models import VerificationEvent
from marketplace.checks.rules import Outcome
from marketplace.database.base import db
from marketplace.decision_log.models import LogEntry
from marketplace.decision_log.verification import verify
from marketplace.demo.loader import load
from marketplace.reports.models import Evidence, Report
from tests.factories.make import Make

BEFORE_CHECKS, BEFORE_BODIES_CONFIRM = "20261126_1805", "20261126_2010"
BEFORE_THE_LOG = "20261126_1710"
THE_LOG = "20261126_1720"
BEFORE_REPORTS = "20261126_2020"
FIRST = "20261124_0200"


def test_the_migrations_make_what_the_models_describe(newest: Flask, config: Config) -> None:
    with db.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), db.metadata)
    assert differences == []


def test_every_check_of_the_models_is_in_the_database(newest: Flask, config: Config) -> None:
    inspector = inspect(db.engine)
    for table in db.metadata.sorted_tables:
        wanted = {str(check.name) for check in table.constraints if type(check).__name__ == "CheckConstraint"}
        there = {check["name"] for check in inspector.get_check_constraints(table.name)}
        assert wanted <= there, table.name


@pytest.mark.slow
def test_down_and_up_again_with_rows_in_the_tables(filled: Flask, config: Config) -> None:
    db.session.remove()
    command.downgrade(config, "base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    command.upgrade(config, "head")
    load(filled.extensions["toolbox"], lambda done, total: None)


@pytest.mark.slow
def test_a_table_that_is_rebuilt_keeps_its_children(filled: Flask, config: Config) -> None:
    """SQLite rebuilds `artisan`; what hangs on it must not go with the old table."""

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
def test_decisions_older_than_the_log_become_its_first_entries(filled: Flask, config: Config) -> None:
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
def test_what_a_list_verified_is_known_again_after_a_way_down_and_up(filled: Flask, config: Config) -> None:

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


def test_what_records_were_checked_by_becomes_their_first_event(filled: Flask, config: Config) -> None:
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


def test_nobody_of_a_body_is_left_with_rights_when_the_role_goes(newest: Flask, config: Config) -> None:
    at = newest.extensions["toolbox"].clock()
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


def test_reports_and_appeals_come_and_go_without_what_they_are_about(filled: Flask, config: Config) -> None:
    make = Make(db.session(), filled.extensions["toolbox"].clock)
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
