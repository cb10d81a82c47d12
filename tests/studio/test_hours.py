"""The page of her hours: seven rows, kept all or nothing."""

from __future__ import annotations

from datetime import time

import pytest

from marketplace.access.roles import Role
from marketplace.artisans.hours import week_of

WORKDAYS = {
    f"{part}_{day}": hour for day in range(5) for part, hour in (("opens", "08.00"), ("closes", "17.00"))
}


@pytest.fixture
def artisan(client, make, sign_in):
    artisan = make.artisan(slug="siti")
    sign_in(client, artisan.account)
    return artisan


@pytest.fixture
def send(client, artisan):
    def post(**typed):
        return client.post("/studio/hours", data=typed | {"csrf_token": client.token("/studio/hours")})

    return post


def text(response):
    return response.get_data(as_text=True)


def test_hours_are_kept_and_shown_on_her_page_and_her_bags(send, client, artisan, make, session):
    bag = make.listing(artisan)
    assert send(**WORKDAYS, opens_5="20:00", closes_5="24.00").status_code == 303
    session.expire_all()
    assert week_of(artisan) == dict.fromkeys(range(5), (time(8), time(17))) | {5: (time(20), time())}
    for path in ("/artisans/siti", f"/products/{bag.slug}-{bag.code}", "/studio/hours", "/studio/profile"):
        assert "Senin–Jumat 08.00–17.00, Sabtu 20.00–24.00 WITA" in text(client.get(path)), path
    assert 'value="24.00"' in text(client.get("/studio/hours"))


def test_a_week_left_empty_is_not_recorded_and_nothing_is_shown(send, client, artisan, session):
    send(**WORKDAYS)
    assert send().status_code == 303
    session.expire_all()
    assert week_of(artisan) == {}
    assert "Senin" not in text(client.get("/artisans/siti"))


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"opens_6": "08.00"}, "closes_6"),
        ({"closes_6": "08.00"}, "opens_6"),
        ({"opens_6": "25.00", "closes_6": "26.00"}, "opens_6"),
        ({"opens_6": "24.00", "closes_6": "08.00"}, "opens_6"),
        ({"opens_0": "pagi", "closes_0": "08.00"}, "opens_0"),
    ],
)
def test_a_faulty_hour_is_named_beside_its_field_and_nothing_is_kept(send, artisan, session, typed, wrong):
    response = send(**WORKDAYS | typed)
    assert response.status_code == 422
    assert f'id="{wrong}-error"' in text(response)
    assert all(f'value="{value}"' in text(response) for value in typed.values())
    session.expire_all()
    assert week_of(artisan) == {}


def test_mondays_hours_are_written_into_the_empty_days_and_kept_only_when_saved(send, artisan, session):
    page = text(send(copy="1", opens_0="07.30", closes_0="16.00", opens_6="10.00", closes_6=""))
    assert page.count('value="07.30"') == 6
    assert page.count('value="16.00"') == 6
    assert page.count('value="10.00"') == 1
    session.expire_all()
    assert week_of(artisan) == {}


def test_whoever_has_no_profile_begins_with_it(client, make, sign_in):
    sign_in(client, make.account(Role.ARTISAN))
    assert client.get("/studio/hours").location == "/studio/profile"


def test_the_ask_form_and_the_talk_say_when_she_answers_again(send, client, artisan, make, clock):
    send(**WORKDAYS)
    thread = make.thread(make.listing(artisan))
    clock.now = clock.now.replace(hour=14)  # 22.00 on a Tuesday where the site is
    bag = thread.listing
    page = text(client.get(f"/products/{bag.slug}-{bag.code}/inquiry"))
    assert "menjawab lagi besok mulai pukul 08.00 WITA" in page
    clock.now = clock.now.replace(hour=4)
    assert "menjawab lagi" not in text(client.get(f"/products/{bag.slug}-{bag.code}/inquiry"))
