"""The artisan's own front room and her profile."""

from __future__ import annotations

import io
from datetime import date

import pytest
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.accounts.models import Consent
from marketplace.artisans.labels import back_on
from marketplace.artisans.models import Artisan

GOOD = {"name": "Siti Contoh", "form_of_address": "bu", "story": "Saya merajut.", "techniques": ["crochet"]}


@pytest.fixture
def account(make):
    make.place()
    return make.account(Role.ARTISAN, name="Siti")


@pytest.fixture
def send(client, account, sign_in):
    sign_in(client, account)

    def post(path="/studio/profile", **changes):
        return client.post(path, data=GOOD | changes | {"csrf_token": client.token("/studio/profile")})

    return post


def test_the_first_visit_leads_to_the_profile_and_writes_nothing(client, account, sign_in, session):
    sign_in(client, account)
    assert client.get("/studio/").location == "/studio/profile"
    assert client.get("/studio/profile").status_code == 200
    assert session.query(Artisan).count() == 0


def test_the_first_save_opens_the_profile_hidden_until_she_agrees(send, client, session):
    assert send(whatsapp="0812-3456-7890").status_code == 303
    artisan = session.query(Artisan).one()
    assert (artisan.slug, artisan.visible, artisan.whatsapp, artisan.whatsapp_public) == (
        "siti-contoh",
        False,
        "+6281234567890",
        False,
    )
    assert client.get("/artisans/siti-contoh").status_code == 404
    send(show_profile="1")
    assert client.get("/artisans/siti-contoh").status_code == 200
    assert "Halo Bu Siti" in client.get("/studio/").get_data(as_text=True)


def test_a_consent_taken_back_hides_at_once_and_stays_on_record(send, client, session):
    send(whatsapp="08123456789", show_whatsapp="1", show_profile="1")
    assert "wa.me" in client.get("/artisans/siti-contoh").get_data(as_text=True)
    send(whatsapp="08123456789", show_profile="1")
    assert "wa.me" not in client.get("/artisans/siti-contoh").get_data(as_text=True)
    kept = session.query(Consent).filter(Consent.purpose == "show_whatsapp").one()
    assert kept.withdrawn_at is not None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "Siti ✓"),
        ("name", "Siti BNSP"),
        ("name", "Perajin Bersertifikat"),
        ("name", "x" * 5000),
        ("whatsapp", "0548 12345"),
        ("place_code", "64.74"),
        ("place_code", "99.99.99.9999"),
        ("show_whatsapp", "1"),
        ("form_of_address", "sultan"),
        ("story", "a\0b"),
    ],
)
def test_a_faulty_profile_keeps_what_was_typed(send, session, field, value):
    response = send(**{field: value})
    assert response.status_code == 422
    assert "err" in response.get_data(as_text=True)
    assert session.query(Artisan).count() == 0


def test_two_people_of_one_name_have_two_addresses(send, make, session):
    make.artisan(name="Siti Contoh", slug="siti-contoh")
    send()
    assert {artisan.slug for artisan in session.query(Artisan)} == {"siti-contoh", "siti-contoh-2"}


def test_a_break_shows_and_ends_by_itself(send, client, clock, session):
    send(show_profile="1")
    assert send("/studio/pause", back_on="2026-04-20").status_code == 303
    assert "20 April 2026" in client.get("/artisans/siti-contoh").get_data(as_text=True)
    clock.now = clock.now.replace(day=20)
    assert "sedang libur" not in client.get("/artisans/siti-contoh").get_data(as_text=True)


def test_a_break_planned_ahead_begins_by_itself_and_can_be_taken_back(send, client, session):
    send("/studio/profile")
    assert send("/studio/pause", away_from="2026-05-01", back_on="2026-05-09").status_code == 303
    artisan = session.scalars(select(Artisan)).one()
    page = client.get("/studio/profile").get_data(as_text=True)
    assert "1 Mei 2026" in page
    assert "9 Mei 2026" in page
    assert back_on(artisan, date(2026, 4, 30)) is None
    assert back_on(artisan, date(2026, 5, 1)) == date(2026, 5, 9)
    assert send("/studio/pause", resume="1").status_code == 303
    session.expire_all()
    assert (artisan.paused_from, artisan.paused_until) == (None, None)


def test_a_break_that_ends_before_it_begins_keeps_what_was_typed(send):
    send("/studio/profile")
    answer = send("/studio/pause", away_from="2026-05-09", back_on="2026-05-01")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert 'id="back_on-error"' in page
    assert 'value="2026-05-09"' in page


def test_what_she_makes_in_a_week_is_kept_and_may_be_left_empty(send, session):
    send("/studio/profile", weekly_capacity="3")
    assert session.scalars(select(Artisan.weekly_capacity)).one() == 3
    assert send("/studio/profile", weekly_capacity="0").status_code == 422
    assert session.scalars(select(Artisan.weekly_capacity)).one() == 3
    send("/studio/profile", weekly_capacity="")
    session.expire_all()
    assert session.scalars(select(Artisan.weekly_capacity)).one() is None


@pytest.mark.parametrize("day", ["2026-04-14", "2020-01-01", "kapan-kapan", ""])
def test_a_break_needs_a_day_to_come(send, day):
    send()
    assert send("/studio/pause", back_on=day).status_code == 422


def test_what_is_not_hers_to_say_is_ignored(send, session):
    send(visible="1", slug="admin", account_id="1", whatsapp_public="1", role="admin")
    artisan = session.query(Artisan).one()
    assert (artisan.slug, artisan.visible, artisan.whatsapp_public, artisan.account.role) == (
        "siti-contoh",
        False,
        False,
        Role.ARTISAN,
    )


def test_a_portrait_that_is_no_picture_is_named(send, client, session):
    response = send(portrait=(io.BytesIO(b"just text"), "photo.jpg"))
    assert response.status_code == 422
