"""The demonstration's questions are ones the site would take."""

from __future__ import annotations

from collections import Counter

from marketplace.access.actors import Actor
from marketplace.demo.questions import ASKED, ask
from marketplace.questions.models import Question
from marketplace.questions.rules import State
from marketplace.questions.schemas import PublicAnswerForm, QuestionForm
from marketplace.web.forms import read_values


def test_every_one_passes_the_forms(app):
    with app.test_request_context():
        for name, body, answer in ASKED:
            assert read_values(QuestionForm, {"name": name, "question": body}).errors == {}
            assert not answer or read_values(PublicAnswerForm, {"answer": answer}).errors == {}


def test_some_wait_some_are_answered_and_one_is_hidden(make, clock, session):
    artisan = make.artisan()
    actor = Actor(artisan.account_id, artisan.account.role, artisan.name, artisan.id)
    for number in range(6):
        ask(make.listing(artisan), number, actor=actor, at=clock())
    states = Counter(question.state for question in session.query(Question))
    assert states == {State.ANSWERED: 5, State.HIDDEN: 1, State.WAITING: 1}
