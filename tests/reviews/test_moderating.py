"""Reports of reviews, and what officers decide on them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from marketplace.access.roles import Role
from marketplace.kit.errors import Conflict, Forbidden, Incomplete, NotFound, TooMany
from marketplace.relatives.models import Relation
from marketplace.reviews import logged, moderating, operations, queries
from marketplace.reviews.rules import REPORT_LIMITS, Aspect, Objection, Ruling
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET
from tests.reviews.conftest import by_letter, officer_of

HIDE = (Ruling.HIDE, "Menyebut alamat rumah.", Objection.PERSONAL)


def write(note, words="Rapi."):
    said = {"name": "Bu R", "marks": dict.fromkeys(Aspect, 5), "reasons": {}, "words": words}
    return operations.write(note, **said, claim=by_letter(note), secret=SECRET, at=NOON)


@pytest.fixture
def review(handed, session):
    review = write(handed)
    session.commit()
    return queries.for_officer(review.id)


@pytest.fixture
def officer(make):
    return officer_of(make)


def rule(review, officer, ruling, words="", ground=None, **seen):
    page = replace(moderating.seen_of(review), **seen)
    return moderating.rule(review, ruling, words, ground, seen=page, actor=officer, at=NOON)


def report(review, sender="a", reason=Objection.RUDE, words="Kasar."):
    return moderating.report(review, reason, words, sender=sender, at=NOON)


def test_one_person_counts_once_until_the_review_is_another_one(review, officer, handed):
    assert report(review) and not report(review) and report(review, "b")
    rule(review, officer, Ruling.KEEP)
    assert queries.waiting_count() == 0
    assert not report(review)
    write(handed, "Lain sekali.")
    assert report(queries.for_officer(review.id))
    assert queries.waiting_count() == 1


def test_reports_of_one_address_are_limited(session):
    for _ in range(REPORT_LIMITS[0][0]):
        moderating.admit_report("192.0.2.1", at=NOON)
    with pytest.raises(TooMany):
        moderating.admit_report("192.0.2.1", at=NOON)


def test_a_hidden_review_leaves_day_and_ground_and_no_mark(review, officer, bag, session):
    report(review)
    rule(review, officer, *HIDE)
    session.commit()
    assert queries.summary_of_bag(bag.id).count == 0
    (shown,) = queries.newest_of_bag(bag.id)
    assert (shown.hidden.ground, shown.hidden.hidden_at) == (Objection.PERSONAL, NOON)
    assert queries.waiting_count() == 0
    with pytest.raises(NotFound):
        queries.public(review.id)


def test_what_was_hidden_and_written_anew_waits_again_and_is_shown_or_stays(review, officer, handed, bag):
    rule(review, officer, *HIDE)
    write(handed, "Tanpa alamat.")
    assert queries.waiting_count() == 1
    review = queries.for_officer(review.id)
    rule(review, officer, Ruling.STAY, "Masih ada alamat.")
    assert queries.waiting_count() == 0 and review.hidden is not None
    write(handed, "Rapi saja.")
    review = queries.for_officer(review.id)
    rule(review, officer, Ruling.SHOW, "Sudah baik.")
    assert queries.public(review.id).hidden is None
    assert queries.summary_of_bag(bag.id).count == 1
    assert [one.ruling for one in queries.for_officer(review.id).rulings] == [
        Ruling.HIDE,
        Ruling.STAY,
        Ruling.SHOW,
    ]


@pytest.mark.parametrize("ruling", [Ruling.KEEP, Ruling.SHOW, Ruling.STAY])
def test_a_ruling_that_changes_nothing_is_refused(review, officer, ruling):
    with pytest.raises(Conflict, match=r"review\.ruled"):
        rule(review, officer, ruling, "Karena.")


def test_nobody_decides_on_words_they_have_not_read(review, officer, handed):
    write(handed, "Lain.")
    with pytest.raises(Conflict, match=r"review\.changed"):
        rule(queries.for_officer(review.id), officer, *HIDE, number=1)


@pytest.mark.parametrize(
    ("ruling", "words", "ground", "missing"),
    [
        (Ruling.HIDE, "", None, {"ground", "words"}),
        (Ruling.HIDE, "Karena.", None, {"ground"}),
        (Ruling.HIDE, "  ", Objection.RUDE, {"words"}),
    ],
)
def test_ground_and_words_are_owed(review, officer, ruling, words, ground, missing):
    with pytest.raises(Incomplete) as caught:
        rule(review, officer, ruling, words, ground)
    assert set(caught.value.fields) == missing


def test_the_artisan_a_relative_and_the_buyer_do_not_decide(review, make, session, bag):
    own = officer_of(make, account=bag.artisan.account)
    related, buyer = officer_of(make), officer_of(make)
    make.keep(Relation(account_id=related.id, artisan_id=bag.artisan_id, declared_at=NOON))
    review.note.buyer_account_id = buyer.id
    session.commit()
    for actor in (own, related, buyer, officer_of(make, role=Role.BUYER)):
        with pytest.raises(Forbidden):
            rule(queries.for_officer(review.id), actor, *HIDE)


def test_both_sides_are_told_why_and_nobody_of_a_report_that_was_kept(review, officer, session, jobs, outbox):
    report(review)
    rule(review, officer, Ruling.KEEP)
    session.commit()
    jobs.run_all()
    outbox.letters.clear()
    rule(queries.for_officer(review.id), officer, *HIDE)
    session.commit()
    jobs.run_all()
    letters = {letter.to: letter.text for letter in outbox.letters}
    assert set(letters) == {"rina@contoh.invalid", review.artisan.account.email}
    assert all("Menyebut alamat rumah." in one for one in letters.values())
    assert "/orders/" in letters["rina@contoh.invalid"]


def test_the_decision_log_agrees_and_tells_where_a_row_was_changed(review, officer, session):
    rule(review, officer, *HIDE)
    rule(review, officer, Ruling.SHOW, "Keliru.")
    session.commit()
    assert list(logged.strays()) == []
    for statement in ("UPDATE review_ruling SET words = 'x'", "DELETE FROM review_ruling"):
        with pytest.raises(IntegrityError):
            session.execute(text(statement))
        session.rollback()


def test_a_decision_on_a_page_that_shows_fewer_decisions_is_refused(review, officer):
    report(review)
    page = moderating.seen_of(review)
    rule(review, officer, Ruling.KEEP)
    for ruling, words, ground in (HIDE, (Ruling.KEEP, "", None)):
        with pytest.raises(Conflict, match=r"review\.decided"):
            moderating.rule(review, ruling, words, ground, seen=page, actor=officer, at=NOON)
    assert len(review.rulings) == 1


@pytest.mark.parametrize("ruling", [Ruling.KEEP, Ruling.HIDE, Ruling.SHOW])
def test_reports_that_came_in_since_wait_on_unless_the_review_is_hidden(review, officer, ruling):
    report(review)
    if ruling is Ruling.SHOW:
        rule(review, officer, *HIDE)
    page = moderating.seen_of(review)
    report(review, "b")
    said = HIDE if ruling is Ruling.HIDE else (ruling, "Keliru.", None)
    moderating.rule(review, *said, seen=page, actor=officer, at=NOON)
    left = [one.sender_key for one in review.reports if one.settled_at is None]
    assert left == ([] if ruling is Ruling.HIDE else ["b"])


def test_nothing_is_kept_for_reports_that_were_not_seen(review, officer):
    report(review)
    with pytest.raises(Conflict, match=r"review\.ruled"):
        rule(review, officer, Ruling.KEEP, reports=frozenset())
    with pytest.raises(Conflict, match=r"review\.ruled"):
        rule(review, officer, Ruling.KEEP, reports=frozenset({999}))
