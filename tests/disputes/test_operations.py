"""Opening, replying, settling, taking back, and an officer's outcome; who may not; and two at once."""

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
from marketplace.certificates.rules import standing
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.disputes import operations, queries
from marketplace.disputes.models import Dispute, DisputeEvent
from marketplace.disputes.rules import MAX_PROPOSALS, Action, Category, Ending, Outcome, State
from marketplace.kit.errors import Conflict, Forbidden, Incomplete
from marketplace.order_notes import operations as orders
from marketplace.order_notes.rules import Action as NoteAction
from marketplace.order_notes.rules import State as NoteState
from marketplace.relatives import operations as relatives
from tests.conftest import NOON
from tests.disputes.conftest import DAYS, SAID, artisan, buyer
from tests.order_notes.conftest import TODAY, actor_of

LATER = {"at": NOON + timedelta(hours=1)}
FOUND = "Foto menunjukkan jahitan tali yang lepas."


def refused(code, act, *values, **named):
    with pytest.raises(Conflict) as refusal:
        act(*values, **named)
    assert refusal.value.code == code


def decide(dispute, officer, *, outcome=Outcome.FOR_BUYER, words=FOUND, at=NOON + timedelta(days=3)):
    operations.decide(dispute, outcome, words, actor=officer, at=at, version=dispute.version)


def begin(note, who, at=NOON):
    return operations.begin(note, Category.LATE, SAID, who=who, days=DAYS, at=at)


def test_a_note_waits_while_a_dispute_is_open(dispute, agreed):
    assert agreed.state is NoteState.DISPUTED and dispute.note_state is NoteState.AGREED
    refused(
        "lifecycle.illegal",
        orders.step,
        agreed,
        NoteAction.CANCEL,
        "Tidak jadi",
        who=buyer(agreed),
        **LATER,
    )
    refused("lifecycle.illegal", begin, agreed, artisan(agreed))


def test_nothing_is_disputed_before_it_is_agreed(propose, bag):
    note = propose(bag)
    refused("lifecycle.illegal", begin, note, buyer(note))


def test_words_are_owed(agreed, dispute):
    with pytest.raises(Incomplete):
        operations.reply(dispute, " ", who=artisan(agreed), outcome_days=7, **LATER)


def test_the_other_side_replies_once_and_the_time_for_the_outcome_counts_from_it(dispute, agreed):
    refused(
        "dispute.not_yours",
        operations.reply,
        dispute,
        "Saya juga",
        who=buyer(agreed),
        outcome_days=7,
        **LATER,
    )
    operations.reply(dispute, "Sudah dijahit dua kali.", who=artisan(agreed), outcome_days=7, **LATER)
    assert dispute.state is State.REPLIED
    assert dispute.decide_until == LATER["at"] + timedelta(days=7)
    refused(
        "lifecycle.illegal", operations.reply, dispute, "Lagi", who=artisan(agreed), outcome_days=7, **LATER
    )


def test_a_late_reply_counts_and_delays_nothing(dispute, agreed):
    due, late = dispute.decide_until, NOON + timedelta(days=5)
    operations.reply(dispute, "Maaf terlambat.", who=artisan(agreed), outcome_days=7, at=late)
    assert dispute.state is State.REPLIED and dispute.decide_until == due


@pytest.mark.parametrize(
    ("ending", "stands"), [(Ending.GO_ON, NoteState.AGREED), (Ending.CALL_OFF, NoteState.CANCELLED)]
)
def test_both_sides_settle_it_and_the_note_goes_where_they_agreed(dispute, agreed, session, ending, stands):
    operations.propose(dispute, ending, "Tali baru", who=artisan(agreed), **LATER)
    refused("dispute.own_proposal", operations.accept, dispute, 2, who=artisan(agreed), **LATER)
    assert agreed.state is NoteState.DISPUTED
    operations.accept(dispute, 2, who=buyer(agreed), **LATER)
    session.commit()
    assert (dispute.state, agreed.state) == (State.SETTLED, stands)


def test_nobody_accepts_what_was_not_seen(dispute, agreed):
    refused("dispute.proposal_changed", operations.accept, dispute, 1, who=buyer(agreed), **LATER)
    operations.propose(dispute, Ending.GO_ON, "Tali baru", who=artisan(agreed), **LATER)
    operations.propose(dispute, Ending.GO_ON, "Begini saja", who=artisan(agreed), **LATER)
    refused("dispute.proposal_changed", operations.accept, dispute, 2, who=buyer(agreed), **LATER)


def test_the_same_ending_in_other_words_is_news_to_the_officer(dispute, agreed, officer, session):
    operations.propose(dispute, Ending.GO_ON, "Tali baru", who=artisan(agreed), **LATER)
    session.commit()
    read = dispute.version
    operations.propose(dispute, Ending.GO_ON, "Begini saja", who=artisan(agreed), **LATER)
    session.commit()
    assert dispute.version > read


