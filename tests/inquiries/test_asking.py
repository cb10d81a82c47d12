"""A buyer asks, an artisan answers, and nobody else reads along."""

from __future__ import annotations

import re

import pytest

from marketplace.listings.rules import State

QUESTION = {"name": "Rina", "contact": "rina@contoh.invalid", "message": "Apakah masih ada?"}


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"))


def place(bag):
    return f"/products/{bag.slug}-{bag.code}/inquiry"


def test_a_question_begins_a_thread_and_one_letter_to_each_side(client, bag, jobs, outbox):
    response = client.post(place(bag), data=QUESTION)
    assert response.status_code == 303
    page = client.get(response.location)
    assert "Apakah masih ada?" in page.get_data(as_text=True)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "private, no-store"
    jobs.run_all()
    letters = {letter.to: letter for letter in outbox.letters}
    assert set(letters) == {bag.artisan.account.email, "rina@contoh.invalid"}
    assert "rina@contoh.invalid" not in letters[bag.artisan.account.email].text
    assert re.search(r"http://127\.0\.0\.1:8000/inquiries/\S+", letters["rina@contoh.invalid"].text)


def test_pressing_the_button_twice_sends_one_message(client, bag, jobs, outbox):
    first, second = (client.post(place(bag), data=QUESTION) for _ in range(2))
    pages = [client.get(one.location).get_data(as_text=True) for one in (first, second)]
    assert [page.count('<li class="msg') for page in pages] == [1, 1]
    jobs.run_all()
    assert len(outbox.letters) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 5000),
        ("contact", ""),
        ("contact", "bukan kontak"),
        ("contact", "12"),
        ("message", ""),
        ("message", "hai"),
        ("message", "x" * 2001),
        ("message", "a\0bcdefgh"),
    ],
)
def test_a_faulty_question_keeps_what_was_typed_and_says_what_is_wrong(client, bag, field, value):
    response = client.post(place(bag), data=QUESTION | {field: value})
    page = response.get_data(as_text=True)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in page
    kept = {name: text for name, text in QUESTION.items() if name != field}
    assert all(text in page for text in kept.values())


def test_too_many_questions_are_told_to_wait_and_keep_their_text(client, bag):
    for number in range(3):
        assert client.post(place(bag), data=QUESTION | {"message": f"Pertanyaan {number}"}).status_code == 303
    response = client.post(place(bag), data=QUESTION | {"message": "Pertanyaan terakhir"})
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert "Pertanyaan terakhir" in response.get_data(as_text=True)
    assert client.post(place(bag), data=QUESTION | {"contact": "lain@contoh.invalid"}).status_code == 303


@pytest.mark.parametrize(
    ("state", "status"), [(State.DRAFT, 404), (State.REMOVED, 404), (State.SOLD, 303), (State.PAUSED, 303)]
)
def test_only_a_bag_with_a_page_can_be_asked_about(client, make, state, status):
    bag = make.listing(state=state)
    assert client.post(place(bag), data=QUESTION).status_code == status


def test_a_question_from_another_site_is_refused(client, bag):
    response = client.post(place(bag), data=QUESTION, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 400


@pytest.mark.parametrize("token", ["x", "a" * 43, "../../etc"])
def test_a_guessed_link_opens_nothing(client, bag, token):
    client.post(place(bag), data=QUESTION)
    assert client.get(f"/inquiries/{token}").status_code == 404


def test_the_artisan_answers_from_her_inbox_and_the_buyer_gets_the_letter(client, bag, jobs, outbox, sign_in):
    link = client.post(place(bag), data=QUESTION).location
    jobs.run_all()
    outbox.letters.clear()
    sign_in(client, bag.artisan.account)
    assert "Rina" in client.get("/studio/inbox").get_data(as_text=True)
    thread = re.search(r"/studio/inbox/\d+", client.get("/studio/inbox").get_data(as_text=True))[0]
    token = client.token(thread)
    response = client.post(thread, data={"csrf_token": token, "message": "Masih ada, Kak."})
    assert response.status_code == 303
    jobs.run_all()
    assert [letter.to for letter in outbox.letters] == ["rina@contoh.invalid"]
    assert "Masih ada, Kak." in outbox.letters[0].text
    newest = re.search(r"http://127\.0\.0\.1:8000(/inquiries/\S+)", outbox.letters[0].text)[1]
    assert newest not in link
    assert "Masih ada, Kak." in client.get(newest).get_data(as_text=True)
    older = client.get(link).get_data(as_text=True)
    assert "Tautan yang lebih baru" in older
    assert "Masih ada, Kak." in client.get(link).get_data(as_text=True)


def test_another_artisan_finds_no_such_thread(client, make, sign_in):
    thread = make.thread()
    other = make.artisan()
    sign_in(client, other.account)
    token = client.token("/studio/inbox") or client.token("/account")
    assert client.get(f"/studio/inbox/{thread.id}").status_code == 404
    assert (
        client.post(f"/studio/inbox/{thread.id}", data={"csrf_token": token, "message": "hai"}).status_code
        == 404
    )


def test_the_inbox_asks_the_same_few_questions_however_many_threads_there_are(client, make, sign_in, queries):
    artisan = make.artisan()
    sign_in(client, artisan.account)

    def count():
        with queries() as asked:
            client.get("/studio/inbox")
        return len(asked)

    make.thread(make.listing(artisan), token="a")
    few = count()
    for number in range(5):
        make.thread(make.listing(artisan), token=f"b{number}")
    assert count() == few <= 14


def test_markup_in_a_message_is_text(client, bag):
    link = client.post(place(bag), data=QUESTION | {"message": "<script>alert(1)</script> {{7*7}}"}).location
    page = client.get(link).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "{{7*7}}" in page
