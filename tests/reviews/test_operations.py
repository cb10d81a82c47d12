"""One review of each handed-over note; versions stay, and so does the one reply."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, text
from sqlalchemy.exc import IntegrityError

from marketplace.kit.errors import Conflict, Forbidden, Incomplete, NotFound
from marketplace.reviews import operations, queries
from marketplace.reviews.models import Review, ReviewWay
from marketplace.reviews.rights import NOTHING, Claim
from marketplace.reviews.rules import MAX_VERSIONS, Aspect, How
from tests.conftest import NOON
from tests.emptying import with_triggers_off
from tests.order_notes.conftest import SECRET, actor_of
from tests.reviews.conftest import by_letter

GOOD = dict.fromkeys(Aspect, 5)


def write(note, marks=None, reasons=None, words="Rapi.", at=NOON, claim=None):
    return operations.write(
        note,
        name="Bu R",
        marks=marks or GOOD,
        reasons=reasons or {},
        words=words,
        claim=claim or (by_letter(note) if note.buyer_email else NOTHING),
        secret=SECRET,
        at=at,
    )


def reply(note, words="Terima kasih.", actor=None):
    return operations.reply(note, words, actor=actor or actor_of(note.artisan), at=NOON)


def test_only_what_was_handed_over_is_reviewed(propose, bag):
    with pytest.raises(Conflict, match=r"review\.not_yet"):
        write(propose(bag))


def test_without_a_right_nothing_is_written(handed, session):
    for claim in (NOTHING, Claim(proof="x" * 43), by_letter(handed, "lain@contoh.invalid")):
        with pytest.raises(Conflict, match=r"review\.letter"):
            write(handed, claim=claim)
    assert session.query(Review).count() == 0


def test_each_version_keeps_how_its_writer_was_known(propose, bag, hand_over, make):
    account = make.account()
    note = hand_over(propose(bag, account_id=account.id))
    write(note, claim=Claim(account.id))
    review = write(note, words="Masih rapi.")
    assert [(one.way.how, one.way.proved_at) for one in review.versions] == [
        (How.ACCOUNT, NOON),
        (How.LETTER, NOON),
    ]
    assert len({one.way.mailbox for one in review.versions}) == 2


def test_an_old_review_is_proved_by_saying_the_same_again(handed, session):
    review = write(handed)
    with_triggers_off(session.connection(), ReviewWay.__table__, delete(ReviewWay).where(ReviewWay.id > 0))
    session.expire_all()
    assert review.current.way is None
    write(handed, at=NOON + timedelta(days=9))
    session.commit()
    shown = queries.of_note(handed.id)
    assert (shown.number, shown.current.way.proved_at) == (1, NOON + timedelta(days=9))


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
        "UPDATE review_way SET mailbox = 'x'",
        "DELETE FROM review_way",
    ],
)
def test_the_database_itself_keeps_reply_versions_and_proof(handed, session, statement):
    write(handed)
    reply(handed)
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(text(statement))
    session.rollback()
