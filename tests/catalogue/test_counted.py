"""Counts are shared by the pages of one version, and never outlive a change."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.catalogue import facets
from tests.conftest import SettableClock
from tests.web.keeping import begin_anew, keeping_site


@pytest.fixture(scope="module")
def site(settings):
    with keeping_site(
        settings, SettableClock(), page_memory_bytes=1
    ) as app:  # room for no page: each is made
        yield app


@pytest.fixture
def reader(site, session, clock):
    begin_anew(site, clock)
    return site.test_client()


@pytest.fixture
def counting(monkeypatch):
    """What was really counted."""
    asked, real = [], facets.count
    monkeypatch.setattr(facets, "count", lambda search, *more: asked.append(search) or real(search, *more))
    return asked


def heading(reader, path="/en/products"):
    page = reader.get(path).get_data(as_text=True)
    return page.split('<h1 class="h2">')[1].split("<")[0]


def test_pages_of_one_version_count_once_for_each_question(reader, make, counting):
    make.listing(make.artisan())
    assert [heading(reader), heading(reader), heading(reader, "/en/products?sort=newest")] == ["1 bag"] * 3
    assert len(counting) == 1
    for _ in range(2):
        heading(reader, "/en/products?type=tote")
    assert len(counting) == 2


def test_a_change_is_counted_by_the_next_page(reader, make, counting, session):
    listing = make.listing(make.artisan())
    assert heading(reader) == "1 bag"
    make.listing(make.artisan())
    session.commit()
    assert heading(reader) == "2 bags"
    listing.artisan.visible = False
    session.commit()
    assert heading(reader) == "1 bag"
    assert len(counting) == 3


def test_another_day_is_counted_anew(reader, site, make, counting, clock):
    make.listing(make.artisan())
    heading(reader)
    site.extensions["toolbox"].clock.now = clock.now + timedelta(days=1)
    heading(reader)
    assert len(counting) == 2


def test_words_are_counted_each_time(reader, make, counting):
    make.listing(make.artisan(), title="Tas ombak")
    for _ in range(2):
        assert heading(reader, "/en/products?q=ombak").startswith("1 bag")
    assert sum(bool(search.words) for search in counting) == 2


def test_where_nothing_is_kept_everybody_counts(client, make, counting):
    make.listing(make.artisan())
    for _ in range(2):
        assert heading(client) == "1 bag"
    assert len(counting) == 2
