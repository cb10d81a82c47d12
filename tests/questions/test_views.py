"""Anybody asks in public; it stands there once the artisan has answered."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from marketplace.listings.rules import State as ListingState
from marketplace.questions.models import Question, QuestionFlag
from marketplace.questions.rules import State

ASKED = {"name": "Rina", "question": "Muat laptop 13 inci?\nYang tebal.", "email": "rina@contoh.invalid"}


def text(response):
    return response.get_data(as_text=True)


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"), title="Tote Ombak")


def page(bag):
    return f"/products/{bag.slug}-{bag.code}"


def place(bag):
    return f"{page(bag)}/questions"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_asked_answered_and_read_without_an_account(client, app, bag, session, sign_in, jobs, outbox, prefix):
    assert client.get(prefix + place(bag)).status_code == 200
    response = client.post(prefix + place(bag), data=ASKED)
    assert response.status_code == 303 and "Set-Cookie" not in response.headers
    thanks = client.get(response.location)
    assert 'role="status"' in text(thanks)
    assert "Muat laptop" not in text(thanks) and "Muat laptop" not in text(client.get(page(bag)))
    maker = app.test_client()
    sign_in(maker, bag.artisan.account)
    listed = text(maker.get("/studio/questions"))
    assert "Muat laptop 13 inci?" in listed and "rina@" not in listed
    address = re.search(r"/studio/questions/\d+", listed)[0]
    token = maker.token(address)
    answered = maker.post(address, data={"csrf_token": token, "answer": "Muat,\nasal tanpa sarung."})
    assert answered.status_code == 303
    for where in (page(bag), place(bag)):
        read = client.get(prefix + where)
        assert "Muat laptop 13 inci?\nYang tebal." in text(read) and "asal tanpa sarung." in text(read)
        assert "rina@" not in text(read) and "Set-Cookie" not in read.headers
    jobs.run_all()
    letter = next(one for one in outbox.letters if one.to == "rina@contoh.invalid")
    assert f"http://127.0.0.1:8000{prefix}{place(bag)}" in letter.text
    assert session.scalars(select(Question.email)).all() == [None]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "✓ Resmi"), ("question", ""), ("question", "WA 0812 3456 7890"), ("email", "x")],
)
def test_a_faulty_question_keeps_what_was_typed_and_says_what_is_wrong(client, bag, session, field, value):
    response = client.post(place(bag), data=ASKED | {field: value})
    assert response.status_code == 422 and f'id="{field}-error"' in text(response)
    assert all(sent in text(response) for name, sent in ASKED.items() if name != field)
    assert count(session, Question) == 0


def test_what_only_a_robot_fills_in_is_thanked_for_and_not_kept(client, bag, session):
    response = client.post(place(bag), data=ASKED | {"website": "https://contoh.invalid"})
    assert response.location == client.post(place(bag), data=ASKED).location
    assert count(session, Question) == 1


def test_markup_is_text(client, bag, make):
    make.question(bag, "<script>alert(2)</script>", body="<b>Tebal</b>? {{7*7}}", name="<i>R</i>")
    read = text(client.get(place(bag)))
    assert "&lt;b&gt;Tebal&lt;/b&gt;? {{7*7}}" in read and "<script>alert" not in read and "<i>R" not in read


def test_pressing_twice_asks_once_and_too_many_keep_their_text(client, bag, session):
    for _ in range(2):
        client.post(place(bag), data=ASKED)
    assert count(session, Question) == 1
    for number in range(2):
        client.post(place(bag), data=ASKED | {"question": f"Pertanyaan {number}"})
    response = client.post(place(bag), data=ASKED | {"question": "Pertanyaan terakhir"})
    assert response.status_code == 429 and int(response.headers["Retry-After"]) > 0
    assert "Pertanyaan terakhir" in text(response)


@pytest.mark.usefixtures("limits")
def test_a_flood_from_one_address_ends_at_the_door(client, bag):
    statuses = {client.post(place(bag), data={}).status_code for _ in range(125)}
    assert statuses == {422, 429}


@pytest.mark.parametrize(
    ("state", "seen", "asked"),
    [
        (ListingState.PUBLISHED, 200, 303),
        (ListingState.PAUSED, 200, 303),
        (ListingState.SOLD, 200, 409),
        (ListingState.DRAFT, 404, 404),
    ],
)
def test_a_sold_bag_keeps_its_answers_and_takes_no_more(client, make, state, seen, asked):
    bag = make.listing(state=state)
    make.question(bag, "Muat.")
    assert client.get(place(bag)).status_code == seen
    assert client.post(place(bag), data=ASKED).status_code == asked


def test_the_bags_page_shows_two_and_the_way_to_all(client, bag, make):
    assert "Belum ada" in text(client.get(page(bag)))
    for number in range(3):
        make.question(bag, f"Jawaban nomor {number}.")
    read = text(client.get(page(bag)))
    assert read.count("Jawaban nomor") == 2 and "3 pertanyaan" in read and f'href="{place(bag)}"' in read
    assert text(client.get(place(bag))).count("Jawaban nomor") == 3


def test_what_was_taken_away_is_counted_in_public(client, bag, make):
    make.question(bag, "Muat.", state=State.HIDDEN)
    make.question(bag, "Muat.", state=State.REMOVED, reason="Menghina.", removed_at=make.clock())
    read = text(client.get(place(bag)))
    assert "1 pertanyaan terjawab disembunyikan" in read and "1 dihapus petugas" in read
    assert "Menghina" not in read


def test_the_list_takes_the_same_few_statements_however_much_is_on_it(client, bag, make, queries):
    def asked():
        with queries() as statements:
            client.get(place(bag))
        return len(statements)

    make.question(bag, "Muat.")
    few = asked()
    for _ in range(15):
        make.question(bag, "Muat.")
    assert asked() == few <= 4


def test_a_question_is_reported_once_and_stays(client, bag, make, session):
    question = make.question(bag, "Muat.")
    where = f"/questions/{question.id}/report"
    assert "Muat laptop" in text(client.get(where))
    assert client.post(where, data={}).status_code == 422
    for _ in range(2):
        response = client.post(where, data={"reason": "rude"})
        assert response.status_code == 303
    assert 'role="status"' in text(client.get(response.location))
    assert count(session, QuestionFlag) == 1
    assert "Muat laptop" in text(client.get(page(bag)))
    assert client.get(f"/questions/{make.question(bag).id}/report").status_code == 404


def test_a_question_about_a_bag_that_was_sold_meanwhile_keeps_its_text(client, bag, session):
    bag.state = ListingState.SOLD
    session.commit()
    answer = client.post(place(bag), data=ASKED)
    assert answer.status_code == 409 and 'id="question-error"' in text(answer)
    assert "Yang tebal." in text(answer) and "sudah terjual" in text(answer)
    assert count(session, Question) == 0
