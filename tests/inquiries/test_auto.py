"""What is sent by itself: when, how often, to whom not, and that it is no answer."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import Actor
from marketplace.artisans.models import ReplyHours
from marketplace.inquiries import auto, blocks, operations
from marketplace.inquiries.models import AutoReply, Message, ReplyTime, Thread
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import NotFound

SECRET = "a secret"
OUTSIDE = "Terima kasih! Saya membalas {jam}."
AWAY = "Saya libur sampai {kembali}."


def local(day, hour, minute=0):
    return datetime(2026, 4, day, hour, minute, tzinfo=ZoneInfo("Asia/Makassar"))


NIGHT, NOON = local(14, 20), local(14, 12)


@pytest.fixture
def artisan(make, session):
    artisan = make.artisan(
        reply_hours=[ReplyHours(weekday=day, opens=time(8), closes=time(17)) for day in range(5)]
    )
    session.add(AutoReply(artisan_id=artisan.id, outside=OUTSIDE, away=AWAY))
    session.commit()
    session.refresh(artisan)
    return artisan


def actor_of(artisan):
    return Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)


@pytest.fixture
def ask(artisan, make, session):
    bag = make.listing(artisan)

    def begin(at=NIGHT, **changes):
        values = {"name": "Rina", "email": "rina@contoh.invalid", "phone": None, "body": "Masih ada?"}
        values |= {"locale": "id", "secret": SECRET, "actor": None, "at": at}
        thread, _ = operations.ask(bag, **values | changes)
        session.commit()
        return thread

    return begin


def said(thread):
    return [(one.side, one.body) for one in thread.messages if one.automatic_on]


@pytest.mark.parametrize(
    ("at", "changes", "words"),
    [
        (NOON, {}, []),
        (NIGHT, {}, ["Terima kasih! Saya membalas Senin–Jumat 08.00–17.00 WITA."]),
        (local(12, 12), {}, ["Terima kasih! Saya membalas Senin–Jumat 08.00–17.00 WITA."]),  # a Sunday
        (NOON, {"paused_until": date(2026, 4, 20)}, ["Saya libur sampai 20 April 2026."]),
        (NIGHT, {"paused_until": date(2026, 4, 20)}, ["Saya libur sampai 20 April 2026."]),
        (NOON, {"paused_until": date(2026, 4, 14)}, []),
    ],
)
def test_the_moment_decides_what_is_sent(ask, artisan, session, at, changes, words):
    for name, value in changes.items():
        setattr(artisan, name, value)
    assert [body for _, body in said(ask(at))] == words


def test_words_are_filled_in_the_buyers_language(ask, artisan):
    artisan.paused_until = date(2026, 4, 20)
    assert said(ask(locale="en"))[0][1] == "Saya libur sampai 20 April 2026."
    artisan.paused_until = None
    assert "Monday–Friday" in said(ask(locale="en", email="b@contoh.invalid"))[0][1]


def test_it_goes_out_once_a_day_in_each_talk(ask, session):
    thread = ask()
    operations.reply(thread, "Halo?", at=local(14, 21))
    assert len(said(thread)) == 1
    operations.reply(thread, "Pagi!", at=local(15, 6))
    operations.reply(thread, "Ada orang?", at=local(15, 12))
    assert len(said(thread)) == 2
    assert len(said(ask(email="lain@contoh.invalid"))) == 1


def test_the_database_keeps_a_second_one_of_the_day_out(ask, session):
    thread = ask()
    session.add(
        Message(
            thread_id=thread.id, side=Side.ARTISAN, body="x", automatic_on=date(2026, 4, 14), sent_at=NIGHT
        )
    )
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_it_is_no_answer_and_stops_no_clock(ask, artisan, session):
    thread = ask()
    assert (thread.waiting_since, thread.unread_by_artisan, thread.unread_by_buyer) == (NIGHT, 1, 1)
    assert session.query(ReplyTime).count() == 0
    operations.answer(thread, "Masih ada.", actor=actor_of(artisan), at=local(15, 9))
    assert session.query(ReplyTime).one().minutes == 60


def test_pressed_twice_is_still_one_message(ask, session):
    thread = ask()
    assert ask().id == thread.id
    operations.reply(thread, "Halo?", at=local(15, 5))
    operations.reply(thread, "Halo?", at=local(15, 5, 1))
    assert [one.body for one in thread.messages if one.side is Side.BUYER] == ["Masih ada?", "Halo?"]
    assert len(said(thread)) == 2


def test_whom_she_muted_or_blocked_gets_none(ask, artisan, session):
    thread = ask(NOON)
    operations.mute(thread, True, actor=actor_of(artisan))
    operations.reply(thread, "Halo?", at=NIGHT)
    operations.mute(thread, False, actor=actor_of(artisan))
    blocks.block(thread, secret=SECRET, actor=actor_of(artisan), at=NIGHT)
    assert auto.follow(thread, secret=SECRET, at=local(14, 21)) is None
    assert said(thread) == []


def test_without_words_or_hours_nothing_is_sent(ask, artisan, session):
    auto.keep("", AWAY, actor=actor_of(artisan))
    assert said(ask()) == []
    auto.keep("", "", actor=actor_of(artisan))
    assert session.query(AutoReply).count() == 0
    auto.keep(OUTSIDE, "", actor=actor_of(artisan))
    artisan.reply_hours.clear()
    session.commit()
    session.refresh(artisan)
    assert said(ask(email="lain@contoh.invalid")) == []
    with pytest.raises(NotFound):
        auto.keep("a", "b", actor=Actor(artisan.account_id, artisan.account.role, "x"))


def test_it_comes_and_goes_with_the_message_it_follows(ask, artisan, make, session):
    thread = ask(NOON)
    operations.reply(thread, "Halo?", at=NIGHT)
    session.rollback()
    assert [one.body for one in session.get_one(Thread, thread.id).messages] == ["Masih ada?"]


def test_a_receipt_carries_it_and_its_reader_sees_what_it_is(
    clock, ask, client, jobs, outbox, make, sign_in, artisan
):
    thread, clock.now = ask(locale="en"), NIGHT
    jobs.run_all()
    (letter,) = [one for one in outbox.letters if one.to == "rina@contoh.invalid"]
    assert "This was sent by itself:" in letter.text and "Terima kasih!" in letter.text
    way = letter.text.split("/inquiries/")[1].split()[0]
    assert f"{artisan.name}, sent by itself" in client.get(f"/en/inquiries/{way}").get_data(as_text=True)
    sign_in(client, artisan.account)
    page = client.get(f"/en/studio/inbox/{thread.id}").get_data(as_text=True)
    assert "You, sent by itself" in page
