"""A bag is taken down with a reason, appealed once, decided by another officer, and given back; or not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.access.actors import Actor
from marketplace.appeals.rules import WITHIN, Outcome
from marketplace.audit.models import JournalEntry
from marketplace.decision_log.models import LogEntry
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, Invalid, NotFound
from marketplace.listings import operations as listings
from marketplace.listings.rules import Action, State
from marketplace.relatives import operations as relatives
from marketplace.reports.rules import Reason
from marketplace.takedowns import operations, queries
from marketplace.takedowns.models import Takedown
from tests.takedowns.conftest import UNTIL, take_down


@pytest.mark.parametrize("state", [State.PUBLISHED, State.PAUSED, State.SOLD])
def test_a_bag_with_a_page_is_taken_down_and_all_is_written_down(make, officer, session, state):
    bag = make.listing(state=state)
    taken = take_down(make, bag, officer)
    assert bag.state is State.TAKEN_DOWN
    assert (taken.reason, taken.taken_by_name) == ("Fotonya milik orang lain.", "Petugas Satu")
    noted = session.scalars(select(JournalEntry).where(JournalEntry.subject_type == "listing")).all()
    assert [(one.action, one.actor_name) for one in noted] == [("listing.take_down", "Petugas Satu")]
    (leaf,) = session.scalars(select(LogEntry.entry)).all()
    assert '"bag.take_down"' in leaf and bag.code in leaf
    assert "stolen_photos" not in leaf and "milik orang lain" not in leaf


@pytest.mark.parametrize("state", [State.DRAFT, State.REMOVED, State.TAKEN_DOWN])
def test_what_nobody_sees_is_not_taken_down(make, officer, session, state):
    with pytest.raises(Conflict):
        take_down(make, make.listing(state=state), officer)
    session.rollback()
    assert session.scalar(select(func.count(Takedown.id))) == 0


def test_it_needs_a_reason_and_one_of_the_grounds_and_a_report_of_its_own(make, bag, officer):
    with pytest.raises(Incomplete):
        take_down(make, bag, officer, reason="  ")
    with pytest.raises(Invalid):
        take_down(make, bag, officer, ground=Reason.NUMBER_WRONG)
    other = make.report(certificate=None, listing=make.listing(), reason=Reason.STOLEN_PHOTOS)
    with pytest.raises(NotFound):
        take_down(make, bag, officer, report=other)
    assert bag.state is State.PUBLISHED


def test_only_officers_take_down_and_neither_their_own_nor_a_relatives(make, bag, maker, officer, other):
    for actor in (
        maker,
        Actor(officer.id, officer.role, officer.name, second_factor=False),
        Actor(maker.id, officer.role, maker.name, maker.artisan_id, second_factor=True),
    ):
        with pytest.raises(Forbidden):
            take_down(make, bag, actor)
    relatives.declare(bag.artisan, actor=other, at=make.clock())
    with pytest.raises(Forbidden, match=r"decision\.relative"):
        take_down(make, bag, other)
    assert bag.state is State.PUBLISHED


@pytest.mark.parametrize(
    "action", [Action.PUBLISH, Action.RESUME, Action.RELIST, Action.PAUSE, Action.MARK_SOLD]
)
def test_its_maker_cannot_show_it_again(make, bag, maker, down, action):
    with pytest.raises(Conflict):
        listings.change_state(bag, action, actor=maker, at=make.clock())
    with pytest.raises(Forbidden):
        listings.change_state(bag, Action.GIVE_BACK, actor=maker, at=make.clock(), reason="Saya mau.")
    assert bag.state is State.TAKEN_DOWN


def test_nor_as_a_copy_but_she_may_mend_and_delete_it(make, bag, maker, down):
    with pytest.raises(Conflict, match=r"listing\.taken_down"):
        listings.duplicate(bag, actor=maker, at=make.clock(), title="Salinan")
    listings.edit(bag, {"title": "Tote Laut"}, actor=maker, at=make.clock())
    assert (bag.title, bag.state) == ("Tote Laut", State.TAKEN_DOWN)
    listings.change_state(bag, Action.REMOVE, actor=maker, at=make.clock())
    assert bag.state is State.REMOVED


def test_she_appeals_once_and_in_time(make, bag, maker, down, clock, other):
    with pytest.raises(Incomplete):
        operations.appeal(down, " ", actor=maker, at=make.clock())
    with pytest.raises(Conflict, match=r"takedown\.closed"):
        operations.appeal(down, "Itu foto saya.", actor=maker, at=make.clock() + WITHIN)
    with pytest.raises(Forbidden):
        operations.appeal(down, "Itu foto saya.", actor=other, at=make.clock())
    operations.appeal(down, "Itu foto saya.", actor=maker, at=make.clock())
    assert down.waits and queries.open_appeals() == 1
    with pytest.raises(Conflict):
        operations.appeal(down, "Sekali lagi.", actor=maker, at=make.clock())


def appeal(make, down, maker):
    operations.appeal(down, "Itu foto saya.", actor=maker, at=make.clock())
    make.session.commit()


def test_another_officer_decides_and_granting_gives_it_back_paused(
    make, bag, maker, down, officer, other, session
):
    appeal(make, down, maker)
    with pytest.raises(Forbidden, match=r"takedown\.same_officer"):
        operations.decide(down, Outcome.GRANTED, "Benar.", actor=officer, at=make.clock())
    with pytest.raises(Conflict, match=r"takedown\.appeal_open"):
        operations.give_back(down, "Benar.", actor=other, at=make.clock())
    with pytest.raises(Incomplete):
        operations.decide(down, Outcome.GRANTED, "", actor=other, at=make.clock())
    operations.decide(down, Outcome.GRANTED, "Benar.", actor=other, at=make.clock(), version=down.version)
    session.commit()
    assert (bag.state, down.outcome, down.given_back_by_name) == (
        State.PAUSED,
        Outcome.GRANTED,
        "Petugas Dua",
    )
    listings.change_state(bag, Action.RESUME, actor=maker, at=make.clock())
    assert bag.state is State.PUBLISHED
    assert take_down(make, bag, officer).id != down.id, "it can be taken down once more"


def test_an_upheld_one_stays_down_and_may_be_given_back_later(
    make, bag, maker, down, other, officer, session
):
    appeal(make, down, maker)
    operations.decide(down, Outcome.UPHELD, "Fotonya milik orang lain.", actor=other, at=make.clock())
    session.commit()
    assert bag.state is State.TAKEN_DOWN and queries.open_appeals() == 0
    with pytest.raises(Conflict):
        operations.decide(down, Outcome.GRANTED, "Lagi.", actor=other, at=make.clock())
    operations.give_back(down, "Foto sudah diganti.", actor=officer, at=make.clock() + timedelta(days=60))
    assert bag.state is State.PAUSED and down.outcome is Outcome.UPHELD
    with pytest.raises(Conflict):
        operations.give_back(down, "Lagi.", actor=officer, at=make.clock())


def test_two_officers_at_once_one_is_told(make, down, other):
    with pytest.raises(Conflict):
        operations.give_back(down, "Sudah.", actor=other, at=make.clock(), version=down.version + 1)


def test_letters_say_why_and_where_to_answer(make, bag, maker, down, other, jobs, outbox):
    jobs.run_all()
    (letter,) = outbox.letters
    assert letter.to == "siti@contoh.invalid" and "Fotonya milik orang lain." in letter.text
    assert f"/studio/takedowns/{down.id}" in letter.text and "14 Mei 2026" in letter.text
    appeal(make, down, maker)
    operations.decide(down, Outcome.UPHELD, "Tetap milik orang lain.", actor=other, at=make.clock())
    operations.give_back(down, "Foto sudah diganti.", actor=other, at=make.clock())
    make.session.commit()
    jobs.run_all()
    assert "Tetap milik orang lain." in outbox.letters[1].text
    assert (
        "Foto sudah diganti." in outbox.letters[2].text
        and f"/studio/listings/{bag.code}/edit" in outbox.letters[2].text
    )
    assert not any(
        name in letter.text for letter in outbox.letters for name in ("Petugas Satu", "Petugas Dua")
    )


def test_whoever_gave_no_address_gets_no_letter(make, officer, outbox, jobs):
    take_down(
        make,
        make.listing(make.artisan(make.account(email=None, phone="+6281200000077"))),
        officer,
        until=UNTIL,
    )
    jobs.run_all()
    assert outbox.letters == []


def test_a_bag_she_deleted_leaves_no_appeal_to_decide(make, bag, maker, down, other):
    appeal(make, down, maker)
    listings.change_state(bag, Action.REMOVE, actor=maker, at=make.clock())
    make.session.commit()
    assert queries.open_appeals() == 0 and queries.queue(appealed=True).items == []
    with pytest.raises(Conflict):
        operations.decide(down, Outcome.GRANTED, "Benar.", actor=other, at=make.clock())


def test_what_she_deleted_she_does_not_appeal_about(make, bag, maker, down):
    listings.change_state(bag, Action.REMOVE, actor=maker, at=make.clock())
    with pytest.raises(Conflict):
        operations.appeal(down, "Itu foto saya.", actor=maker, at=make.clock())
