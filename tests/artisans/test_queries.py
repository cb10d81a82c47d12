"""Finding an artisan by her account, and the places she may choose from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.artisans import queries
from marketplace.artisans.models import Artisan
from marketplace.artisans.places import load_places
from marketplace.artisans.queries import own

VILLAGES = ["64.74.01.1001", "64.74.01.1002", "64.74.02.1001"]


def test_an_account_finds_its_own_profile_and_no_other(make):
    first, second = make.artisan(), make.artisan()
    stranger = make.account(Role.ARTISAN)
    assert queries.own(first.account_id) is first
    assert queries.artisan_and_news_of(second.account_id) == (second.id, 0, None)
    assert queries.own(stranger.id) is None
    assert queries.artisan_and_news_of(stranger.id) == (None, 0, None)
    assert queries.artisan_and_news_of(0) == (None, 0, None)
    assert queries.account_of(stranger.id) is stranger


def test_her_profile_comes_with_all_its_page_shows_in_two_statements(make, session, queries):
    artisan = make.artisan(portrait=make.picture())
    account_id = artisan.account_id
    session.expunge_all()
    with queries() as asked:
        found = own(account_id)
        assert found.account.name
        assert found.portrait.renditions
    assert len(asked) <= 2, asked


def test_the_kelurahan_of_a_city_stand_under_their_district_by_code(make, session):
    load_places()
    session.commit()
    districts = queries.villages("64.74")
    assert len(districts) == 3
    codes = [code for _, rows in districts for code, _ in rows]
    assert codes == sorted(codes)
    assert len(codes) == 15
    assert {code.count(".") for code in codes} == {3}


def test_a_city_whose_code_begins_alike_keeps_its_kelurahan_to_itself(make):
    make.place("64.74.01.1001", "Bontang Kuala")
    make.place("64.72.01.1001", "Samarinda")
    assert queries.villages("64.7") == []
    assert [row for _, rows in queries.villages("64.72") for row in rows] == [("64.72.01.1001", "Samarinda")]


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        (["64"], {"64.74.01.1001", "64.74.01.1002", "64.74.02.1001"}),
        (["64.74.01"], {"64.74.01.1001", "64.74.01.1002"}),
        (["64.74.01.1001"], {"64.74.01.1001"}),
        (["64.74.01.1001", "64.74.02"], {"64.74.01.1001", "64.74.02.1001"}),
        (["64.74.0"], set()),
        (["64_74"], set()),
        (["%"], set()),
        (["63"], set()),
    ],
)
def test_a_place_holds_who_works_in_it_or_below_it(make, session, codes, found):
    for code in VILLAGES:
        make.artisan(place_code=make.place(code).code)
    make.artisan(place_code=None)
    rows = session.scalars(select(Artisan.place_code).where(queries.works_in(codes)))
    assert set(rows) == found


@given(st.lists(st.text("0123456789.%_\\'", max_size=13), min_size=1, max_size=4))
def test_whatever_code_is_asked_for_is_answered(application, codes):
    with application.app_context():
        assert queries.session.scalars(select(Artisan.id).where(queries.works_in(codes))).all() == []
        queries.session.rollback()


def test_a_shops_address_finds_its_artisan_shown_or_not(make):
    hidden = make.artisan(slug="siti", visible=False)
    assert queries.by_slug("siti").id == hidden.id
    assert queries.by_slug("sit") is None
