"""Importing a list, taking it back, and what is left of the file."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.background import make_plan
from marketplace.kit.errors import Conflict, Forbidden
from marketplace.rosters import operations, queries
from marketplace.rosters.models import ClaimTries, Roster, RosterRow
from marketplace.rosters.rules import Result, State
from tests.rosters.lists import a_list, certificate_no, person


def actor(account) -> Actor:
    return Actor(account.id, account.role, account.name, second_factor=True)


def test_a_list_is_imported_row_by_row(roster, session):
    rows = session.scalars(select(RosterRow).order_by(RosterRow.number)).all()
    assert [row.result for row in rows] == [Result.COMPETENT] * 3 + [Result.NOT_YET]
    first = rows[0]
    assert first.number == 4  # a title, an empty row and the headings stand above
    assert first.certificate_no == certificate_no(1)
    assert first.certificate_no_key == "0000000000" + "0000001" + "2025"
    assert first.valid_until.isoformat() == "2028-10-31"
    assert first.units == ["CONTOH.000.001 Merajut badan tas", "Memasang pegangan"]
    assert first.village == "Bontang Kuala"
    assert len(first.fact_hash) == 64


def test_of_somebody_not_yet_competent_only_name_and_scheme_are_kept(roster, session):
    row = session.scalars(select(RosterRow).where(RosterRow.result == Result.NOT_YET)).one()
    assert row.holder_name == "Belum Contohan"
    assert (row.certificate_no, row.registration_no, row.fact_hash, row.village, row.units) == (
        "",
        "",
        "",
        "",
        [],
    )
    assert row.fact is None


def test_the_file_is_not_kept_only_its_digest_and_size(roster, session):
    session.refresh(roster)
    assert roster.cleaned is None
    assert roster.row_count == 4
    assert len(roster.digest) == 64
    assert roster.imported_by.name == "Petugas Contoh"
    entry = session.scalars(select(JournalEntry).where(JournalEntry.action == "roster.import")).one()
    assert entry.details["new"] == 4


def test_importing_the_same_file_again_changes_nothing(desk):
    file = a_list([person(1), person(2), person(3), person(4, "Belum Contohan", "BK")])
    desk.bring(file)
    desk.upload(file)
    assert "pernah diimpor" in desk.client.get(f"/desk/rosters/{desk.newest().id}/columns").text
    desk.match()
    page = desk.check()
    assert 'name="seen"' not in page  # nothing to import, so no button
    assert desk.confirm("").status_code == 409
    assert desk.session.scalar(select(func.count(RosterRow.id))) == 4


def test_a_row_that_differs_stays_and_the_fields_are_named(desk, roster, session):
    changed = person(1, "Nama Lain")
    desk.upload(a_list([changed, person(5)]))
    desk.match()
    page = desk.check()
    assert "Beda" in page and "Nama di sertifikat" in page
    assert desk.confirm(page).status_code == 303
    session.rollback()
    names = session.scalars(
        select(RosterRow.holder_name).where(RosterRow.certificate_no == certificate_no(1))
    )
    assert names.all() == ["Contoh Orang B"]


def test_a_number_that_stands_twice_or_is_a_record_is_not_imported(desk, make, session):
    make.certificate(
        certificate_no=certificate_no(9),
        certificate_no_key="0000000000" + "0000009" + "2025",
        body_licence_key="BNSPLSP000ID",
    )
    desk.upload(a_list([person(1), person(1, "Orang Kedua"), person(9), person(2)]))
    desk.match()
    desk.confirm()
    session.rollback()
    assert session.scalars(select(RosterRow.certificate_no)).all() == [certificate_no(2)]


def test_what_the_officer_saw_is_what_is_imported(desk, make, session):
    desk.upload(a_list([person(1), person(2)]))
    desk.match()
    page = desk.check()
    make.certificate(certificate_no_key="0000000000" + "0000001" + "2025", body_licence_key="BNSPLSP000ID")
    answer = desk.confirm(page)
    assert answer.status_code == 409
    assert "Lihat lagi" in answer.text
    session.rollback()
    assert session.scalar(select(func.count(RosterRow.id))) == 0


def test_two_tabs_cannot_import_one_draft_twice(desk, session):
    desk.upload(a_list([person(1)]))
    desk.match()
    page = desk.check()
    assert desk.confirm(page).status_code == 303
    assert desk.confirm(page).status_code == 404
    assert session.scalar(select(func.count(RosterRow.id))) == 1


def test_an_import_is_taken_back_as_far_as_nobody_has_claimed(roster, officer, session, clock, make):
    rows = session.scalars(select(RosterRow).order_by(RosterRow.number)).all()
    rows[0].certificate, rows[0].claimed_at = make.certificate(), clock()
    session.commit()
    gone, stay = operations.undo(
        queries.get(roster.id), actor=actor(officer), at=clock() + timedelta(hours=24)
    )
    assert (gone, stay) == (3, 1)
    session.commit()
    assert session.scalars(select(RosterRow.id)).all() == [rows[0].id]
    assert queries.get(roster.id).state is State.UNDONE
    with pytest.raises(Conflict, match=r"roster\.not_imported"):
        operations.undo(queries.get(roster.id), actor=actor(officer), at=clock())


def test_after_a_day_it_cannot_be_taken_back(roster, officer, clock):
    late = clock() + timedelta(hours=24, seconds=1)
    with pytest.raises(Conflict, match=r"roster\.undo_too_late"):
        operations.undo(queries.get(roster.id), actor=actor(officer), at=late)


def test_a_row_taken_back_can_be_imported_again(desk, roster, officer, session, clock):
    operations.undo(queries.get(roster.id), actor=actor(officer), at=clock())
    session.commit()
    desk.bring(a_list([person(1)]))
    assert session.scalar(select(func.count(RosterRow.id))) == 1


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN])
def test_only_officers_do_any_of_it(roster, make, session, clock, role):
    other = actor(make.account(role))
    row = session.scalars(select(RosterRow).limit(1)).one()
    for deed in (
        lambda: operations.undo(queries.get(roster.id), actor=other, at=clock()),
        lambda: operations.release(row, actor=other, at=clock()),
        lambda: operations.remove_row(row, actor=other, at=clock()),
        lambda: operations.import_rows(
            queries.get(roster.id), seen="", version=1, actor=other, at=clock(), today=clock().date()
        ),
    ):
        with pytest.raises(Forbidden):
            deed()


def test_nobody_gives_themselves_new_tries(make, officer, session, clock):
    session.add(ClaimTries(account_id=officer.id, tries=5))
    session.commit()
    with pytest.raises(Forbidden):
        operations.release_account(officer.id, actor=actor(officer), at=clock())
    operations.release_account(officer.id, actor=actor(make.account(Role.OFFICER)), at=clock())
    assert session.get(ClaimTries, officer.id).tries == 0


def test_a_draft_is_forgotten_after_a_day_and_those_not_yet_competent_after_the_days_set(
    desk, roster, session, clock, jobs, app
):
    desk.upload(a_list([person(7)]))
    assert session.scalar(select(func.count(Roster.id))) == 2
    clock.now += timedelta(hours=24)
    jobs.run_all()
    session.rollback()
    assert session.scalars(select(Roster.state)).all() == [State.IMPORTED]
    from_queue(app, clock, jobs)
    assert session.scalar(select(func.count(RosterRow.id))) == 4
    clock.now += timedelta(days=89)
    from_queue(app, clock, jobs)
    session.rollback()
    assert session.scalars(select(RosterRow.result)).all() == [Result.COMPETENT] * 3


def from_queue(app, clock, jobs) -> None:
    """Do what is due once a day."""
    make_plan(app).look()
    jobs.run_all()
