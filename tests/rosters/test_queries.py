"""Finding lists and rows, in few queries whatever their number."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.kit.errors import NotFound
from marketplace.rosters import queries as rosters
from marketplace.rosters.models import Roster, RosterRow
from marketplace.rosters.queries import PAGE, Counts
from tests.rosters.lists import a_list, certificate_no, person


def test_counts_tell_claimed_from_unclaimed_not_yet_and_locked(roster, session, clock, make):
    rows = session.scalars(select(RosterRow).order_by(RosterRow.number)).all()
    rows[0].claimed_at, rows[0].certificate, rows[0].tries = clock(), make.certificate(), 5
    rows[1].tries = 5
    session.commit()
    assert rosters.counts_of(roster) == Counts(claimed=1, unclaimed=2, not_yet=1, locked=1)


def test_lists_take_two_queries_and_leave_their_drafts_unread(desk, roster, session, queries):
    desk.bring(a_list([person(8)]))
    desk.upload(a_list([person(9)]))
    session.rollback()
    with queries() as asked:
        found, following = rosters.lists()
    assert [counts.unclaimed for _, counts in found] == [0, 1, 3]
    assert following is None
    assert len(asked) == 2
    assert "cleaned" not in asked[0]


def test_lists_come_in_pages_newest_first(desk, monkeypatch):
    monkeypatch.setattr(rosters, "LISTS", 2)
    ids = [desk.bring(a_list([person(number)])).id for number in (1, 2, 3)]
    first, following = rosters.lists()
    second, end = rosters.lists(following)
    assert [[one.id for one, _ in page] for page in (first, second)] == [[ids[2], ids[1]], [ids[0]]]
    assert end is None
    page = desk.client.get(f"/desk/rosters?after={following}").text
    assert f"/desk/rosters/{ids[0]}" in page and f"/desk/rosters/{ids[1]}" not in page
    assert f"/desk/rosters?after={following}" in desk.client.get("/desk/rosters").text


@pytest.mark.parametrize(
    "words", ["orang b", "ORANG B", certificate_no(1), certificate_no(1).replace(" ", ".")]
)
def test_a_row_is_found_by_part_of_a_name_or_by_its_number(roster, words):
    rows, following = rosters.rows_of(roster, words)
    assert [row.certificate_no for row in rows] == [certificate_no(1)]
    assert following is None


def test_a_percent_sign_is_no_wildcard(roster):
    assert rosters.rows_of(roster, "%")[0] == []


def test_rows_come_in_pages(desk):
    roster = desk.bring(a_list([person(number) for number in range(1, PAGE + 3)]))
    first, following = rosters.rows_of(roster)
    second, end = rosters.rows_of(roster, after=following)
    assert (len(first), len(second), end) == (PAGE, 2, None)
    assert first[-1].number < second[0].number


def test_an_imported_list_is_no_draft(roster, session):
    with pytest.raises(NotFound):
        rosters.draft(roster.id)
    with pytest.raises(NotFound):
        rosters.get(roster.id + 1)
    with pytest.raises(NotFound):
        rosters.get_row(roster.id + 1, session.scalars(select(RosterRow.id).limit(1)).one())
    assert session.get(Roster, roster.id) is not None
