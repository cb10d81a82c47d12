"""Which questions are found by whom, in which order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.kit.errors import NotFound
from marketplace.listings.rules import State as ListingState
from marketplace.questions import queries
from marketplace.questions.rules import FlagReason, State


@pytest.fixture
def bag(make):
    return make.listing()


def gone(make, bag, state):
    more = {"reason": "Menghina.", "removed_at": make.clock()} if state is State.REMOVED else {}
    return make.question(bag, "Muat.", state=state, **more)


def test_the_public_reads_what_was_answered_about_this_bag_and_nothing_else(make, bag):
    make.question(bag)
    make.question(answer="Lain tas.")
    for state in (State.HIDDEN, State.REMOVED):
        gone(make, bag, state)
    shown = [
        make.question(bag, f"Jawaban {number}", answered_at=make.clock() + timedelta(minutes=number))
        for number in range(3)
    ]
    wanted = [one.id for one in reversed(shown)]
    newest = queries.newest(bag.id)
    assert ([one.id for one in newest.items], newest.total) == (wanted[:2], 3)
    assert [one.id for one in queries.answered(bag.id).items] == wanted
    assert queries.taken_away(bag.id) == {State.HIDDEN: 1, State.REMOVED: 1}
    assert queries.public(wanted[0]).id == wanted[0]


def test_pages_hold_every_question_once(make, bag):
    for number in range(queries.PER_PAGE + 5):
        make.question(bag, "Muat.", answered_at=make.clock() + timedelta(minutes=number // 3))
    first = queries.answered(bag.id)
    second = queries.answered(bag.id, first.next_cursor)
    seen = [one.id for one in (*first.items, *second.items)]
    assert len(seen) == len(set(seen)) == queries.PER_PAGE + 5 and not second.has_more
    assert [one.id for one in queries.answered(bag.id, "rubbish").items] == seen[: queries.PER_PAGE]


def test_her_list_begins_with_what_waits_longest_and_ends_with_the_rest(make, bag):
    make.question()
    answered = [make.question(bag, "Muat.", asked_at=make.clock() + timedelta(days=n)) for n in range(14)]
    waiting = [make.question(bag, asked_at=make.clock() + timedelta(hours=n)) for n in range(12)]
    wanted = [one.id for one in waiting] + [one.id for one in reversed(answered)]
    first = queries.own_page(bag.artisan_id)
    second = queries.own_page(bag.artisan_id, first.next_cursor)
    assert [one.id for one in (*first.items, *second.items)] == wanted
    assert queries.waiting_count(bag.artisan_id) == 12
    assert queries.own_page(bag.artisan_id, "rubbish").items[0].id == wanted[0]


def test_a_page_that_ends_among_the_waiting_goes_on_there(make, bag):
    rows = [make.question(bag, asked_at=make.clock() + timedelta(hours=n)).id for n in range(23)]
    first = queries.own_page(bag.artisan_id)
    second = queries.own_page(bag.artisan_id, first.next_cursor)
    assert [one.id for one in (*first.items, *second.items)] == rows


def test_other_peoples_questions_are_not_there(make, bag):
    question = make.question(bag)
    assert queries.own(bag.artisan_id, question.id).id == question.id
    for artisan_id in (make.artisan().id, None):
        with pytest.raises(NotFound):
            queries.own(artisan_id, question.id)


@pytest.mark.parametrize("state", [ListingState.DRAFT, ListingState.REMOVED])
def test_a_bag_without_a_page_has_no_public_questions(make, state):
    bag = make.listing(state=state)
    question = make.question(bag, "Muat.")
    with pytest.raises(NotFound):
        queries.public(question.id)


def test_a_hidden_artisans_questions_are_not_public(make):
    question = make.question(make.listing(make.artisan(visible=False)), "Muat.")
    with pytest.raises(NotFound):
        queries.public(question.id)


def test_officers_see_what_was_reported_and_not_dealt_with(make, bag, session):
    quiet, loud, settled = (make.question(bag, "Muat.") for _ in range(3))
    for question, at in ((loud, None), (settled, make.clock())):
        question.flags.append(
            queries.QuestionFlag(reason=FlagReason.RUDE, sender_key="a", made_at=make.clock(), settled_at=at)
        )
    session.commit()
    assert [one.id for one in queries.flagged().items] == [loud.id]
    assert queries.flagged_count() == 1
    assert queries.for_officer(quiet.id).flags == []
    with pytest.raises(NotFound):
        queries.for_officer(10**6)
