"""How an artisan is paid: her words and picture, as they stood on agreement and since, until nobody needs them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.inquiries.photos import StoredPhoto
from marketplace.kit.errors import NotFound
from marketplace.order_notes import operations, paying, queries
from marketplace.order_notes.models import NotePayment, PaymentPicture
from marketplace.order_notes.rules import LINK_LIFETIME, Action
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY, actor_of


def stored(name="a"):
    return StoredPhoto(f"key-{name}.png", name * 64, f"{name}.png")


@pytest.fixture
def write(bag, session):
    """Say how the bag's maker is paid, some days after NOON, and commit."""

    def say(words="Bank A", picture=None, days=0, **more):
        paying.write_payment(
            words, actor=actor_of(bag.artisan), at=NOON + timedelta(days=days), picture=picture, **more
        )
        session.commit()

    return say


@pytest.fixture
def agree(propose, bag, session):
    def begin():
        note = propose(bag)
        operations.confirm(note, seen=1, who=operations.buyer_of(note, None), at=NOON, today=TODAY)
        session.commit()
        return note

    return begin


def test_the_same_words_again_change_no_day(bag, write):
    for later, words in ((0, "Bank A"), (1, "Bank A"), (2, "Bank B")):
        write(words, days=later)
        kept = queries.payment_words(bag.artisan_id)
        assert (kept.words, kept.changed_at) == (words, NOON + timedelta(days=2 if later == 2 else 0))


def test_who_is_no_artisan_has_none(app, session):
    with pytest.raises(NotFound):
        paying.write_payment("x", actor=Actor(1, Role.BUYER, "Rina"), at=NOON)


def test_a_picture_is_kept_replaced_and_taken_out_with_its_day(bag, write, session):
    write(picture=stored("a"))
    first = queries.payment_words(bag.artisan_id).picture
    write(picture=stored("a"), days=1)
    kept = queries.payment_words(bag.artisan_id)
    assert kept.picture is first and kept.changed_at == NOON, "the same file is no change"
    write(picture=stored("b"), days=2)
    assert queries.payment_words(bag.artisan_id).picture.digest == "b" * 64
    write(days=3)
    assert queries.payment_words(bag.artisan_id).picture is not None, "words alone leave it"
    write(without_picture=True, days=4)
    kept = queries.payment_words(bag.artisan_id)
    assert kept.picture is None and kept.changed_at == NOON + timedelta(days=4)


def test_an_agreed_note_keeps_what_stood_there_and_says_what_changed_when(bag, write, agree):
    write("Bank A", stored("a"))
    note = agree()
    found = paying.shown(note, TODAY)
    assert found.then.words == "Bank A" and found.now is None and found.changed_at is None
    first = found.then.picture
    write("Bank A", stored("b"), days=2)
    found = paying.shown(note, TODAY)
    assert found.then.picture is first and found.now.picture.digest == "b" * 64
    assert found.changed_at == NOON + timedelta(days=2)
    assert [one.id for one in found.pictures] == [first.id, found.now.picture_id]
    write("", without_picture=True, days=3)
    found = paying.shown(note, TODAY)
    assert found.then.words == "Bank A" and found.now is None and found.changed_at is not None
    write("Bank A", days=4)
    assert paying.shown(note, TODAY).now is not None, "without the picture it is another way to be paid"


def test_what_was_written_after_the_agreement_is_no_part_of_it(write, agree):
    note = agree()
    assert paying.shown(note, TODAY) is None
    write("Bank B", days=1)
    found = paying.shown(note, TODAY)
    assert found.then is None and found.now.words == "Bank B" and found.changed_at is not None


def test_nothing_is_shown_before_agreement_after_calling_off_and_once_the_links_ended(
    propose, bag, write, agree, session
):
    write(picture=stored())
    assert paying.shown(propose(bag), TODAY) is None
    note = agree()
    number = paying.shown(note, TODAY).then.picture_id
    assert paying.picture_of(note, number, TODAY).id == number
    with pytest.raises(NotFound):
        paying.picture_of(note, number + 1, TODAY)
    late = TODAY + timedelta(days=15) + LINK_LIFETIME
    assert paying.shown(note, late) is None
    with pytest.raises(NotFound):
        paying.picture_of(note, number, late)
    who = operations.buyer_of(note, None)
    operations.step(note, Action.CANCEL, "Batal saja", who=who, at=NOON)
    assert paying.shown(note, TODAY) is None


def test_another_artisans_picture_is_not_hers(bag, write, make):
    write(picture=stored())
    number = queries.payment_words(bag.artisan_id).picture_id
    assert paying.own_picture(bag.artisan_id, number).id == number
    for artisan_id in (make.artisan().id, None):
        with pytest.raises(NotFound):
            paying.own_picture(artisan_id, number)


def test_old_pictures_go_once_no_note_needs_them(write, agree, session):
    write(picture=stored("a"))
    note = agree()
    write(picture=stored("b"), days=1)
    assert paying.forget(NOON + timedelta(days=2)) == 0, "the note needs the first one"
    session.delete(session.query(PaymentPicture).filter_by(digest="a" * 64).one())
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
    assert paying.forget(note.link_expires_at) == 1
    session.commit()
    assert session.query(NotePayment).count() == 0
    assert [one.digest for one in session.query(PaymentPicture)] == ["b" * 64]


def test_a_note_that_was_called_off_needs_none(write, agree, session):
    write(picture=stored("a"))
    note = agree()
    write(without_picture=True, days=1)
    operations.step(note, Action.CANCEL, "Batal saja", who=operations.buyer_of(note, None), at=NOON)
    assert paying.forget(NOON + timedelta(days=1)) == 1
    assert list(paying.named_files()) == []
