"""Asking, answering, hiding, removing and reporting, below the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.audit.models import JournalEntry
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, TooMany
from marketplace.listings.rules import State as ListingState
from marketplace.questions import operations, queries
from marketplace.questions.models import Question
from marketplace.questions.rules import (
    ADDRESS_LIMITS,
    FLAG_LIMITS,
    LISTING_LIMITS,
    SENDER_LIMITS,
    FlagReason,
    State,
)
from marketplace.relatives import operations as relatives


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"))


@pytest.fixture
def maker(bag):
    account = bag.artisan.account
    return Actor(account.id, account.role, account.name, bag.artisan_id)


@pytest.fixture
def officer(make):
    account = make.account(Role.OFFICER, name="Petugas")
    return Actor(account.id, account.role, account.name, second_factor=True)


@pytest.fixture
def ask(session, clock):
    def one(bag, **changes):
        values = {"name": "Rina", "body": "Muat laptop?", "email": "rina@contoh.invalid", "sender": "s"}
        question = operations.ask(bag, **values | changes, locale="id", at=clock())
        session.commit()
        return question

    return one


def test_the_sender_cannot_be_found_out_by_trying(clock):
    keys = {operations.sender_key(where, secret) for where in ("1.2.3.4", "1.2.3.5") for secret in ("a", "b")}
    assert len(keys) == 4 and all("1.2.3" not in key for key in keys)


def test_a_question_waits_and_its_artisan_is_told(ask, bag, jobs, outbox):
    question = ask(bag)
    assert question.state is State.WAITING and queries.newest(bag.id).total == 0
    jobs.run_all()
    (letter,) = outbox.letters
    assert letter.to == bag.artisan.account.email and "Muat laptop?" in letter.text
    assert "rina@" not in letter.text


def test_the_same_question_twice_while_it_waits_is_one(ask, bag, session):
    assert ask(bag).id == ask(bag).id != ask(bag, sender="other").id
    assert ask(bag, body="Ada warna lain?").id
    assert session.scalar(select(func.count()).select_from(Question)) == 3


@pytest.mark.parametrize("state", [ListingState.SOLD, ListingState.DRAFT, ListingState.REMOVED])
def test_only_a_bag_that_can_still_be_had_is_asked_about(ask, make, state):
    with pytest.raises(Conflict):
        ask(make.listing(state=state))


def test_the_answer_makes_both_public_and_the_address_goes(ask, bag, maker, clock, session, jobs, outbox):
    question = ask(bag)
    jobs.run_all()
    outbox.letters.clear()
    clock.now += timedelta(hours=2)
    operations.answer(question, "Muat.", actor=maker, at=clock())
    session.commit()
    assert (question.state, question.answered_at) == (State.ANSWERED, clock())
    assert (question.email, question.sender_key) == (None, "")
    assert [one.id for one in queries.newest(bag.id).items] == [question.id]
    jobs.run_all()
    (letter,) = outbox.letters
    assert letter.to == "rina@contoh.invalid" and "Muat." in letter.text and "/questions" in letter.text


def test_a_correction_says_so_and_is_not_mailed_again(ask, bag, maker, clock, session, jobs, outbox):
    question = ask(bag)
    operations.answer(question, "Muat.", actor=maker, at=clock())
    first = question.answered_at
    operations.answer(question, "Muat.", actor=maker, at=clock())
    assert question.corrected_at is None, "the same words again are no correction"
    clock.now += timedelta(days=1)
    operations.answer(question, "Tidak muat.", actor=maker, at=clock())
    assert (question.answered_at, question.corrected_at) == (first, clock())
    session.commit()
    jobs.run_all()
    assert len([letter for letter in outbox.letters if letter.to == "rina@contoh.invalid"]) == 1


def test_what_is_hidden_is_kept_counted_and_comes_back_with_an_answer(ask, bag, maker, clock, session):
    question = ask(bag)
    operations.hide(question, actor=maker, at=clock())
    assert (question.state, question.email) == (State.HIDDEN, None)
    assert queries.taken_away(bag.id) == {}, "what was never answered is no business of the public's"
    operations.answer(question, "Muat.", actor=maker, at=clock())
    assert question.state is State.ANSWERED
    operations.hide(question, actor=maker, at=clock())
    assert queries.taken_away(bag.id) == {State.HIDDEN: 1}
    assert question.body and question.answer
    assert session.scalars(select(JournalEntry.action)).all() == ["question.hide", "question.hide"]


def test_an_officer_removes_with_a_reason_and_the_artisan_reads_it(
    ask, bag, maker, officer, clock, session, jobs, outbox
):
    question = ask(bag)
    with pytest.raises(Incomplete):
        operations.remove(question, " ", actor=officer, at=clock())
    operations.remove(question, "Menghina orang.", actor=officer, at=clock())
    session.commit()
    assert question.state is State.REMOVED and question.removed_by_id == officer.id
    jobs.run_all()
    assert "Menghina orang." in outbox.letters[-1].text
    assert outbox.letters[-1].to == bag.artisan.account.email
    with pytest.raises(Conflict):
        operations.answer(question, "Tetap.", actor=maker, at=clock())


def test_nobody_answers_hides_or_removes_what_is_not_theirs(ask, bag, make, maker, officer, clock):
    question = ask(bag)
    other = make.artisan()
    stranger = Actor(other.account_id, Role.ARTISAN, other.name, other.id)
    own_officer = Actor(maker.id, Role.OFFICER, "Petugas", bag.artisan_id, second_factor=True)
    for actor in (stranger, officer):
        with pytest.raises(Forbidden):
            operations.answer(question, "Muat.", actor=actor, at=clock())
        with pytest.raises(Forbidden):
            operations.hide(question, actor=actor, at=clock())
    for actor in (stranger, maker, own_officer):
        with pytest.raises(Forbidden):
            operations.remove(question, "Tidak pantas.", actor=actor, at=clock())
        with pytest.raises(Forbidden):
            operations.keep(question, actor=actor, at=clock())
    with pytest.raises(Incomplete):
        operations.answer(question, " ", actor=maker, at=clock())
    assert question.state is State.WAITING


def test_a_report_counts_once_a_sender_and_changes_nothing(bag, make, officer, clock, session):
    question = make.question(bag, "Muat.")
    assert operations.flag(question, FlagReason.RUDE, sender="a", at=clock())
    assert not operations.flag(question, FlagReason.UNTRUE, sender="a", at=clock())
    assert operations.flag(question, FlagReason.RUDE, sender="b", at=clock())
    assert question.state is State.ANSWERED and queries.flagged_count() == 1
    operations.keep(question, actor=officer, at=clock())
    session.expire_all()
    assert queries.flagged_count() == 0 and question.state is State.ANSWERED
    assert not operations.flag(question, FlagReason.RUDE, sender="a", at=clock()), "nor once it is settled"


@pytest.mark.parametrize(
    ("limits", "each"),
    [
        (SENDER_LIMITS, lambda number: (1, "a", str(number))),
        (ADDRESS_LIMITS, lambda number: (number, "a", "1.2.3.4")),
        (LISTING_LIMITS, lambda number: (1, str(number), str(number))),
    ],
)
def test_each_limit_holds_for_itself(session, clock, limits, each):
    for number in range(limits[0][0]):
        listing, sender, where = each(number)
        operations.admit(listing, sender, address=where, at=clock())
    listing, sender, where = each(limits[0][0])
    with pytest.raises(TooMany):
        operations.admit(listing, sender, address=where, at=clock())
    clock.now += limits[0][1]
    operations.admit(listing, sender, address=where, at=clock())


def test_reports_of_questions_have_a_limit(session, clock):
    for _ in range(FLAG_LIMITS[0][0]):
        operations.admit_flag("1.2.3.4", at=clock())
    with pytest.raises(TooMany):
        operations.admit_flag("1.2.3.4", at=clock())


def test_a_settled_report_counts_again_once_the_answer_was_changed(bag, make, maker, officer, clock, session):
    question = make.question(bag, "Muat.")

    def flag():
        return operations.flag(question, FlagReason.UNTRUE, sender="a", at=clock())

    assert flag() and not flag()
    operations.keep(question, actor=officer, at=clock())
    session.commit()
    assert not flag(), "an officer has looked, and nothing has changed since"
    clock.now += timedelta(hours=1)
    operations.answer(question, "Beli di toko sebelah.", actor=maker, at=clock())
    assert flag() and queries.flagged_count() == 1
    assert len(question.flags) == 1


def test_an_officer_leaves_a_relatives_bag_to_a_colleague(bag, make, officer, clock, session):
    question = make.question(bag, "Muat.")
    relatives.declare(bag.artisan, actor=officer, at=clock())
    with pytest.raises(Forbidden, match=r"decision\.relative"):
        operations.remove(question, "Saya tidak suka.", actor=officer, at=clock())
    with pytest.raises(Forbidden, match=r"decision\.relative"):
        operations.keep(question, actor=officer, at=clock())
    assert question.state is State.ANSWERED


def test_no_letter_promises_a_page_that_is_not_there(ask, bag, maker, clock, session, jobs, outbox):
    question = ask(bag)
    bag.artisan.visible = False
    operations.answer(question, "Muat.", actor=maker, at=clock())
    session.commit()
    jobs.run_all()
    letter = next(one for one in outbox.letters if one.to == "rina@contoh.invalid")
    assert "Muat." in letter.text and "/products/" not in letter.text
