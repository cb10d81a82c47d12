"""Registrations and attendance come and go with their lock; the cohort they belong to stays."""

from __future__ import annotations

from datetime import date

import pytest
from alembic import command
from alembic.config import Config
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.database.base import db
from marketplace.programmes import operations as programmes
from marketplace.programmes.models import Cohort
from marketplace.programmes.operations import CohortEntry, ProgrammeEntry
from marketplace.programmes.rules import CohortAction
from marketplace.registrations import attending, operations
from marketplace.registrations.rules import Presence
from tests.conftest import NOON
from tests.registrations.conftest import FIRST, LAST, ZONE, entry

OFFICER = Actor(1, Role.OFFICER, "Petugas", second_factor=True)


def test_registrations_come_and_go_with_the_lock_of_attendance(newest: Flask, config: Config) -> None:
    session = db.session()
    programmes.add_craft("rajut", "Tas rajut", "Knitted bags")
    made = programmes.add_programme(ProgrammeEntry("Kelas", "rajut", "Class"), actor=OFFICER, at=NOON)
    said = CohortEntry(FIRST, LAST, seats=1, register_until=date(2026, 4, 30))
    cohort = programmes.add_cohort(made, said, actor=OFFICER, at=NOON)
    programmes.move_cohort(cohort, CohortAction.PUBLISH, version=cohort.version, actor=OFFICER, at=NOON)
    for _ in range(2):
        operations.register(cohort.id, entry(), clock=lambda: NOON, timezone=ZONE, locale="id")
    row = attending.everybody(cohort.id)[0]
    attending.mark(cohort, FIRST, {row.id: Presence.PRESENT}, actor=OFFICER, at=NOON, today=LAST)
    session.commit()
    for statement in ("UPDATE attendance SET presence = 'absent'", "DELETE FROM attendance"):
        with pytest.raises(IntegrityError):
            session.execute(text(statement))
        session.rollback()
    number = cohort.id
    db.session.remove()
    command.downgrade(config, "20261128_1011-1")
    assert db.session.scalar(text("SELECT count(*) FROM registration")) == 2
    db.session.remove()
    command.downgrade(config, "20261128_1010-1")
    gone = {"registration", "registration_link", "attendance"}
    assert not gone & set(inspect(db.engine).get_table_names())
    command.upgrade(config, "head")
    assert db.session.get_one(Cohort, number).seats == 1
    assert db.session.scalar(text("SELECT count(*) FROM registration")) == 0
