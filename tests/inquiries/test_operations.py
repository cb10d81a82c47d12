"""Asking, replying and answering, below the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.access.tasks import Acting, Task
from marketplace.adapters.jobs.models import Job
from marketplace.inquiries import blocks, links, operations, senders
from marketplace.inquiries.models import Message, Thread, ThreadLink
from marketplace.inquiries.rules import (
    HOURLY_LIMIT,
    LIMITS,
    LISTING_LIMITS,
    SENDER_LIMITS,
    THREAD_LIFETIME,
)
from marketplace.kit.errors import Conflict, Forbidden, Gone, NotFound, TooMany
from marketplace.kit.tokens import LINK_GRACE, digest

SECRET = "a secret"


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"))


@pytest.fixture
def ask(session, clock):
    def begin(bag, **changes):
        values = {"name": "Rina", "email": "rina@contoh.invalid", "phone": None, "body": "Masih ada?"}
        thread, begin.token = operations.ask(
            bag, **values | changes, locale="id", secret=SECRET, actor=None, at=clock()
        )
        session.commit()
        return thread

    return begin


def actor_of(account, artisan_id=None):
    return Actor(account.id, account.role, account.name, artisan_id, False, "id")


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def test_a_question_is_kept_with_the_digest_of_its_link_alone(ask, bag, session, clock):
    thread = ask(bag)
    assert [link.digest for link in thread.links] == [digest(ask.token)]
    assert thread.links_end_at == clock() + THREAD_LIFETIME
    assert (thread.unread_by_artisan, thread.unread_by_buyer, thread.waiting_since) == (1, 0, clock())
    rows = [*session.execute(select(Thread.__table__)), *session.execute(select(ThreadLink.__table__))]
    assert ask.token not in " ".join(str(value) for row in rows for value in row)
    assert links.opened(ask.token, clock()).thread.id == thread.id


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
    ask(bag)
    clock.now += THREAD_LIFETIME - timedelta(seconds=1)
    operations.reply(links.opened(ask.token, clock()).thread, "Halo lagi", at=clock())
    session.commit()
    clock.now += THREAD_LIFETIME
    with pytest.raises(NotFound):
        links.opened(ask.token, clock())


def test_an_answer_ends_the_waiting_and_goes_out_once(ask, bag, session, clock):
    thread = ask(bag)
    actor = actor_of(bag.artisan.account, bag.artisan_id)
    first = operations.answer(thread, "Masih.", actor=actor, at=clock())
    again = operations.answer(thread, "Masih.", actor=actor, at=clock())
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


def test_each_answer_takes_the_place_of_the_links_before_it(ask, bag, session, clock):
    thread = ask(bag)
    actor = actor_of(bag.artisan.account, bag.artisan_id)
    first = ask.token
    operations.answer(thread, "Masih.", actor=actor, at=clock())
    assert [link.replaced_at for link in thread.links] == [clock(), None]
    letter = session.scalars(select(Job).where(Job.unique_key.like("letter:answer-%"))).one()
    newest = letter.payload["context"]["token"]
    assert newest != first
    assert {links.opened(one, clock()).thread.id for one in (first, newest)} == {thread.id}
    clock.now += LINK_GRACE
    assert links.opened(newest, clock()).thread.id == thread.id
    with pytest.raises(Gone):
        links.opened(first, clock())


def test_what_the_buyer_has_not_read_is_counted_until_she_reads_or_writes(ask, bag, clock):
    thread = ask(bag)
    actor = actor_of(bag.artisan.account, bag.artisan_id)
    for words in ("Masih.", "Warnanya biru."):
        operations.answer(thread, words, actor=actor, at=clock())
    assert thread.unread_by_buyer == 2
    operations.opened_by_buyer(thread)
    assert thread.unread_by_buyer == 0
    operations.answer(thread, "Ada lagi?", actor=actor, at=clock())
    operations.reply(thread, "Tidak, terima kasih.", at=clock())
    assert thread.unread_by_buyer == 0


def test_a_buyer_with_a_number_alone_keeps_her_link_and_gets_no_letter(make, clock, session):
    thread = make.thread(token="hers", buyer_email=None, buyer_phone="+6281234560007")
    actor = actor_of(thread.artisan.account, thread.artisan_id)
    operations.answer(thread, "Masih.", actor=actor, at=clock())
    assert links.opened("hers", clock()).thread.id == thread.id
    assert count(session, Job) == 0


def test_only_the_threads_own_artisan_may_answer_or_open_it(make, clock):
    thread = make.thread()
    for stranger in (make.artisan().account, make.account(Role.ADMIN), make.account(Role.BUYER)):
        actor = actor_of(stranger, thread.artisan_id)
        with pytest.raises(Forbidden):
            operations.answer(thread, "hai", actor=actor, at=clock())
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


def test_a_crowd_at_a_bag_silences_nobody_who_talks_already(session, clock):
    limit = LISTING_LIMITS[0][0]
    assert tries(clock, limit, bags=one, contacts=str, addresses=str) == limit
    operations.admit(1, "rina", address="hers", secret=SECRET, actor=None, at=clock(), begins=False)
    with pytest.raises(TooMany):
        operations.admit(1, "rina", address="hers", secret=SECRET, actor=None, at=clock())


def test_an_account_cannot_hide_behind_many_contacts(make, clock):
    actor = actor_of(make.account())
    limit = SENDER_LIMITS[0][0]
    assert tries(clock, limit, bags=int, contacts=str, addresses=str, actor=actor) == limit


def test_who_wrote_cannot_be_found_by_trying_all_numbers_without_the_secret(ask, bag):
    thread = ask(bag)
    contact = thread.buyer_email or thread.buyer_phone
    assert thread.sender_key == senders.sender_key(contact, SECRET)
    assert thread.sender_key not in {senders.sender_key(contact, "another secret"), digest(contact)}
    assert senders.sender_key("+6281200000001", SECRET) != operations.sender_key("+6281200000002", SECRET)


def test_a_buyer_who_is_answered_may_write_on(client, make, session, clock):
    data = {"name": "Rina", "contact": "rina@contoh.invalid", "message": "Apakah masih ada?"}
    bag = make.listing()
    answer = client.post(f"/products/{bag.slug}-{bag.code}/inquiry", data=data)
    thread = session.query(Thread).one()

    def write(words):
        return client.post(answer.location.partition("?")[0], data={"message": words}).status_code

    assert [write(f"Pesan {number}") for number in range(HOURLY_LIMIT)] == [303] * (HOURLY_LIMIT - 1) + [429]
    thread = session.get_one(Thread, thread.id, populate_existing=True)
    actor = Actor(thread.account_id, Role.ARTISAN, "Siti", thread.artisan_id)
    operations.answer(thread, "Masih, Bu.", actor=actor, at=clock())
    session.commit()
    assert [write(f"Lagi {number}") for number in range(HOURLY_LIMIT + 1)] == [303] * HOURLY_LIMIT + [429]


def test_what_comes_again_with_its_mark_is_known_hours_later_and_other_words_are_not_swallowed(
    make, session, clock
):
    thread = make.thread()
    first = operations.reply(thread, "Warna biru?", at=clock(), once="m" * 16)
    operations.reply(thread, "Dan talinya?", at=clock(), once="n" * 16)
    clock.now += timedelta(hours=5)
    assert operations.reply(thread, "Warna biru?", at=clock(), once="m" * 16) is first
    assert operations.reply(thread, "Warna hijau?", at=clock(), once="m" * 16) is not first
    assert operations.reply(thread, "Warna biru?", at=clock()) is not first
    assert [message.body for message in thread.messages[1:]] == [
        "Warna biru?",
        "Dan talinya?",
        "Warna hijau?",
        "Warna biru?",
    ]


def test_a_muted_talk_is_unread_all_the_same_and_nobody_gets_a_letter(make, session, clock, jobs, outbox):
    thread = make.thread(unread_by_artisan=0)
    actor = Actor(thread.account_id, Role.ARTISAN, "Siti", thread.artisan_id)
    operations.mute(thread, True, actor=actor)
    operations.mute_for_buyer(thread, True)
    operations.reply(thread, "Warna biru?", at=clock())
    assert thread.unread_by_artisan == 1 and thread.waiting_since is not None
    operations.answer(thread, "Ada.", actor=actor, at=clock())
    session.commit()
    jobs.run_all()
    assert outbox.letters == []
    assert thread.unread_by_buyer == 1
    assert [link.replaced_at for link in thread.links] == [None], "her only link was replaced"
    operations.mute(thread, False, actor=actor)
    operations.mute_for_buyer(thread, False)
    operations.reply(thread, "Terima kasih", at=clock())
    operations.answer(thread, "Sama-sama", actor=actor, at=clock())
    session.commit()
    jobs.run_all()
    assert {letter.to for letter in outbox.letters} == {thread.artisan.account.email, thread.buyer_email}


def test_what_an_officer_ended_is_answered_no_more(ask, bag, session, clock):
    thread = ask(bag)
    blocks.end_between(thread, secret=SECRET, at=clock())
    with pytest.raises(Conflict, match=r"inquiry\.ended"):
        operations.answer(thread, "Masih.", actor=actor_of(bag.artisan.account, bag.artisan_id), at=clock())
    assert len(thread.messages) == 1


@pytest.mark.parametrize(
    "reached",
    [{"email": "rina+tas@contoh.invalid"}, {"email": "x@contoh.invalid", "phone": "+6281234560007"}],
)
def test_a_helper_who_asked_as_a_guest_does_not_answer_herself(make, clock, reached):
    thread = make.thread(buyer_email="rina@contoh.invalid", buyer_phone="+6281234560007")
    account, artisan = make.account(name="Rina", **reached), thread.artisan
    acting = Acting(1, artisan.account_id, artisan.name, frozenset({Task.TALKS}))
    herself = Actor(account.id, Role.BUYER, "Rina", artisan.id, acting=acting)
    with pytest.raises(Forbidden, match=r"helper\.own_talk"):
        operations.answer(thread, "Masih.", actor=herself, at=clock())
    assert len(thread.messages) == 1