def test_whoever_ordered_it_as_a_guest_does_not_decide_it_as_an_officer(dispute, agreed, officer, session):
    account = session.get(Account, officer.id)
    account.email = "Rina+petugas@contoh.invalid"
    session.commit()
    assert agreed.buyer_account_id is None and agreed.buyer_email == "rina@contoh.invalid"
    with pytest.raises(Forbidden, match="own_order"):
        operations.require_officer(dispute, officer)


def test_her_own_step_leaves_the_buyer_the_link_she_stands_on(dispute, agreed, session):
    before = [link.replaced_at for link in agreed.links]
    operations.withdraw(dispute, "", who=buyer(agreed), **LATER)
    session.commit()
    assert [link.replaced_at for link in agreed.links][: len(before)] == before


def test_proposals_end_some_day(dispute, agreed):
    for _ in range(MAX_PROPOSALS):
        operations.propose(dispute, Ending.GO_ON, "", who=artisan(agreed), **LATER)
    refused("dispute.proposals", operations.propose, dispute, Ending.GO_ON, "", who=artisan(agreed), **LATER)


def test_only_whoever_opened_it_takes_it_back(dispute, agreed, session):
    refused("dispute.not_yours", operations.withdraw, dispute, "", who=artisan(agreed), **LATER)
    operations.withdraw(dispute, "Sudah beres", who=buyer(agreed), **LATER)
    session.commit()
    assert (dispute.state, agreed.state) == (State.WITHDRAWN, NoteState.AGREED)
    assert begin(agreed, buyer(agreed)).state is State.OPEN, "and another may be opened"


def test_an_officer_waits_for_the_reply_or_for_its_time(dispute, officer, agreed, session):
    refused("dispute.too_early", decide, dispute, officer, at=NOON + timedelta(days=2))
    with pytest.raises(Incomplete):
        decide(dispute, officer, words=" ")
    session.rollback()
    decide(dispute, officer)
    session.commit()
    assert (dispute.state, dispute.outcome) == (State.DECIDED, Outcome.FOR_BUYER)
    assert agreed.state is NoteState.AGREED, "a recommendation: the two go on from where they stood"
    assert "dispute.decide" in session.scalars(select(JournalEntry.action)).all()


def test_no_outcome_changes_what_a_certificate_is_worth(make, propose, officer, session):
    certificate = make.certificate(make.artisan())
    note = propose(make.listing(certificate.artisan))
    orders.confirm(note, seen=1, who=orders.buyer_of(note, None), at=NOON, today=TODAY)
    before = standing(certificate, TODAY)
    decide(begin(note, buyer(note)), officer)
    session.commit()
    session.refresh(certificate)
    assert standing(certificate, TODAY) == before


def test_no_officer_looks_at_her_own_shop_a_relatives_or_her_own_order(
    dispute, agreed, officer, session, make
):
    shop = Actor(agreed.account_id, Role.OFFICER, "Siti", agreed.artisan_id, True)
    with pytest.raises(Forbidden):
        operations.opened_by_officer(dispute, actor=shop, at=NOON)
    with pytest.raises(Forbidden):
        decide(dispute, shop)
    with pytest.raises(Forbidden):
        decide(dispute, actor_of(make.artisan()))
    relatives.declare(agreed.artisan, actor=officer, at=NOON)
    with pytest.raises(Forbidden):
        decide(dispute, officer)
    other = make.account(role=Role.OFFICER)
    agreed.buyer_account_id = other.id
    session.flush()
    with pytest.raises(Forbidden):
        decide(dispute, Actor(other.id, Role.OFFICER, other.name, None, True))


def test_what_happened_cannot_be_changed_or_taken_out(dispute, session):
    for statement in ("UPDATE dispute_event SET words = 'lain'", "DELETE FROM dispute_event"):
        with pytest.raises(DBAPIError):
            session.execute(text(statement))
        session.rollback()


def test_of_two_officers_at_once_one_wins_and_the_other_is_told(app, dispute, officer, session):
    number, version = dispute.id, dispute.version
    session.rollback()
    start, answers = threading.Barrier(2), []

    def press(outcome) -> None:
        with app.app_context():
            start.wait()
            try:
                with writing():
                    operations.decide(
                        queries.for_officer(number, lock=True),
                        outcome,
                        FOUND,
                        actor=officer,
                        at=NOON + timedelta(days=4),
                        version=version,
                    )
                answers.append("decided")
            except Conflict:
                answers.append("told")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press, args=[one]) for one in (Outcome.FOR_BUYER, Outcome.SHARED)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert sorted(answers) == ["decided", "told"]
    assert session.query(DisputeEvent).filter_by(action=Action.DECIDE).count() == 1
    assert session.query(Dispute).one().state is State.DECIDED
