"""A review from the buyer's letter to the pages of bag and artisan, and what does not lead to one."""

from __future__ import annotations

import re

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.reviews.models import Review
from marketplace.reviews.rules import LINK_LIMITS, How
from tests.order_notes.conftest import path_of
from tests.reviews.conftest import FORM, by_letter, letter_path


def text(response):
    return response.get_data(as_text=True)


def page_of(bag):
    return f"/products/{bag.slug}-{bag.code}"


def test_a_review_stands_on_the_bags_and_the_artisans_page(client, handed, bag):
    assert "Ulasan" in text(client.get(path_of(handed)))
    assert client.get(letter_path(handed)).status_code == 200
    assert client.post(letter_path(handed), data=FORM).status_code == 303
    for page in (page_of(bag), f"/artisans/{bag.artisan.slug}", f"/artisans/{bag.artisan.slug}/reviews"):
        shown = text(client.get(page))
        assert "Rapi sekali." in shown and "1 ulasan" in shown and "dari catatan pesanan" in shown
        assert "rata-rata 5" not in shown


def test_an_earlier_version_stays_readable(client, handed, bag):
    client.post(letter_path(handed), data=FORM)
    assert 'value="Bu R"' in text(client.get(letter_path(handed)))
    client.post(letter_path(handed), data=FORM | {"words": "Masih rapi."})
    shown = text(client.get(page_of(bag)))
    assert "Masih rapi." in shown and "Rapi sekali." in shown and "Versi sebelumnya" in shown


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "toko.contoh.com"),
        ("as_described", ""),
        ("as_described", "0"),
        ("as_described", "6"),
        ("on_time", "2"),
        ("words", "x" * 1001),
        ("words", "Telepon 0812 3456 7890"),
        ("words", "lihat http://127.0.0.1:5814/"),
    ],
)
def test_a_faulty_review_is_refused_beside_its_field(client, handed, session, field, value):
    answer = client.post(letter_path(handed), data=FORM | {field: value})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in text(answer)
    assert session.query(Review).count() == 0


def test_a_low_mark_with_its_reason_is_taken(client, handed, bag):
    said = FORM | {"on_time": "1", "why_on_time": "Dua minggu terlambat"}
    assert client.post(letter_path(handed), data=said).status_code == 303
    assert "1 dari 5: Dua minggu terlambat" in text(client.get(page_of(bag)))


def test_what_is_not_handed_over_has_no_review(client, propose, bag):
    note = propose(bag)
    assert client.get(f"{path_of(note)}/review").status_code == 409
    assert client.post(f"{path_of(note)}/review", data=FORM).status_code == 409


@pytest.mark.parametrize("token", ["x", "a" * 43])
def test_a_forged_link_writes_nothing(client, handed, token, session):
    assert client.get(f"/orders/{token}/review").status_code == 404
    assert client.post(f"/orders/{token}/review", data=FORM).status_code == 404
    assert session.query(Review).count() == 0


def test_the_standing_of_the_certificate_is_the_same_with_bad_reviews(client, handed, make, bag, session):
    certificate = make.certificate(bag.artisan)
    before = text(client.get(f"/c/{certificate.code}"))
    low = {"as_described": "1", "why_as_described": "Rusak", "made_well": "1", "why_made_well": "Rusak"}
    assert client.post(letter_path(handed), data=FORM | low).status_code == 303
    assert text(client.get(f"/c/{certificate.code}")) == before


def test_no_page_shows_the_proof_and_the_letter_that_the_bag_is_handed_over_does(
    client, handed, jobs, outbox, session
):
    jobs.run_all()
    proof = by_letter(handed).proof
    assert [letter.to for letter in outbox.letters if proof in letter.text] == ["rina@contoh.invalid"]
    path = path_of(handed)
    for page in (path, f"{path}/review", f"{path}/print"):
        assert proof not in text(client.get(page))
    answer = client.post(f"{path}/review/link", follow_redirects=True)
    assert answer.status_code == 200 and proof not in text(answer)
    form = text(client.get(letter_path(handed)))
    assert proof not in form.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("proof", ["x" * 43, "A" * 43])
