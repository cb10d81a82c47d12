"""Asking and answering: who may, what ends it, and that fifty yeses are one."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.approvals import operations, queries
from marketplace.approvals.models import Approval
from marketplace.approvals.rules import APPROVAL_LIFETIME, ASKED_AGAIN, MOST_A_DAY, Means, Outcome, Standing
from marketplace.audit import queries as journal
from marketplace.audit.models import JournalEntry
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.helping import operations as helpers
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid, TooMany
from marketplace.listings.models import Listing
from marketplace.listings.operations import edit
from marketplace.listings.rules import MadeBy, State
from tests.approvals.conftest import WORD, hand_of
from tests.conftest import NOON
from tests.helping.conftest import actor_of

LATER = NOON + timedelta(hours=2)


def say_yes(approval, at=NOON, means=Means.LINK, **word):
    operations.approve(approval, WORD | word, actor=operations.her(approval), means=means, at=at)


def refused(code, act, *values, **named):
    with pytest.raises(Conflict) as refusal:
        act(*values, **named)
    assert refusal.value.code == code


def test_her_yes_puts_the_bag_on_show_with_her_own_word(asked, draft, siti, make, session):
    unit = make.certificate(siti).units[0]
    say_yes(asked, units=[unit.id])
    session.commit()
    assert (draft.state, draft.made_by) == (State.PUBLISHED, MadeBy.SELF)
    assert [row.unit_id for row in draft.units] == [unit.id]
    assert (asked.outcome, asked.means, asked.decided_at) == (Outcome.APPROVED, Means.LINK, NOON)
    told = [(one.action, one.actor_id) for one in journal.about("listing", draft.id)]
    assert sorted(told) == sorted(
        [
            ("approval.ask", asked.helper.account_id),
            ("approval.approve", siti.account_id),
            ("listing.publish", siti.account_id),
        ]
    )
    details = session.query(JournalEntry).filter_by(action="approval.approve").one().details
    assert details["means"] == "link" and details["helper"] == asked.helper_id


def test_without_her_word_or_with_anothers_unit_nothing_is_shown(asked, draft, make, session):
    with pytest.raises(Incomplete) as lacking:
        say_yes(asked, made_by=None)
    assert set(lacking.value.fields) == {"made_by"}
    session.rollback()
    foreign = make.certificate().units[0]
    with pytest.raises(Invalid):
        say_yes(asked, units=[foreign.id])
    session.rollback()
    session.expire_all()
    assert draft.state is State.DRAFT and asked.outcome is None


def test_whoever_drafts_cannot_approve_and_strangers_neither(asked, helper, make):
    for actor in (hand_of(helper), actor_of(helper.account), actor_of(make.artisan().account)):
        with pytest.raises(Forbidden):
            operations.approve(asked, WORD, actor=actor, means=Means.SIGN_IN, at=NOON)


def test_what_is_asked_about_is_complete_but_for_her_word(ask, draft, session):
    draft.price = draft.base_price = None
    session.flush()
    with pytest.raises(Incomplete) as lacking:
        ask()
    assert set(lacking.value.fields) == {"price"}


def test_only_helpers_ask_and_only_about_drafts(ask, draft, siti, session):
    with pytest.raises(Forbidden):
        operations.ask(draft, actor=actor_of(siti.account, siti), at=NOON)
    draft.made_by, draft.published_at, draft.state = MadeBy.SELF, NOON, State.PAUSED
    session.flush()
    refused("approval.not_draft", ask)


def test_a_second_tap_sends_no_second_letter_and_later_the_older_link_ends(ask, asked, session):
    refused("approval.waiting", ask)
    session.rollback()
    again = ask(at=NOON + ASKED_AGAIN)
    assert asked.outcome is Outcome.REPLACED and again.digest != asked.digest
    refused("approval.replaced", say_yes, asked)
    say_yes(again, at=LATER)


def test_a_changed_draft_ends_what_was_asked_and_may_be_asked_about_at_once(ask, asked, draft, helper):
    edit(draft, {"story": "Lain."}, actor=hand_of(helper), at=NOON)
    refused("approval.changed", say_yes, asked)
    say_yes(ask())


def test_seven_days_and_the_end_of_the_help_end_it(asked, siti, session):
    assert queries.standing_of(asked, NOON + APPROVAL_LIFETIME) is Standing.LAPSED
    refused("approval.lapsed", say_yes, asked, at=NOON + APPROVAL_LIFETIME)
    helpers.end(asked.helper, actor=actor_of(siti.account, siti), at=NOON)
    session.flush()
    refused("approval.help_ended", say_yes, asked)


def test_a_no_has_words_and_the_draft_stays(ask, asked, draft):
    her = operations.her(asked)
    with pytest.raises(Incomplete):
        operations.refuse(asked, " ", actor=her, means=Means.LINK, at=NOON)
    operations.refuse(asked, "Harganya salah.", actor=her, means=Means.LINK, at=NOON)
    assert (asked.outcome, asked.words, draft.state) == (Outcome.REFUSED, "Harganya salah.", State.DRAFT)
    refused("approval.refused", say_yes, asked)
    assert ask(at=NOON).outcome is None, "once it is mended it is asked about again"


def test_what_she_took_over_nobody_asks_about(ask, asked, siti):
    her = actor_of(siti.account, siti)
    operations.take_over(asked, actor=her, means=Means.SIGN_IN, at=NOON)
    refused("approval.hers", ask)
    refused("approval.taken_over", say_yes, asked)


def test_an_artisan_without_an_address_has_no_link(ask, siti, session):
    siti.account.email, siti.account.phone = None, "+6281200001234"
    session.flush()
    asked = ask()
    assert asked.digest is None
    operations.approve(asked, WORD, actor=actor_of(siti.account, siti), means=Means.SIGN_IN, at=NOON)
    assert asked.means is Means.SIGN_IN


def test_she_is_asked_so_often_a_day_and_no_more(ask, draft, helper, session):
    for number in range(MOST_A_DAY):
        edit(draft, {"story": f"Nomor {number}."}, actor=hand_of(helper), at=NOON)
        ask()
    edit(draft, {"story": "Satu lagi."}, actor=hand_of(helper), at=NOON)
    with pytest.raises(TooMany):
        ask()


def test_fifty_yeses_at_once_show_the_bag_once(app, asked, draft, session):
    approval_id, listing_id = asked.id, draft.id
    session.rollback()
    start, won, lost, failed = threading.Barrier(50), [], [], []

    def press() -> None:
        with app.app_context():
            start.wait()
            try:
                with writing():
                    say_yes(db.session.get(Approval, approval_id))
                won.append(1)
            except Conflict as refusal:
                lost.append(refusal.code)
            except Exception as error:
                failed.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=press) for _ in range(50)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert (failed, len(won), set(lost), len(lost)) == ([], 1, {"approval.approved"}, 49)
    session.expire_all()
    assert session.get(Listing, listing_id).state is State.PUBLISHED
    assert session.query(JournalEntry).filter_by(action="listing.publish").count() == 1


def test_a_yes_and_a_change_of_the_draft_at_once_never_show_what_she_did_not_see(
    app, asked, draft, helper, session
):
    approval_id, code, artisan_id, hand = asked.id, draft.code, draft.artisan_id, hand_of(helper)
    session.rollback()
    start, failed = threading.Barrier(2), []

    def act(deed) -> None:
        with app.app_context():
            start.wait()
            try:
                with writing():
                    deed()
            except (Conflict, Forbidden):
                pass
            except Exception as error:
                failed.append(error)
            finally:
                db.session.remove()

    def change() -> None:
        edit(operations.listings.own(artisan_id, code, lock=True), {"price": 9_000}, actor=hand, at=NOON)

    deeds = (lambda: say_yes(db.session.get(Approval, approval_id)), change)
    threads = [threading.Thread(target=act, args=(deed,)) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    session.expire_all()
    found = session.query(Listing).filter_by(code=code).one()
    assert failed == []
    assert (found.state, found.price) in ((State.PUBLISHED, 285_000), (State.DRAFT, 9_000))


def test_who_answers_by_the_link_is_the_artisan_and_nobody_more(asked, siti):
    assert operations.her(asked) == Actor(siti.account_id, siti.account.role, siti.name, siti.id)
