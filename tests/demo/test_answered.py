"""The demonstration's answers show a reply time, and say of themselves that they are examples."""

from __future__ import annotations

from marketplace.access.actors import Actor
from marketplace.artisans.rules import Pace
from marketplace.demo import hours
from marketplace.demo.answered import AWAY, OUTSIDE, TALKS, begin
from marketplace.inquiries import auto
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import FEWEST_FOR_PACE
from marketplace.inquiries.schemas import AnswerForm, AutoReplyForm


def test_five_answers_within_hours_make_a_reply_time(app, make, session):
    artisan = make.artisan()
    actor = Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)
    box = app.extensions["toolbox"]
    begin(artisan, actor=actor, box=box)
    assert session.query(Thread).count() == 0, "without a bag there is nothing to ask about"
    make.listing(artisan)
    hours.keep(artisan, 1, actor=actor)
    begin(artisan, actor=actor, box=box)
    session.commit()
    session.expire_all()
    assert artisan.reply_pace is Pace.HOUR
    threads = session.query(Thread).all()
    assert len(threads) == len(TALKS) == FEWEST_FOR_PACE
    assert all(thread.waiting_since is None for thread in threads)
    for thread in threads:
        question, answer = (message.body for message in thread.messages)
        assert thread.buyer_name.startswith("Pembeli Contoh")
        assert question.startswith("Pertanyaan contoh") and answer.startswith("Jawaban contoh")
        assert AnswerForm(message=question).message == question
    assert AutoReplyForm(outside=OUTSIDE, away=AWAY).away == AWAY
    assert auto.texts_of(artisan.id) is not None
