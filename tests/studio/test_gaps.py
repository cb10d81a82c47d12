"""What buyers missed, in the studio; the whole way is told in tests/gaps/test_views."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.gaps.models import Gap


@pytest.fixture
def missed(session, clock):
    for number in range(3):
        day = clock().date() - timedelta(days=number)
        session.add(
            Gap(key="technique=macrame", day=day, technique="macrame", place="", searches=2, wishes=1)
        )
    session.commit()


@pytest.fixture
def studio(client, make, sign_in):
    sign_in(client, make.artisan(techniques=["knit"]).account)
    return client


def test_searches_wishes_and_offers_are_told(studio, missed, make):
    page = studio.get("/studio/gaps").get_data(as_text=True)
    assert "dicari 6 kali" in page and "diinginkan 3 kali" in page and "0 tas" in page
    assert "Makrame" not in studio.get("/studio/gaps?mine=1").get_data(as_text=True)


def test_where_nothing_was_missed_often_enough_it_says_so(studio):
    assert "Belum ada" in studio.get("/studio/gaps").get_data(as_text=True)
