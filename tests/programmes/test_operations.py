"""Noting programmes and cohorts: what is kept, refused, remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.kit.errors import Conflict, Forbidden, Invalid
from marketplace.programmes import operations, queries
from marketplace.programmes.models import CohortDay, Organiser
from marketplace.programmes.operations import ProgrammeEntry
from marketplace.programmes.rules import CohortAction, CohortState, DayLine, Figure


def move(cohort, action, officer, clock):
    operations.move_cohort(cohort, action, version=cohort.version, actor=officer, at=clock())


def test_an_address_is_given_once_and_kept(programme, officer, clock):
    again = operations.add_programme(operations.entry_of_programme(programme), actor=officer, at=clock())
    assert (programme.slug, again.slug) == ("kelas-rajut", "kelas-rajut-2")
    entry = replace(operations.entry_of_programme(programme), title="Kelas Lain")
    operations.edit_programme(programme, entry, version=programme.version, actor=officer, at=clock())
    assert programme.slug == "kelas-rajut" and programme.title == "Kelas Lain"


def test_a_craft_nobody_noted_is_refused(programme, officer, clock):
    with pytest.raises(Invalid) as refusal:
        operations.add_programme(ProgrammeEntry("A", "batik"), actor=officer, at=clock())
    assert refusal.value.fields == {"craft_code": "choice"}


def test_cohorts_are_counted_and_written_again_as_they_were(programme, entry, officer, clock):
    first = operations.add_cohort(programme, entry, actor=officer, at=clock())
    second = operations.add_cohort(programme, entry, actor=officer, at=clock())
    assert (first.number, second.number, first.state) == (1, 2, CohortState.DRAFT)
    assert operations.entry_of_cohort(first) == entry


def test_all_lists_of_a_cohort_are_replaced_and_a_second_officer_is_told(
    programme, entry, officer, clock, session
):
    cohort = operations.add_cohort(programme, entry, actor=officer, at=clock())
    read = cohort.version
    changed = replace(entry, organisers=(), days=[DayLine(date(2027, 3, 2))], figures={Figure.ASSESSED: 20})
    operations.edit_cohort(cohort, changed, version=read, actor=officer, at=clock())
    assert operations.entry_of_cohort(cohort) == replace(changed, organisers=[])
    assert session.scalars(select(Organiser)).all() == []
    assert len(session.scalars(select(CohortDay)).all()) == 1
    with pytest.raises(Conflict, match="changed"):
        operations.edit_cohort(cohort, entry, version=read, actor=officer, at=clock())


def test_what_does_not_fit_is_refused_by_field_and_nothing_is_kept(programme, entry, officer, clock):
    wrong = replace(
        entry,
        last_on=entry.first_on - timedelta(days=1),
        days=(),
        place_code="99.99",
        figures={Figure.PARTICIPANTS: 5, Figure.COMPETENT: 6},
    )
    with pytest.raises(Invalid) as refusal:
        operations.add_cohort(programme, wrong, actor=officer, at=clock())
    assert set(refusal.value.fields) == {"last_on", "place_code", "competent"}
    assert queries.next_number(programme.id) == 1


def test_a_cohort_is_published_once_both_titles_are_there_and_the_journal_remembers(
    programme, entry, officer, clock, session
):
    cohort = operations.add_cohort(programme, entry, actor=officer, at=clock())
    bare = replace(operations.entry_of_programme(programme), title_en="")
    operations.edit_programme(programme, bare, version=programme.version, actor=officer, at=clock())
    with pytest.raises(Invalid):
        move(cohort, CohortAction.PUBLISH, officer, clock)
    assert cohort.state is CohortState.DRAFT and cohort.published_at is None
    whole = replace(bare, title_en="Knitting class")
    operations.edit_programme(programme, whole, version=programme.version, actor=officer, at=clock())
    move(cohort, CohortAction.PUBLISH, officer, clock)
    assert cohort.published_at == clock()
    session.refresh(programme)
    with pytest.raises(Invalid):
        operations.edit_programme(programme, bare, version=programme.version, actor=officer, at=clock())
    entries = session.scalars(select(JournalEntry).where(JournalEntry.action == "cohort.publish")).all()
    assert [one.details["changes"] for one in entries] == [{"state": ["draft", "published"]}]


def test_two_officers_take_one_step(programme, entry, officer, clock):
    cohort = operations.add_cohort(programme, entry, actor=officer, at=clock())
    read = cohort.version
    operations.move_cohort(cohort, CohortAction.PUBLISH, version=read, actor=officer, at=clock())
    with pytest.raises(Conflict, match="changed"):
        operations.move_cohort(cohort, CohortAction.PUBLISH, version=read, actor=officer, at=clock())
    with pytest.raises(Conflict, match="not_possible"):
        move(cohort, CohortAction.PUBLISH, officer, clock)


def test_saving_the_same_leaves_no_line_in_the_journal(programme, entry, officer, clock, session):
    cohort = operations.add_cohort(programme, entry, actor=officer, at=clock())
    operations.edit_cohort(cohort, entry, version=cohort.version, actor=officer, at=clock())
    same = operations.entry_of_programme(programme)
    operations.edit_programme(programme, same, version=programme.version, actor=officer, at=clock())
    actions = session.scalars(select(JournalEntry.action).order_by(JournalEntry.id)).all()
    assert actions == ["programme.add", "cohort.add"]


def test_nobody_but_officers_notes_anything(programme, entry, make, clock):
    account = make.account(Role.ARTISAN)
    actor = Actor(account.id, Role.ARTISAN, account.name)
    with pytest.raises(Forbidden):
        operations.add_cohort(programme, entry, actor=actor, at=clock())
    with pytest.raises(Forbidden):
        operations.add_programme(ProgrammeEntry("A", "rajut"), actor=actor, at=clock())
