"""Writing the journal."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.roles import Role
from marketplace.audit import operations as journal
from marketplace.audit.models import JournalEntry
from tests.conftest import NOON

RINA = Actor(id=7, role=Role.OFFICER, name="Rina")


def test_an_entry_says_who_did_what_to_which_thing_and_when(session: Session) -> None:
    details = {"fields": ["scan_back"], "steps": 2}
    journal.record("x.done", "thing", 3, actor=RINA, at=NOON, note="why", details=details)
    session.commit()
    session.expire_all()
    entry = session.scalars(select(JournalEntry)).one()
    assert (entry.actor_id, entry.actor_name, entry.action) == (7, "Rina", "x.done")
    assert (entry.subject_type, entry.subject_id, entry.at) == ("thing", 3, NOON)
    assert (entry.note, entry.details) == ("why", details)


def test_the_machine_has_no_account_number(session: Session) -> None:
    entry = journal.record("x.done", "thing", 3, actor=SYSTEM, at=NOON)
    assert (entry.actor_id, entry.actor_name, entry.note, entry.details) == (None, "system", "", {})


def test_an_entry_outlives_the_account_it_names(session: Session) -> None:
    """There is no account 7 here, and there need not be."""
    assert not JournalEntry.__table__.c.actor_id.foreign_keys
    journal.record("x.done", "thing", 3, actor=RINA, at=NOON)
    session.commit()
    assert session.scalars(select(JournalEntry.actor_name)).one() == "Rina"


def test_a_deed_that_is_undone_leaves_no_entry(session: Session) -> None:
    journal.record("x.done", "thing", 3, actor=RINA, at=NOON)
    session.rollback()
    assert session.scalars(select(JournalEntry)).all() == []


def test_a_moment_without_a_zone_is_refused(session: Session) -> None:
    with pytest.raises(Exception, match="zone"):
        journal.record("x.done", "thing", 3, actor=RINA, at=NOON.replace(tzinfo=None))