def test_a_forged_proof_writes_nothing_and_keeps_the_words(client, handed, session, proof):
    way = f"{path_of(handed)}/review/{proof}"
    assert client.get(way).status_code == 409
    answer = client.post(way, data=FORM)
    assert answer.status_code == 409
    assert "Rapi sekali." in text(answer) and "tidak berlaku lagi" in text(answer)
    assert session.query(Review).count() == 0


def test_the_link_of_the_page_alone_writes_nothing(client, handed, session):
    way = f"{path_of(handed)}/review"
    page = client.get(way)
    assert page.status_code == 200
    assert "ri•••@contoh.invalid" in text(page) and 'name="as_described"' not in text(page)
    answer = client.post(way, data=FORM)
    assert answer.status_code == 409 and "Rapi sekali." in text(answer)
    assert session.query(Review).count() == 0


def test_the_proof_of_another_order_writes_nothing(client, handed, propose, bag, hand_over, session):
    other = hand_over(propose(bag))
    assert client.post(f"{path_of(handed)}/review/{by_letter(other).proof}", data=FORM).status_code == 409
    assert session.query(Review).count() == 0


def test_an_order_by_telephone_says_plainly_what_is_missing_and_takes_an_address(
    client, propose, bag, hand_over, make, sign_in, jobs, outbox, session
):
    """The buyer opened her account by telephone, which nobody proved."""
    account = make.account(Role.BUYER, email=None, phone="+6281200000009")
    note = propose(bag, email=None, phone="+6281200000009", account_id=account.id)
    way = f"{path_of(hand_over(note))}/review"
    sign_in(client, account)
    page = text(client.get(way))
    assert "hanya punya nomor telepon" in page and 'name="email"' in page
    csrf = {"csrf_token": re.search(r'name="csrf_token" value="([^"]+)"', page)[1]}
    for wrong in ("", "rina"):
        answer = client.post(f"{way}/link", data=csrf | {"email": wrong})
        assert answer.status_code == 422 and 'aria-invalid="true"' in text(answer)
    jobs.run_all()
    outbox.letters.clear()
    answers = []
    for address in (bag.artisan.account.email, "rina@contoh.invalid"):
        answer = client.post(f"{way}/link", data=csrf | {"email": address}, follow_redirects=True)
        answers.append(re.sub(r"\d{5,}|value=\"[^\"]*\"", "", text(answer)))
    assert answers[0] == answers[1], "the answer tells whose address it was"
    jobs.run_all()
    (letter,) = outbox.letters
    assert letter.to == "rina@contoh.invalid"
    path = re.search(r"http://[^/]+(/\S+/review/\S+)", letter.text)[1]
    assert client.post(path, data=FORM | csrf).status_code == 303
    assert session.query(Review).one().current.way.how is How.LETTER


def test_letters_are_limited_and_the_page_says_so(client, handed):
    way = f"{path_of(handed)}/review/link"
    assert [client.post(way).status_code for _ in range(LINK_LIMITS[0][0])] == [303] * LINK_LIMITS[0][0]
    answer = client.post(way)
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) > 0
    assert "Surat sudah cukup dikirim" in text(answer)


def test_the_artisan_signed_in_cannot_write_even_with_the_letter(client, handed, sign_in, session, bag):
    sign_in(client, bag.artisan.account)
    page = client.get(letter_path(handed))
    assert page.status_code == 409
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', text(client.get("/studio/payment")))[1]
    assert client.post(letter_path(handed), data=FORM | {"csrf_token": csrf}).status_code == 403
    assert session.query(Review).count() == 0


def test_a_link_the_artisan_passed_on_reviews_only_with_the_account_that_agreed(
    client, propose, bag, hand_over, make, sign_in, session
):
    account = make.account(Role.BUYER)
    note = propose(bag, email=None, phone="+6281200000009")
    hand_over(note, Actor(account.id, account.role, account.name, None, False, "id"))
    path = path_of(note)
    assert f"{path}/review" not in text(client.get(path))
    for answer in (client.get(f"{path}/review"), client.post(f"{path}/review", data=FORM)):
        assert answer.status_code == 409 and "Masuklah dengan akun" in text(answer)
    assert session.query(Review).count() == 0
    sign_in(client, account)
    page = text(client.get(f"{path}/review"))
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    assert client.post(f"{path}/review", data=FORM | {"csrf_token": token}).status_code == 303
    assert session.query(Review).count() == 1
