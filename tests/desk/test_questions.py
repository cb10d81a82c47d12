"""Reported questions at the desk: looked at, removed with a reason, or left."""

from __future__ import annotations

import pytest

from marketplace.questions import operations
from marketplace.questions.models import Question
from marketplace.questions.rules import FlagReason, State


@pytest.fixture
def question(make):
    question = make.question(make.listing(title="Tote Ombak"), "Muat.")
    operations.flag(question, FlagReason.RUDE, sender="a", at=make.clock())
    make.session.commit()
    return question


def text(response):
    return response.get_data(as_text=True)


def post(desk, question, step, **sent):
    return desk.post(
        f"/desk/questions/{question.id}/{step}", data={"csrf_token": desk.token("/desk/journal"), **sent}
    )


def again(session, question):
    session.expire_all()
    return session.get_one(Question, question.id)


def test_the_reports_page_leads_to_reported_questions(desk, question):
    assert "1 pertanyaan umum dilaporkan" in text(desk.get("/desk/reports"))
    assert "Tote Ombak" in text(desk.get("/desk/questions"))
    assert "Menghina atau mengancam" in text(desk.get(f"/desk/questions/{question.id}"))


def test_removing_needs_a_reason_and_empties_the_list(desk, question, session, client):
    assert post(desk, question, "remove", reason="").status_code == 422
    assert post(desk, question, "remove", reason="Menghina orang lain.").status_code == 303
    assert again(session, question).state is State.REMOVED
    assert "Antrean kosong" in text(desk.get("/desk/questions"))
    assert "Menghina orang lain." in text(desk.get(f"/desk/questions/{question.id}"))
    assert post(desk, question, "remove", reason="Lagi.").status_code == 409


def test_what_may_stay_leaves_the_list_and_the_page_keeps_it(desk, question, session):
    assert post(desk, question, "keep").status_code == 303
    assert again(session, question).state is State.ANSWERED
    assert "Tote Ombak" not in text(desk.get("/desk/questions"))
    assert desk.get("/desk/questions/999999").status_code == 404
