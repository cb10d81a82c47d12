"""One review of each handed-over note; versions stay, and so does the one reply."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, NotFound
from marketplace.reviews import operations, queries
from marketplace.reviews.models import Review
from marketplace.reviews.rules import MAX_VERSIONS, Aspect
from tests.conftest import NOON
from tests.order_notes.conftest import actor_of

GOOD = dict.fromkeys(Aspect, 5)


def write(note, marks=None, reasons=None, words="Rapi.", at=NOON, account_id=None):
    return operations.write(
        note,
        name="Bu R",
        marks=marks or GOOD,
        reasons=reasons or {},
        words=words,
        at=at,
        account_id=account_id,
    )


def reply(note, words="Terima kasih.", actor=None):
    return operations.reply(note, words, actor=actor or actor_of(note.artisan), token="t", at=NOON)


def test_only_what_was_handed_over_is_reviewed(propose, bag):
    with pytest.raises(Conflict, match=r"review\.not_yet"):
        write(propose(bag))


def test_a_note_whose_link_the_artisan_passed_on_needs_an_account(propose, bag, hand_over, make):
    number = {"email": None, "phone": "+6281200000009"}
    with pytest.raises(Conflict, match=r"review\.not_yet"):
        write(hand_over(propose(bag, **number)))
    account = make.account(Role.BUYER)
    known = hand_over(propose(bag, **number), Actor(account.id, Role.BUYER, "Rina"))
    with pytest.raises(Conflict):
        write(known)
    assert write(known, account_id=account.id).number == 1


def test_low_marks_without_a_reason_are_refused(handed):
    with pytest.raises(Incomplete) as caught:
        write(handed, marks=GOOD | {Aspect.ON_TIME: 2})
    assert caught.value.fields == {"why_on_time": "review.why"}


def test_a_change_is_a_version_and_the_same_again_is_none(handed, session):
    write(handed)
    write(handed)
    later = NOON + timedelta(days=3)
    review = write(handed, words="Setelah seminggu: tetap rapi.", at=later)
    session.commit()
    assert [(one.number, one.words, one.made_at) for one in review.versions] == [
        (1, "Rapi.", NOON),
        (2, "Setelah seminggu: tetap rapi.", later),
    ]
    assert review.written_at == NOON
    for number in range(3, MAX_VERSIONS + 1):
        write(handed, words=f"Lagi {number}.")
    with pytest.raises(Conflict, match=r"review\.too_many_versions"):
        write(handed, words="Sekali lagi.")
    assert session.query(Review).count() == 1


def test_a_reply_is_given_once_by_its_artisan(handed, make, session, jobs, outbox):
    with pytest.raises(NotFound):
        reply(handed)
    write(handed)
    with pytest.raises(Forbidden):
        reply(handed, actor=actor_of(make.artisan()))
    reply(handed)
    with pytest.raises(Conflict, match=r"review\.replied"):
        reply(handed, "Lain lagi.")
    session.commit()
    jobs.run_all()
    assert "Terima kasih." in outbox.letters[-1].text
    assert queries.of_note(handed.id).reply == "Terima kasih."


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE review SET reply = 'x'",
        "UPDATE review SET reply = '', replied_at = NULL",
        "UPDATE review_version SET on_time = 1",
        "DELETE FROM review_version",
    ],
)
def test_the_database_itself_keeps_reply_and_versions(handed, session, statement):
    write(handed)
    reply(handed)
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(text(statement))
    session.rollback()
