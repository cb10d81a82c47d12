"""The pages of the feed: words of the reader, one's own rows, few statements, nothing written by looking."""

from __future__ import annotations

import pytest

from marketplace.access.roles import Role
from marketplace.notices.models import Notice
from marketplace.notices.rules import SHOWN


def text(response):
    return response.get_data(as_text=True)


def send(client, path, **data):
    return client.post(path, data=data | {"csrf_token": client.token("/account/notices")})


@pytest.fixture
def artisan(make, client, sign_in):
    found = make.artisan()
    sign_in(client, found.account)
    return found.account


def test_the_words_are_those_of_the_page(client, artisan, told):
    told(artisan)
    assert "Rina bertanya tentang Tas Ombak." in text(client.get("/account/notices"))
    assert "Rina asks about Tas Ombak." in text(client.get("/en/account/notices"))


def test_names_are_written_as_they_are(client, artisan, told):
    told(artisan, buyer="<b>%(bag)s</b>")
    assert "&lt;b&gt;%(bag)s&lt;/b&gt; bertanya" in text(client.get("/account/notices"))


def test_opening_a_row_marks_it_and_leads_to_its_page(client, artisan, told, session):
    told(artisan)
    number = session.query(Notice).one().id
    assert "Pemberitahuan, 1 baru" in text(client.get("/account/notices"))
    assert session.query(Notice.read_at).scalar() is None, "looking writes nothing"
    session.rollback()
    answer = send(client, f"/account/notices/{number}/read")
    assert (answer.status_code, answer.location) == (303, "/studio/inbox/7")
    page = text(client.get("/account/notices"))
    assert "baru" not in page.split("<main")[0]
    assert "Tandai semua" not in page


def test_a_row_without_a_page_comes_back_to_the_feed(client, artisan, told, session):
    told(artisan, thread_id=None)
    number = session.query(Notice).one().id
    assert send(client, f"/account/notices/{number}/read").location == "/account/notices"


def test_all_are_marked_up_to_the_newest_that_was_shown(client, artisan, told, session):
    told(artisan, 1)
    shown = session.query(Notice).one().id
    told(artisan, 2)
    assert send(client, "/account/notices/read", up_to=shown).status_code == 303
    assert session.query(Notice).filter(Notice.read_at.is_(None)).count() == 1


@pytest.mark.parametrize("up_to", ["", "0", "-1", "x", "9" * 30, "%00"])
def test_a_forged_number_marks_nothing(client, artisan, told, session, up_to):
    told(artisan)
    assert send(client, "/account/notices/read", up_to=up_to).status_code == 400
    assert session.query(Notice.read_at).scalar() is None


def test_other_peoples_rows_are_nothing(client, artisan, told, make, session):
    told(make.account())
    number = session.query(Notice).one().id
    assert "Rina" not in text(client.get("/account/notices"))
    assert send(client, f"/account/notices/{number}/read").status_code == 404
    assert session.query(Notice.read_at).scalar() is None


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "%00", "0"])
def test_a_forged_place_in_the_list_is_its_beginning(client, artisan, told, before):
    told(artisan)
    assert "Rina" in text(client.get(f"/account/notices?before={before}"))


def test_strangers_are_asked_to_sign_in(client):
    assert client.get("/account/notices").status_code in (302, 303, 401)


@pytest.mark.parametrize("rows", [1, SHOWN + 5])
def test_the_feed_asks_the_same_few_questions_for_any_number_of_rows(client, artisan, told, queries, rows):
    for number in range(rows):
        told(artisan, number)
    with queries() as asked:
        page = client.get("/account/notices")
    assert page.status_code == 200
    assert len(asked) <= 3, asked
    assert ("before=" in text(page)) is (rows > SHOWN)


@pytest.mark.parametrize("role", [Role.BUYER, Role.OFFICER])
def test_everybody_with_an_account_has_one(client, make, sign_in, told, role):
    account = make.account(role)
    sign_in(client, account)
    told(account, kind="password_changed")
    assert "Kata sandi Anda sudah diganti." in text(client.get("/account/notices"))
    assert "Pemberitahuan, 1 baru" in text(client.get("/account"))
