"""The artisan's list of public questions, and what she does with one."""

from __future__ import annotations

import pytest

from marketplace.listings.rules import State as ListingState
from marketplace.questions.models import Question
from marketplace.questions.rules import State


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"))


@pytest.fixture
def studio(client, bag, sign_in):
    sign_in(client, bag.artisan.account)
    return client


def text(response):
    return response.get_data(as_text=True)


def post(studio, where, **sent):
    return studio.post(where, data={"csrf_token": studio.token("/studio/questions"), **sent})


def again(session, question):
    session.expire_all()
    return session.get_one(Question, question.id)


def test_what_waits_comes_first_and_is_counted_where_she_begins(studio, bag, make):
    make.question(bag, "Sudah saya jawab.", body="Pertanyaan lama?")
    make.question(bag, body="Pertanyaan baru?")
    page = text(studio.get("/studio/questions"))
    assert page.index("Pertanyaan baru?") < page.index("Pertanyaan lama?")
    assert "1 pertanyaan umum menunggu" in text(studio.get("/studio/"))
    assert "Pertanyaan umum" in text(studio.get("/studio/inbox"))


def test_an_empty_list_says_so(studio):
    assert "Belum ada pertanyaan umum" in text(studio.get("/studio/questions"))


def test_a_refused_answer_stays_in_the_field(studio, bag, make, session):
    question = make.question(bag)
    response = post(studio, f"/studio/questions/{question.id}", answer="WA saja 0812 3456 7890")
    assert response.status_code == 422 and "0812 3456 7890" in text(response)
    assert again(session, question).state is State.WAITING


def test_she_hides_one_and_shows_it_again_with_an_answer(studio, bag, make, session):
    question = make.question(bag)
    assert post(studio, f"/studio/questions/{question.id}/hide").status_code == 303
    assert again(session, question).state is State.HIDDEN
    assert post(studio, f"/studio/questions/{question.id}/hide").status_code == 409
    assert post(studio, f"/studio/questions/{question.id}", answer="Muat.").status_code == 303
    assert again(session, question).state is State.ANSWERED


def test_what_an_officer_removed_she_reads_and_cannot_bring_back(studio, bag, make):
    question = make.question(bag, "Muat.", state=State.REMOVED, reason="Menghina.", removed_at=make.clock())
    where = f"/studio/questions/{question.id}"
    assert "Menghina." in text(studio.get(where)) and "<textarea" not in text(studio.get(where))
    assert post(studio, where, answer="Tetap.").status_code == 409


def test_other_peoples_questions_are_not_hers(studio, make):
    question = make.question()
    assert studio.get(f"/studio/questions/{question.id}").status_code == 404
    assert post(studio, f"/studio/questions/{question.id}", answer="Muat.").status_code == 404
    assert post(studio, f"/studio/questions/{question.id}/hide").status_code == 404


def test_an_answer_about_a_bag_nobody_sees_promises_no_page(studio, bag, make, session):
    question = make.question(bag)
    bag.state = ListingState.REMOVED
    session.commit()
    where = f"/studio/questions/{question.id}"
    sent = studio.post(
        where, data={"csrf_token": studio.token(where), "answer": "Muat."}, follow_redirects=True
    )
    assert "begitu pembeli bisa melihat tasnya lagi" in text(sent) and "kini tampil" not in text(sent)
