"""Asking, replying and answering, below the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.adapters.jobs.models import Job
from marketplace.inquiries import operations, queries
from marketplace.inquiries.models import Message, Thread
from marketplace.inquiries.rules import LIMITS, LISTING_LIMITS, SENDER_LIMITS, THREAD_LIFETIME
from marketplace.kit.errors import Forbidden, NotFound, TooMany
from marketplace.kit.tokens import digest

SECRET = "a secret"


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"))


@pytest.fixture
def ask(session, clock):
    def begin(bag, **changes):
        values = {"name": "Rina", "email": "rina@contoh.invalid", "phone": None, "body": "Masih ada?"}
        thread = operations.ask(bag, **values | changes, locale="id", secret=SECRET, actor=None, at=clock())
        session.commit()
        return thread

    return begin


def actor_of(account, artisan_id=None):
    return Actor(account.id, account.role, account.name, artisan_id, False, "id")


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def test_a_question_is_kept_with_the_digest_of_its_link_alone(ask, bag, session, clock):
    thread = ask(bag)
    token = operations.link_token(thread.id, SECRET)
    assert thread.token_digest == digest(token)
    assert thread.token_expires_at == clock() + THREAD_LIFETIME
    assert (thread.unread_by_artisan, thread.waiting_since) == (1, clock())
    row = " ".join(str(value) for value in session.execute(select(Thread.__table__)).one())
    assert token not in row
    assert queries.by_token(token, clock()).id == thread.id


def test_two_threads_and_two_secrets_have_four_links():
    links = {operations.link_token(number, secret) for number in (1, 2) for secret in ("a", "b")}
    assert len(links) == 4
    assert all(len(link) == 43 for link in links)


def test_the_same_words_within_ten_minutes_are_one_message(ask, bag, session, clock):
    first = ask(bag)
    clock.now += timedelta(minutes=9)
    assert ask(bag).id == first.id
    assert (count(session, Message), count(session, Job)) == (1, 2)
    clock.now += timedelta(minutes=2)
    assert ask(bag).id != first.id


def test_another_sender_bag_name_or_text_is_another_thread(ask, bag, make):
    threads = {
        ask(bag).id,
        ask(bag, email="lain@contoh.invalid").id,
        ask(bag, body="Berapa ongkos kirim?").id,
        ask(bag, name="Budi").id,
        ask(make.listing(bag.artisan)).id,
    }
    assert len(threads) == 5


def test_a_link_ends_ninety_days_after_the_last_message(ask, bag, clock, session):
    thread = ask(bag)
    token = operations.link_token(thread.id, SECRET)
    clock.now += THREAD_LIFETIME - timedelta(seconds=1)
    operations.reply(queries.by_token(token, clock()), "Halo lagi", at=clock())
    session.commit()
    clock.now += THREAD_LIFETIME
    with pytest.raises(NotFound):
        queries.by_token(token, clock())


def test_an_answer_ends_the_waiting_and_goes_out_once(ask, bag, session, clock):
    thread = ask(bag)
    actor = actor_of(bag.artisan.account, bag.artisan_id)
    first = operations.answer(thread, "Masih.", actor=actor, secret=SECRET, at=clock())
    again = operations.answer(thread, "Masih.", actor=actor, secret=SECRET, at=clock())
    assert first is again
    assert (thread.unread_by_artisan, thread.waiting_since) == (0, None)
    letters = session.scalars(select(Job).where(Job.unique_key.like("letter:answer-%"))).all()
    assert len(letters) == 1
    assert letters[0].secret


def test_a_reply_sent_twice_counts_once(ask, bag, session, clock):
    thread = ask(bag)
    for _ in range(2):
        operations.reply(thread, "Warna biru?", at=clock())
    assert (count(session, Message), thread.unread_by_artisan) == (2, 2)


def test_an_answers_letter_carries_a_link_that_works_whatever_was_handed_out_before(make, clock, session):
    thread = make.thread(token="handed out under an older secret")
    actor = actor_of(thread.artisan.account, thread.artisan_id)
    operations.answer(thread, "Masih.", actor=actor, secret=SECRET, at=clock())
    assert queries.by_token(operations.link_token(thread.id, SECRET), clock()).id == thread.id


def test_a_buyer_with_a_number_alone_keeps_her_link_and_gets_no_letter(make, clock, session):
    thread = make.thread(token="hers", buyer_email=None, buyer_phone="+6281234560007")
    actor = actor_of(thread.artisan.account, thread.artisan_id)
    operations.answer(thread, "Masih.", actor=actor, secret=SECRET, at=clock())
    assert queries.by_token("hers", clock()).id == thread.id
    assert count(session, Job) == 0


def test_only_the_threads_own_artisan_may_answer_or_open_it(make, clock):
    thread = make.thread()
    for stranger in (make.artisan().account, make.account(Role.ADMIN), make.account(Role.BUYER)):
        actor = actor_of(stranger, thread.artisan_id)
        with pytest.raises(Forbidden):
            operations.answer(thread, "hai", actor=actor, secret=SECRET, at=clock())
        with pytest.raises(Forbidden):
            operations.opened(thread, actor=actor)


def tries(clock, limit, *, bags, contacts, addresses, actor=None):
    """Write until somebody says stop; return how many went through."""
    for number in range(limit + 1):
        try:
            operations.admit(
                bags(number),
                contacts(number),
                address=addresses(number),
                secret=SECRET,
                actor=actor,
                at=clock(),
            )
        except TooMany:
            return number
    return limit + 1


def one(number):
    return 1


def same(number):
    return "same"


@pytest.mark.parametrize(
    ("bags", "contacts", "addresses", "limit"),
    [
        (one, same, str, LIMITS[0][0]),
        (int, same, str, SENDER_LIMITS[0][0]),
        (one, str, str, LISTING_LIMITS[0][0]),
        (int, str, same, 30),
    ],
    ids=["sender and bag", "sender", "bag", "network address"],
)
def test_each_limit_holds_by_itself(session, clock, bags, contacts, addresses, limit):
    assert tries(clock, limit, bags=bags, contacts=contacts, addresses=addresses) == limit
    clock.now += timedelta(hours=1)
    assert tries(clock, 0, bags=bags, contacts=contacts, addresses=addresses) == 1


def test_an_account_cannot_hide_behind_many_contacts(make, clock):
    actor = actor_of(make.account())
    limit = SENDER_LIMITS[0][0]
    assert tries(clock, limit, bags=int, contacts=str, addresses=str, actor=actor) == limit


def test_who_wrote_cannot_be_found_by_trying_all_numbers_without_the_secret(ask, bag):
    thread = ask(bag)
    contact = thread.buyer_email or thread.buyer_phone
    assert thread.sender_key == operations.sender_key(contact, SECRET)
    assert thread.sender_key not in {operations.sender_key(contact, "another secret"), digest(contact)}
    assert operations.sender_key("+6281200000001", SECRET) != operations.sender_key("+6281200000002", SECRET)
