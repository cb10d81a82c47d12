"""Reporting a talk, who may read it, the outcome once, and forgetting."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.audit.models import JournalEntry
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.inquiries import blocks
from marketplace.inquiries import operations as talks
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, NotFound, TooMany
from marketplace.order_notes import operations as orders
from marketplace.order_notes.operations import Buyer
from marketplace.relatives import operations as relatives
from marketplace.talk_reports import operations, queries
from marketplace.talk_reports.models import TalkReport, TalkRuling
from marketplace.talk_reports.rules import LIMITS, Category, Outcome
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY, Said, actor_of
from tests.talk_reports.conftest import FOUND, SAID, SECRET, officer_of

LATER = NOON + timedelta(hours=1)


def refused(code, act, *values, **named):
    with pytest.raises(Conflict) as refusal:
        act(*values, **named)
    assert refusal.value.code == code


def make_report(thread, side=Side.BUYER, words=SAID, at=NOON):
    return operations.report(thread, side, Category.INSULT, words, at=at)


def rule(report, officer, outcome=Outcome.WARNED, words=FOUND, at=LATER):
    return operations.rule(report, outcome, words, secret=SECRET, actor=officer, at=at)


def test_officers_read_the_talk_as_it_stood_and_nothing_later(report, thread, session):
    talks.reply(thread, "Ini ditulis sesudahnya.", at=LATER)
    session.commit()
    found = queries.for_officer(report.id)
    assert [message.body for message in found.messages] == ["Apakah masih ada?"]
    assert len(found.thread.messages) == 2


def test_each_side_has_one_report_open_and_owes_words(report, thread):
    refused("talk_report.open", make_report, thread)
    assert make_report(thread, Side.ARTISAN).side is Side.ARTISAN
    with pytest.raises(Incomplete):
        make_report(thread, words=" ")


def test_a_talk_dealt_with_is_reported_again_once_something_new_was_written(report, thread, officer):
    rule(report, officer)
    refused("talk_report.nothing_new", make_report, thread)
    talks.reply(thread, "Masih ada?", at=LATER)
    assert make_report(thread, at=LATER).id != report.id


def test_reports_of_one_address_are_limited(session):
    for _ in range(LIMITS[0][0]):
        operations.admit("192.0.2.1", at=NOON)
    with pytest.raises(TooMany):
        operations.admit("192.0.2.1", at=NOON)


def test_the_two_sides_and_a_relative_open_nothing(report, thread, officer, make, session):
    for who in (
        make.account(role=Role.OFFICER),
        make.account(role=Role.OFFICER, email="rina@contoh.invalid"),
        make.account(role=Role.OFFICER, email="rina+tas@contoh.invalid"),
    ):
        thread.buyer_account_id = who.id if "rina" not in who.email else None
        thread.buyer_email = "rina@contoh.invalid"
        both_steps = Actor(who.id, who.role, who.name, None, True)
        with pytest.raises(Forbidden, match=r"talk_report\.own_talk"):
            operations.opened_by_officer(report, actor=both_steps, at=NOON)
    own = thread.artisan.account
    with pytest.raises(Forbidden):
        operations.opened_by_officer(report, actor=Actor(own.id, Role.OFFICER, own.name), at=NOON)
    relatives.declare(thread.artisan, actor=officer, at=NOON)
    with pytest.raises(Forbidden):
        rule(report, officer)
    assert session.query(JournalEntry).filter_by(action="talk_report.view").count() == 0


def test_every_look_is_in_the_journal(report, officer, session):
    operations.opened_by_officer(report, actor=officer, at=NOON)
    with pytest.raises(NotFound):
        operations.look_at(report, 999, why="page", actor=officer, at=NOON)
    rule(report, officer)
    noted = session.execute(
        select(JournalEntry.action, JournalEntry.actor_id).order_by(JournalEntry.id)
    ).all()
    assert noted == [("talk_report.view", officer.id), ("talk_report.rule", officer.id)]


def test_an_outcome_is_given_once_and_stays_as_it_was_written(report, officer, make, session):
    rule(report, officer)
    session.commit()
    refused("talk_report.ruled", rule, report, officer_of(make, session, "Petugas Dua"))
    for statement in ("UPDATE talk_ruling SET words = 'x'", "DELETE FROM talk_ruling"):
        with pytest.raises(DBAPIError):
            session.execute(text(statement))
        session.rollback()


def test_a_talk_is_passed_on_only_to_an_order_one_can_dispute(report, thread, officer):
    with pytest.raises(Incomplete) as refusal:
        rule(report, officer, Outcome.PASSED_ON, words="")
    assert refusal.value.fields == {"words": "talk_report.words", "outcome": "talk_report.no_order"}
    buyer = Buyer("Rina", thread.buyer_email, None, "id")
    note, _ = orders.propose(
        thread.listing, Said(), buyer, side=Side.BUYER, actor=None, today=TODAY, at=NOON, thread=thread
    )
    assert not operations.may_pass_on(thread), "nothing is agreed"
    maker = orders.artisan_of(note, actor_of(thread.artisan))
    orders.confirm(note, seen=1, who=maker, today=TODAY, at=NOON)
    assert rule(report, officer, Outcome.PASSED_ON).outcome is Outcome.PASSED_ON


def test_blocking_holds_both_ways_and_the_artisan_cannot_lift_it(report, thread, officer, session):
    maker = actor_of(thread.artisan)
    blocks.block(thread, secret=SECRET, actor=maker, at=NOON)
    assert not blocks.ended(thread, SECRET)
    rule(report, officer, Outcome.BLOCKED)
    session.commit()
    blocks.lift(thread, secret=SECRET, actor=maker)
    assert blocks.holds(thread, SECRET) and blocks.ended(thread, SECRET)


def test_what_was_reported_is_forgotten_a_while_after_its_end(report, thread, officer, session):
    assert operations.forget(30, NOON + timedelta(days=900)) == 0, "an open one is kept"
    rule(report, officer)
    assert operations.forget(30, LATER + timedelta(days=30)) == 0
    assert operations.forget(30, LATER + timedelta(days=31)) == 1
    session.commit()
    found = queries.for_officer(report.id)
    assert (found.words, found.messages, found.ruling.words) == ("", [], FOUND)
    with pytest.raises(NotFound):
        queries.photo_of(found, 1)


def test_of_two_officers_at_once_one_wins(app, report, officer, make, session):
    second = officer_of(make, session, "Petugas Dua")
    number, start, ends = report.id, threading.Barrier(2), []
    db.session.remove()

    def give(actor, outcome):
        with app.app_context():
            start.wait()
            try:
                with writing():
                    rule(queries.for_officer(number, lock=True), actor, outcome)
                ends.append(outcome)
            except (Conflict, DBAPIError):
                ends.append(None)
            finally:
                db.session.remove()

    pair = [
        threading.Thread(target=give, args=args)
        for args in ((officer, Outcome.WARNED), (second, Outcome.NO_STEP))
    ]
    for one in pair:
        one.start()
    for one in pair:
        one.join()
    won = [end for end in ends if end]
    assert len(won) == 1
    assert [one.outcome for one in db.session.query(TalkRuling)] == won
    assert db.session.query(Account).count() and db.session.query(Thread).count()
    assert db.session.query(TalkReport).one().closed_at == LATER
