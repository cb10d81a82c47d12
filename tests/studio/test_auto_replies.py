"""The page of what is sent by itself: kept, shown before it is kept, and ended by leaving it empty."""

from __future__ import annotations

from datetime import time

import pytest

from marketplace.access.roles import Role
from marketplace.artisans.models import ReplyHours
from marketplace.inquiries.models import AutoReply
from tests.inquiries.test_auto import AWAY, OUTSIDE

PLACE = "/studio/auto-replies"


@pytest.fixture
def artisan(client, make, sign_in):
    artisan = make.artisan(reply_hours=[ReplyHours(weekday=0, opens=time(8), closes=time(17))])
    sign_in(client, artisan.account)
    return artisan


@pytest.fixture
def send(client, artisan):
    def post(**typed):
        return client.post(PLACE, data=typed | {"csrf_token": client.token(PLACE)})

    return post


def text(response):
    return response.get_data(as_text=True)


def test_both_are_kept_shown_and_ended(send, client, session):
    assert send(outside=OUTSIDE, away=AWAY).status_code == 303
    row = session.query(AutoReply).one()
    assert (row.outside, row.away) == (OUTSIDE, AWAY)
    page = text(client.get(PLACE))
    assert "Saya membalas Senin 08.00–17.00 WITA." in page
    assert "Saya libur sampai 21 April 2026." in page, "an example, a week from today"
    assert send().status_code == 303
    assert session.query(AutoReply).count() == 0


def test_a_preview_keeps_nothing(send, session):
    page = text(send(outside=OUTSIDE, away="", preview="1"))
    assert "Saya membalas Senin 08.00–17.00 WITA." in page and OUTSIDE in page
    assert session.query(AutoReply).count() == 0


def test_what_is_too_long_or_carries_a_number_is_refused(send, session):
    answer = send(outside="x" * 501, away="NIK saya 6474012345678901")
    assert answer.status_code == 422 and "x" * 501 in text(answer)
    assert session.query(AutoReply).count() == 0


def test_without_hours_the_page_says_so_and_without_a_profile_it_begins_there(client, make, sign_in):
    sign_in(client, make.artisan().account)
    assert "Anda belum menulis jam membalas" in text(client.get(PLACE))
    sign_in(client, make.account(Role.ARTISAN))
    assert client.get(PLACE).location.endswith("/studio/profile")
    assert client.post(PLACE, data={"csrf_token": client.token("/account")}).location.endswith(
        "/studio/profile"
    )
