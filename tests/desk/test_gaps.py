"""Where training is needed, at the desk; the whole way is told in tests/gaps/test_views."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from marketplace.gaps import queries
from marketplace.gaps.models import Gap


@pytest.fixture
def missed(session, clock):
    for number in range(3):
        day = clock().date() - timedelta(days=number)
        session.add(
            Gap(key="technique=macrame", day=day, technique="macrame", place="", searches=2, wishes=1)
        )
    session.commit()


def test_the_table_tells_technique_and_place(desk, missed):
    page = desk.get("/desk/gaps").get_data(as_text=True)
    assert "Makrame" in page and "di mana saja" in page and ">6<" in page and ">3<" in page


def test_there_is_a_way_on_and_back(desk, missed, session, clock, monkeypatch):
    monkeypatch.setattr(queries, "NEEDS_PER_PAGE", 1)
    for number in range(3):
        day = clock().date() - timedelta(days=number)
        session.add(Gap(key="technique=knit", day=day, technique="knit", place="", searches=2, wishes=0))
    session.commit()
    first = desk.get("/desk/gaps").get_data(as_text=True)
    assert "Makrame" in first and "Kembali ke awal" not in first
    on = re.search(r'href="(/desk/gaps\?after=[^"]+)"', first)
    assert on
    second = desk.get(on[1]).get_data(as_text=True).partition("<main")[2]
    assert "Makrame" not in second and ">6<" in second
    assert "Kembali ke awal" in second and "?after=" not in second


def test_where_nothing_was_missed_often_enough_it_says_so(desk):
    assert "Belum ada" in desk.get("/desk/gaps").get_data(as_text=True)
