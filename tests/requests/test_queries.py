"""Each sees her own; lists go on by key, unanswered first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.database.session import session as current
from marketplace.kit.errors import NotFound
from marketplace.requests import queries
from tests.requests.conftest import TODAY, buyer


def pages(asking):
    rows, after = [], ""
    while True:
        page = asking(after)
        rows += page.items
        if not page.next_cursor:
            return rows
        after = page.next_cursor


def test_an_artisans_list_has_the_unanswered_first_and_every_row_once(maker, ask, offered, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    artisan = maker(capacity=50)
    made = [ask(words=f"Permintaan nomor {number}") for number in range(5)]
    for request in made[3:]:
        offered(request, artisan)
    rows = pages(lambda after: queries.of_artisan(artisan.id, after))
    assert [row.request.id for row in rows] == [made[n].id for n in (2, 1, 0, 4, 3)]
    assert current.scalar(select(queries.waiting(artisan.id))) == 3
    assert len(queries.of_artisan(artisan.id, "nonsense").items) == 2
    assert queries.of_artisan(None).items == []


def test_what_was_not_put_to_her_is_not_there(maker, make, ask):
    artisan = maker()
    request = ask()
    assert queries.own(artisan.id, request.code, lock=True).artisan_id == artisan.id
    for stranger in (make.artisan().id, None):
        with pytest.raises(NotFound):
            queries.own(stranger, request.code)


def test_lists_of_buyers_and_officers_go_on_by_key(maker, make, ask, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    maker(capacity=50)
    account = make.account()
    who = buyer(account_id=account.id)
    ask(make.listing(), who, words="Kepada satu perajin saja")
    made = [ask(None, who, words=f"Permintaan nomor {number}") for number in range(3)]
    assert len(pages(lambda after: queries.of_account(account.id, after))) == 4
    shown = pages(lambda after: queries.open_ones(TODAY, after))
    assert [one.id for one in shown] == [one.id for one in reversed(made)]
    assert queries.open_ones(TODAY + timedelta(days=30)).items == []


def test_the_list_costs_as_much_for_many_rows_as_for_one(maker, ask, queries_of):
    number = maker(capacity=50).id
    ask(words="Permintaan yang pertama")
    few = queries_of(lambda: queries.of_artisan(number))
    for place in range(5):
        ask(words=f"Permintaan nomor {place}")
    assert queries_of(lambda: queries.of_artisan(number)) == few <= 3
    assert queries.due(TODAY, 5) == [] and len(queries.due(TODAY + timedelta(days=8), 2)) == 2
