"""The road of a saved search: asked, confirmed, listed, ended; and what strangers can do with it."""

from __future__ import annotations

import re

import pytest

from marketplace.alerts.models import Alert, Reader
from tests.alerts.conftest import links

MAIL = "rina@contoh.invalid"


def text(response):
    return response.get_data(as_text=True)


def letters_to(jobs, outbox):
    jobs.run_all()
    return outbox.letters


def path(letter, part):
    return next(link for link in links(letter) if part in link)


def test_a_search_is_saved_by_an_address_that_says_yes(client, make, jobs, outbox, session):
    make.listing()
    page = text(client.get("/products?type=tote&q=ombak"))
    way = re.search(r'href="(/alerts/new\?[^"]+)"', page)[1].replace("&amp;", "&")
    page = client.get(way)
    assert "Set-Cookie" not in page.headers
    assert "“ombak”, Tas tote" in text(page)
    query = re.search(r'name="query" value="([^"]+)"', text(page))[1].replace("&amp;", "&")
    sent = client.post("/alerts", data={"query": query, "email": MAIL})
    assert sent.location == "/alerts/sent"
    client.get(sent.location)
    (letter,) = letters_to(jobs, outbox)
    assert "ombak" not in letter.text, "nothing a stranger wrote goes to an address nobody proved"
    link = path(letter, "/confirm/")
    client.get(link)
    assert session.query(Alert).one().confirmed_at is None, "a look changes nothing"
    session.rollback()
    assert "Kami akan menyurati Anda" in text(client.post(link))
    assert session.query(Alert).one().confirmed_at is not None


def test_the_answer_is_the_same_whatever_is_known_of_an_address(client, make, waits_by_mail, looking_for):
    waits_by_mail(looking_for("type=tote"))
    answers = [
        client.post("/alerts", data={"query": "type=tote", "email": email}) for email in (MAIL, "a@b.invalid")
    ]
    assert len({(answer.status_code, answer.location) for answer in answers}) == 1


@pytest.mark.parametrize("email", ["", "bukan alamat", "a@b", "x" * 300 + "@contoh.invalid", "a\0@b.invalid"])
def test_a_faulty_address_is_said_beside_the_field_and_what_was_asked_stays(client, email):
    answer = client.post("/alerts", data={"query": "type=tote", "email": email})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in text(answer)
    assert 'name="query" value="type=tote"' in text(answer)


def test_one_address_is_not_asked_for_ever(client):
    codes = [
        client.post("/alerts", data={"query": f"high={1000 + number}", "email": MAIL}).status_code
        for number in range(6)
    ]
    assert codes == [303] * 5 + [429]
    assert client.post("/alerts", data={"query": "type=tote", "email": "b@c.invalid"}).status_code == 303


@pytest.mark.parametrize("query", ["", "sort=cheapest", "nothing=1", "q=%00", "type=%ff"])
def test_a_search_that_asks_nothing_is_not_saved(client, query):
    assert client.get(f"/alerts/new?{query}").status_code == 404
    assert client.post("/alerts", data={"query": query, "email": MAIL}).status_code == 404


def test_only_an_artisan_who_may_be_seen_can_be_followed(client, make):
    shown, hidden = make.artisan(), make.artisan(visible=False)
    assert f"/alerts/new?follow={shown.slug}" in text(client.get(f"/artisans/{shown.slug}"))
    assert client.get(f"/alerts/new?follow={shown.slug}").status_code == 200
    for slug in (hidden.slug, "nobody"):
        assert client.get(f"/alerts/new?follow={slug}").status_code == 404
        assert client.post("/alerts", data={"follow": slug, "email": MAIL}).status_code == 404


