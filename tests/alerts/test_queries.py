"""A saved search finds what its page finds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace.alerts import operations
from marketplace.alerts.queries import (
    Wish,
    answering,
    due_readers,
    numbers_of_news,
    reader_behind,
    search_of,
)
from marketplace.alerts.rules import Kind, sign
from marketplace.artisans.rules import Technique
from marketplace.catalogue import queries as catalogue
from marketplace.catalogue.kept import Index, index_of
from marketplace.catalogue.rules import ENUMS
from marketplace.catalogue.schemas import read_search
from marketplace.catalogue.wording import understood
from marketplace.kit.errors import NotFound
from marketplace.listings.models import Listing
from marketplace.listings.rules import BagType
from tests.alerts.conftest import SECRET
from tests.catalogue.indexed import index as index

pairs = st.lists(
    st.tuples(
        st.sampled_from(["q", "low", "high", "certified", "place", "after", "sort", "exact"]),
        st.text(max_size=30) | st.just("1"),
    )
    | st.sampled_from([(group.value, member.value) for group, members in ENUMS.items() for member in members])
)


@given(pairs)
def test_a_search_comes_back_from_its_query_as_it_was_asked(asked):
    search = read_search(asked).search
    kept = Wish(search).query
    again = search_of(kept)
    assert list(again.parts()) == list(search.parts())
    assert again.words == search.words
    assert again.exact == (search.exact and bool(search.words))
    assert Wish(again).key == Wish(search).key


def test_news_are_the_bags_the_page_of_the_search_shows(make, session, clock, buyer):
    artisan = make.artisan()
    make.certificate(artisan)
    make.listing(artisan, price=100_000, title="Tote Ombak")
    make.listing(price=100_000, title="Tote Ombak")
    make.listing(artisan, price=500_000, title="Tote Ombak")
    for query in ("certified=1", "high=200000", "q=ombak&certified=1&high=200000", "type=pouch"):
        search = search_of(query)
        alert = operations.save(Wish(search), actor=buyer, today=clock().date(), at=clock())
        page = catalogue.find(search, None, clock().date())
        since = clock() - timedelta(days=1)
        news = numbers_of_news([alert], since, clock(), clock().date(), Index())
        assert news == {alert.id: page.total}, query


@pytest.mark.parametrize("query", ["q=merenda", "q=omabk", "q=omabk&exact=1", "q=tas&type=pouch"])
def test_words_of_a_search_mean_what_they_mean_on_its_page(app, make, session, clock, buyer, index, query):
    """Other words for the same, forms of a word and spelling are the index's business."""
    box = app.extensions["toolbox"]
    make.listing(title="Tote Ombak", technique=Technique.CROCHET)
    make.listing(title="Dompet Kertas", technique=Technique.MACRAME, bag_type=BagType.POUCH)
    alert = operations.save(Wish(search_of(query)), actor=buyer, today=clock().date(), at=clock())
    session.commit()
    index()
    today = clock().date()
    page = catalogue.find(understood(search_of(query), box.search, None, today, 100), None, today)
    news = session.scalars(
        select(Listing.id).join(Listing.artisan).where(*answering(alert, today, index_of(box)))
    )
    assert sorted(news) == sorted(offer.listing.id for offer in page.offers)


def test_several_searches_for_words_are_counted_each_by_its_own(app, make, session, clock, buyer, index):
    for title in ("Ransel Laut", "Ransel Laut Biru", "Dompet Karang"):
        make.listing(title=title)
    alerts = [
        operations.save(Wish(search_of(f"q={word}")), actor=buyer, today=clock().date(), at=clock())
        for word in ("laut", "karang")
    ]
    session.commit()
    index()
    news = numbers_of_news(
        alerts, clock() - timedelta(days=1), clock(), clock().date(), index_of(app.extensions["toolbox"])
    )
    assert list(news.values()) == [2, 1]


def test_a_bag_the_index_has_not_taken_in_is_found_by_its_own_words(app, make, session, clock, buyer, index):
    make.listing(title="Tote Ombak")
    index()
    make.listing(title="Tote Ombak Baru")
    alert = operations.save(Wish(search_of("q=ombak")), actor=buyer, today=clock().date(), at=clock())
    session.commit()
    since, known = clock() - timedelta(days=1), index_of(app.extensions["toolbox"])
    assert numbers_of_news([alert], since, clock(), clock().date(), known) == {alert.id: 2}


def test_nobody_is_looked_for_before_a_bag_has_come_in(
    make, clock, session, waits_by_mail, looking_for, fresh, follow
):
    make.listing()
    waits_by_mail(looking_for("type=tote"))
    later = clock() + timedelta(days=1)
    follow()
    assert due_readers(Kind.SEARCH, later) == []
    clock.now += timedelta(hours=1)
    fresh()
    follow()
    assert len(due_readers(Kind.SEARCH, later)) == 1
    assert due_readers(Kind.ARTISAN, later) == []
    assert due_readers(Kind.SEARCH, clock()) == [], "not twice a day"


def test_a_link_opens_for_its_own_reader_and_purpose(session, clock, waits_by_mail, looking_for):
    reader = waits_by_mail(looking_for("type=tote")).reader
    token = sign(SECRET, "list", reader.id, reader.bound)
    assert reader_behind(token, SECRET, "list").id == reader.id
    for other in (token[:-1], "9" + token, "x", "", "999999999-x", "1-\0"):
        with pytest.raises(NotFound):
            reader_behind(other, SECRET, "list")
    with pytest.raises(NotFound):
        reader_behind(token, SECRET, "stop search")


def test_a_link_does_not_open_for_the_next_reader_of_the_same_number(
    session, clock, waits_by_mail, looking_for
):
    first = waits_by_mail(looking_for("type=tote"))
    token = sign(SECRET, "list", first.reader.id, first.reader.bound)
    operations.remove(first.reader, first.id)
    session.commit()
    waits_by_mail(looking_for("type=tote"), email="lain@contoh.invalid")
    with pytest.raises(NotFound):
        reader_behind(token, SECRET, "list")
