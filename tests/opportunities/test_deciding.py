"""The shortlist and the outcome: for all at once, once, within the places, and never about oneself or a relative."""

from __future__ import annotations

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.kit.errors import Conflict, Forbidden, Invalid, NotFound
from marketplace.notices.models import Notice
from marketplace.opportunities import applying, deciding, queries
from marketplace.opportunities.models import Application, Opportunity
from marketplace.opportunities.rules import Answer
from marketplace.relatives import operations as relatives
from tests.conftest import NOON
from tests.opportunities.conftest import actor_of, officer_of
from tests.opportunities.test_applying import at_once


@pytest.fixture
def three(published, holder, applied, closed):
    """A closed fair with two places and three applications."""
    found = published(places=2)
    rows = [applied(found, holder()) for _ in range(3)]
    return closed(found), rows


def decide(found, chosen, officer, words=""):
    deciding.decide(found, chosen, words, version=found.version, actor=officer, at=NOON)


def test_the_outcome_is_told_to_each_once_and_nothing_moves_afterwards(three, officer, session):
    found, rows = three
    deciding.shortlist(found, rows[1].id, True, actor=officer, at=NOON)
    decide(found, [rows[0].id, rows[1].id], officer, "Terima kasih.")
    session.commit()
    assert [row.answer for row in rows] == [Answer.CHOSEN, Answer.CHOSEN, Answer.NOT_CHOSEN]
    assert {one.account_id for one in session.query(Notice)} == {row.artisan.account_id for row in rows}
    assert found.outcome == "Terima kasih."
    for deed in (
        lambda: decide(found, [], officer),
        lambda: deciding.shortlist(found, rows[0].id, True, actor=officer, at=NOON),
    ):
        with pytest.raises(Conflict, match=r"opportunities\.decided"):
            deed()
    entry = session.query(JournalEntry).filter_by(action="opportunity.decide").one()
    assert entry.details == {"chosen": 2, "applications": 3}


def test_no_more_are_chosen_than_there_are_places_and_nobody_who_went(three, officer):
    found, rows = three
    with pytest.raises(Invalid, match="invalid"):
        decide(found, [row.id for row in rows], officer)
    artisan = rows[0].artisan
    applying.take_back(found, artisan, actor=actor_of(artisan), at=NOON)
    with pytest.raises(Invalid):
        decide(found, [rows[0].id], officer)
    with pytest.raises(NotFound):
        deciding.shortlist(found, rows[0].id, True, actor=officer, at=NOON)


def test_while_people_can_apply_there_is_no_outcome(published, holder, applied, officer):
    found = published()
    applied(found, holder())
    with pytest.raises(Conflict, match=r"opportunities\.not_closed"):
        decide(found, [], officer)
    with pytest.raises(Conflict, match=r"opportunities\.changed"):
        deciding.decide(found, [], "", version=99, actor=officer, at=NOON)


def test_nobody_decides_about_herself_or_a_relative(three, make, officer):
    found, rows = three
    herself = Actor(rows[0].artisan.account_id, Role.OFFICER, "Siti", rows[0].artisan_id, True)
    cousin = officer_of(make)
    relatives.declare(rows[1].artisan, actor=cousin, at=NOON)
    for actor, row in ((herself, rows[0]), (cousin, rows[1])):
        with pytest.raises(Forbidden):
            deciding.shortlist(found, row.id, True, actor=actor, at=NOON)
        deciding.shortlist(found, rows[2].id, True, actor=actor, at=NOON)
        with pytest.raises(Forbidden):
            decide(found, [rows[2].id], actor)
    decide(found, [rows[2].id], officer)


def test_the_shortlist_is_on_and_off_and_twice_is_once(three, officer, session):
    found, rows = three
    for wanted in (True, True, False, False):
        deciding.shortlist(found, rows[0].id, wanted, actor=officer, at=NOON)
    assert rows[0].answer is Answer.SENT
    done = [one.action for one in session.query(JournalEntry).filter(JournalEntry.action.like("%list"))]
    assert done == ["opportunity.shortlist", "opportunity.unlist"]
    with pytest.raises(NotFound):
        deciding.shortlist(found, 999, True, actor=officer, at=NOON)


def test_of_fifty_outcomes_at_once_one_is_given_and_the_places_hold(app, three, officer, session):
    found, rows = three
    number, version = found.id, found.version
    ids = [row.id for row in rows]
    pairs = [(ids[one % 3], ids[(one + 1) % 3]) for one in range(50)]
    session.rollback()

    def deed(pair):
        def give():
            held = queries.one(number, lock=True)
            deciding.decide(held, pair, "", version=version, actor=officer, at=NOON)
            return "given"

        return give

    answers = at_once(app, [deed(pair) for pair in pairs])
    assert sorted(answers) == ["given"] + ["opportunities.decided"] * 49
    chosen = session.query(Application).filter_by(answer=Answer.CHOSEN).count()
    assert chosen == 2 and session.query(Notice).count() == 3
    assert session.query(Opportunity).one().decided_at == NOON


def test_each_list_that_is_taken_is_in_the_journal(three, officer, session):
    deciding.note_export(three[0], 3, actor=officer, at=NOON)
    entry = session.query(JournalEntry).filter_by(action="opportunity.export").one()
    assert entry.details == {"rows": 3} and entry.actor_id == officer.id