def test_a_letter_lists_ends_and_is_ended_by_a_mail_program(
    client, session, clock, waits_by_mail, looking_for, fresh, next_day, make
):
    waits_by_mail(looking_for("type=tote"), locale="en")
    fresh()
    (letter,) = next_day()
    assert letter.subject == "1 new bag that answers your search"
    assert "/en/products?type=tote" in letter.text
    assert letter.unsubscribe.startswith("http://127.0.0.1:8000/en/alerts/stop/search/")
    listed = client.get(path(letter, "/alerts/of/"))
    assert "ri•••@contoh.invalid" in text(listed) and MAIL not in text(listed)
    assert "no-store" in listed.headers["Cache-Control"]
    stop = letter.unsubscribe.removeprefix("http://127.0.0.1:8000")
    client.get(stop)
    assert session.query(Alert).count() == 1, "a look changes nothing"
    session.rollback()
    answer = client.post(stop, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert session.query(Alert).count() == session.query(Reader).count() == 0
    session.rollback()
    assert client.post(stop).status_code == 404
    assert client.get(path(letter, "/alerts/of/")).status_code == 404


def test_an_address_ends_one_alert_by_its_link(client, session, waits_by_mail, looking_for, fresh, next_day):
    waits_by_mail(looking_for("type=tote"))
    other = waits_by_mail(looking_for("technique=crochet")).id
    fresh()
    link = path(next_day()[0], "/alerts/of/")
    assert client.post(f"{link}/{other}/remove").status_code == 303
    assert client.post(f"{link[:-1]}x/{other}/remove").status_code == 404
    assert session.query(Alert).count() == 1


@pytest.mark.parametrize("token", ["x", "1-x", "0", "99999999999-x", "%00", "-"])
def test_links_that_are_not_ours_lead_to_an_explanation(client, token):
    for place in (f"/alerts/confirm/{token}", f"/alerts/of/{token}", f"/alerts/stop/search/{token}"):
        assert client.get(place).status_code == 404
    for place in (f"/alerts/confirm/{token}", f"/alerts/stop/{token}/{token}"):
        assert client.post(place).status_code == 404


def test_a_buyer_with_an_account_saves_follows_mutes_and_ends(client, make, session, sign_in, fresh):
    account, artisan = make.account(), make.artisan(name="Siti Contoh")
    sign_in(client, account)
    token = client.token(f"/alerts/new?follow={artisan.slug}")
    for wish in ({"follow": artisan.slug}, {"query": "type=tote"}):
        saved = client.post("/alerts", data=wish | {"csrf_token": token})
        assert saved.location == "/alerts"
    fresh(artisan)
    page = text(client.get("/alerts"))
    assert "Siti Contoh" in page and "Tas tote" in page
    assert page.count("1 tas masuk dalam 7 hari terakhir") == 2
    first, second = session.query(Alert).order_by(Alert.id)
    client.post(f"/alerts/{first.id}/letters", data={"letters": "off", "csrf_token": token})
    client.post(f"/alerts/{second.id}/remove", data={"csrf_token": token})
    session.expire_all()
    assert [(one.id, one.by_mail) for one in session.query(Alert)] == [(first.id, False)]


def test_an_account_without_an_address_is_told_to_look_in(client, make, sign_in):
    account = make.account(email=None, phone="+6281200000099")
    sign_in(client, account)
    token = client.token("/alerts")
    client.post("/alerts", data={"query": "type=tote", "csrf_token": token})
    page = text(client.get("/alerts"))
    assert "dan dalam surat bila ada" not in page
    assert "tidak ada alamat email" in page
    assert "Tanpa surat tentang ini" not in page


def test_an_artisan_who_is_hidden_later_is_not_named_to_those_who_follow(client, make, session, sign_in):
    artisan = make.artisan(name="Siti Contoh")
    sign_in(client, make.account())
    token = client.token(f"/alerts/new?follow={artisan.slug}")
    client.post("/alerts", data={"follow": artisan.slug, "csrf_token": token})
    assert "Siti Contoh" in text(client.get("/alerts"))
    artisan.visible = False
    session.commit()
    page = text(client.get("/alerts"))
    assert "Siti Contoh" not in page and artisan.slug not in page
    assert "halamannya sedang tidak ditampilkan" in page


@pytest.mark.parametrize("slug", ["%00", "a%00b", "x" * 5000])
def test_strange_names_of_artisans_lead_nowhere(client, slug):
    assert client.get(f"/alerts/new?follow={slug}").status_code == 404


def test_one_account_cannot_touch_anothers(client, make, session, sign_in, clock, waits_by_mail, looking_for):
    other = waits_by_mail(looking_for("type=tote"))
    sign_in(client, make.account())
    token = client.token("/alerts")
    client.post(f"/alerts/{other.id}/remove", data={"csrf_token": token})
    client.post(f"/alerts/{other.id}/letters", data={"letters": "off", "csrf_token": token})
    session.expire_all()
    assert session.query(Alert).one().by_mail


def test_the_list_asks_the_database_little_however_long(client, make, sign_in, queries):
    sign_in(client, make.account())
    token = client.token("/alerts")
    for number in range(6):
        client.post("/alerts", data={"query": f"high={2000 + number}", "csrf_token": token})
    with queries() as asked:
        client.get("/alerts")
    assert len(asked) <= 9, asked
