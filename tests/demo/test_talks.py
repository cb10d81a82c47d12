"""The demonstration's talk is one the site would take: with a photo, an answer, and something unread."""

from __future__ import annotations

from marketplace.access.actors import Actor
from marketplace.demo import orders
from marketplace.demo.talks import ANSWER, FURTHER, QUESTION, begin
from marketplace.inquiries.rules import PhotoState
from marketplace.inquiries.schemas import AnswerForm
from marketplace.order_notes.models import OrderNote


def test_she_is_asked_with_a_photo_answers_and_has_one_unread(app, make, session, jobs):
    artisan = make.artisan()
    actor = Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)
    box = app.extensions["toolbox"]
    assert begin(artisan, actor=actor, box=box) is None
    make.listing(artisan)
    thread = begin(artisan, actor=actor, box=box)
    orders.agree(artisan, actor=actor, box=box, thread=thread)
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert [message.body for message in thread.messages] == [QUESTION, ANSWER, FURTHER]
    assert [photo.state for photo in thread.messages[0].photos] == [PhotoState.READY]
    assert thread.unread_by_artisan == 1
    assert session.query(OrderNote).one().thread_id == thread.id
    for words in (QUESTION, ANSWER, FURTHER):
        assert AnswerForm(message=words).message == words
