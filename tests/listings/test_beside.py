"""Features above the bags say what they put on a bag's page."""

from __future__ import annotations

import pytest
from sqlalchemy import exists, true

from marketplace.listings import beside as here
from marketplace.listings.beside import beside, contribute
from marketplace.listings.models import Photo


@pytest.fixture(autouse=True)
def _apart(monkeypatch):
    monkeypatch.setattr(here, "_parts", {})


def photos(listing_id):
    return exists().where(Photo.listing_id == listing_id)


def test_parts_are_put_together_by_one_question_and_saying_so_twice_is_once(make, queries, session):
    bag = make.listing(title="Tas Ombak", photos=0)
    other = make.listing(photos=2)
    contribute("title", lambda number: true(), lambda listing, there: {"said": "once"})
    contribute("title", lambda number: true(), lambda listing, there: {"said": listing.title})
    contribute("photos", photos, lambda listing, there: {"photographed": there})
    bag.title, other.title, bag.id, other.id  # noqa: B018 - reading it asks the database - loaded before the questions are counted
    with queries() as asked:
        assert beside(bag) == {"said": "Tas Ombak", "photographed": False}
        assert beside(other) == {"said": other.title, "photographed": True}
    assert len(asked) == 2


def test_where_nothing_is_contributed_nothing_is_asked(make, queries):
    bag = make.listing()
    bag.id  # noqa: B018 - reading it asks the database
    with queries() as asked:
        assert beside(bag) == {}
    assert asked == []
