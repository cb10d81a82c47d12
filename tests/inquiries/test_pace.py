"""How soon she usually answers: noted with each answer, within her hours, and said only after enough of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.artisans import operations as artisans
from marketplace.artisans.models import ReplyHours
from marketplace.artisans.rules import FormOfAddress, Pace
from marketplace.inquiries import jobs as talk_jobs
from marketplace.inquiries import operations, pace
from marketplace.inquiries.models import ReplyTime, ThreadBlock
from marketplace.inquiries.rules import FEWEST_FOR_PACE, PACE_OVER

ZONE = "Asia/Makassar"
HOUR = timedelta(hours=1)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 4, day, hour, minute, tzinfo=ZoneInfo(ZONE))


@pytest.fixture
def artisan(make):
    return make.artisan(
        slug="siti",
        name="Siti Rahma",
        form_of_address=FormOfAddress.BU,
        reply_hours=[ReplyHours(weekday=day, opens=time(8), closes=time(17)) for day in range(5)],
    )


def answer(thread, at):
    artisan = thread.artisan
    actor = Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)
    return operations.answer(thread, f"Masih ada, {at:%d %H.%M}.", actor=actor, at=at)


def noted(session):
    return [(row.minutes, row.days) for row in session.scalars(select(ReplyTime).order_by(ReplyTime.id))]


def answers(make, artisan, *waits, at):
    """Answered questions, each by (minutes, days)."""
    bag = make.listing(artisan)
    for number, (minutes, days) in enumerate(waits):
        thread = make.thread(bag, token=f"t{number}-{bag.id}", waiting_since=None)
        make.keep(
            ReplyTime(
                thread_id=thread.id, artisan_id=artisan.id, asked_at=at - HOUR, answered_at=at,
                minutes=minutes, days=days,
            )
        )  # fmt: skip


def measured(artisan, session, at):
    pace.measure(at=at, timezone=ZONE)
    session.commit()
    session.expire_all()
    return artisan.reply_pace


def test_a_wait_is_counted_from_the_oldest_open_question_within_her_hours(make, artisan, session):
    thread = make.thread(make.listing(artisan), waiting_since=local(10, 16, 30))  # a Friday
    operations.reply(thread, "Halo?", at=local(11, 9))
    answer(thread, local(13, 8, 15))
    assert noted(session) == [(45, 1)]


def test_what_answers_no_question_is_not_noted_and_said_twice_is_noted_once(make, artisan, session):
    thread = make.thread(make.listing(artisan), waiting_since=local(13, 9))
    answer(thread, local(13, 9, 30))
    answer(thread, local(13, 9, 30))
    answer(thread, local(13, 11))
    assert noted(session) == [(30, 0)]


def test_days_of_a_break_do_not_count(make, artisan, session):
    artisan.paused_from, artisan.paused_until = date(2026, 4, 14), date(2026, 4, 17)
    thread = make.thread(make.listing(artisan), waiting_since=local(13, 16))
    answer(thread, local(17, 9))
    assert noted(session) == [(120, 1)]


def test_days_of_a_break_she_came_back_from_early_do_not_count_either(make, artisan, session):
    artisan.paused_from, artisan.paused_until = date(2026, 4, 14), date(2026, 4, 30)
    thread = make.thread(make.listing(artisan), waiting_since=local(13, 16))
    owner = Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)
    artisans.resume(artisan, actor=owner, at=local(17, 8, 30), today=date(2026, 4, 17))
    answer(thread, local(17, 9))
    assert noted(session) == [(90, 1)]


def test_many_artisans_are_measured_with_as_many_queries_as_one(make, artisan, session, clock, queries):
    def count(*artisans):
        for one in artisans:
            answers(make, one, *[(5, 0)] * FEWEST_FOR_PACE, at=clock())
            make.thread(make.listing(one), token=f"open {one.id}", waiting_since=clock() - HOUR)
        session.commit()
        session.expire_all()
        with queries() as asked:
            pace.measure(at=clock(), timezone=ZONE)
        session.rollback()
        return sum(not one.startswith("UPDATE") for one in asked)

    alone = count(artisan)
    assert count(*[make.artisan() for _ in range(4)]) == alone


def test_nothing_is_said_of_fewer_answers_than_it_takes(make, artisan, session, clock):
    answers(make, artisan, *[(5, 0)] * (FEWEST_FOR_PACE - 1), at=clock())
    assert measured(artisan, session, clock()) is None
    answers(make, artisan, (5, 0), at=clock())
    assert measured(artisan, session, clock()) is Pace.HOUR


def test_old_answers_are_forgotten_and_the_words_go_with_them(make, artisan, session, clock):
    answers(make, artisan, *[(5, 0)] * FEWEST_FOR_PACE, at=clock())
    assert measured(artisan, session, clock()) is Pace.HOUR
    assert measured(artisan, session, clock() + PACE_OVER + HOUR) is None
    assert noted(session) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, None),
        ({"muted_by_artisan": True}, Pace.HOUR),
        ({"buyer_email": None, "buyer_phone": "+6281200000009"}, Pace.HOUR),
        ({"waiting_since": None}, Pace.HOUR),
    ],
)
def test_questions_left_unanswered_count_against_her_but_for_those_she_need_not_answer_here(
    make, artisan, session, clock, changes, said
):
    answers(make, artisan, *[(5, 0)] * FEWEST_FOR_PACE, at=clock())
    bag = make.listing(artisan)
    for number in range(FEWEST_FOR_PACE + 1):
        values = {"waiting_since": clock() - timedelta(days=20)} | changes
        make.thread(bag, token=f"open {number}", **values)
    assert measured(artisan, session, clock()) is said


def test_questions_of_blocked_contacts_do_not_count(make, artisan, session, clock):
    answers(make, artisan, *[(5, 0)] * FEWEST_FOR_PACE, at=clock())
    bag = make.listing(artisan)
    for number in range(FEWEST_FOR_PACE + 1):
        old = clock() - timedelta(days=20)
        thread = make.thread(bag, token=f"open {number}", waiting_since=old, sender_key=f"key {number}")
        make.keep(ThreadBlock(artisan_id=artisan.id, sender_key=thread.sender_key, blocked_at=clock()))
    assert measured(artisan, session, clock()) is Pace.HOUR


def test_her_page_the_ask_form_and_the_talk_say_it(client, make, artisan, session, clock):
    answers(make, artisan, *[(5, 0)] * FEWEST_FOR_PACE, at=clock())
    bag = make.listing(artisan)
    make.thread(bag)
    places = ("/artisans/siti", f"/products/{bag.slug}-{bag.code}/inquiry", "/inquiries/a%20token")
    said = "Bu Siti biasanya menjawab dalam satu jam."
    assert all(said not in client.get(place).get_data(as_text=True) for place in places)
    assert measured(artisan, session, clock()) is Pace.HOUR
    assert all(said in client.get(place).get_data(as_text=True) for place in places)


def test_it_is_measured_by_a_job_of_every_day(app):
    assert talk_jobs.MEASURE in app.extensions["handlers"].daily
