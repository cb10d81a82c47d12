"""Reviews of a bag and of an artisan, and what they come to."""

from __future__ import annotations

import pytest

from marketplace.kit.errors import NotFound
from marketplace.reviews import operations, queries
from marketplace.reviews.rules import FEWEST_FOR_AVERAGE, Aspect
from tests.conftest import NOON


@pytest.fixture
def reviewed(propose, hand_over, session):
    """Have so many orders of a bag reviewed, each by one mark less than the one before."""

    def go(bag, *marks):
        for mark in marks:
            given, reasons = dict.fromkeys(Aspect, mark), dict.fromkeys(Aspect, "Kurang")
            note = hand_over(propose(bag))
            operations.write(note, name="R", marks=given, reasons=reasons, words=str(mark), at=NOON)
        session.commit()

    return go


def test_the_mean_counts_the_version_shown_alone(reviewed, bag):
    reviewed(bag, 5, 5, 4, 4)
    assert queries.summary_of_bag(bag.id).tenths == {}
    reviewed(bag, 1)
    found = queries.summary_of_artisan(bag.artisan_id)
    assert (found.count, found.tenths[Aspect.ON_TIME]) == (FEWEST_FOR_AVERAGE, 38)


def test_others_reviews_are_not_hers(reviewed, bag, make):
    reviewed(bag, 5)
    other = make.listing()
    assert queries.summary_of_bag(other.id).count == 0
    assert queries.summary_of_artisan(other.artisan_id).count == 0


def test_a_list_comes_page_by_page(reviewed, bag, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    reviewed(bag, 5, 4, 3)
    first = queries.of_artisan(bag.artisan_id)
    rest = queries.of_artisan(bag.artisan_id, first.next_cursor)
    assert [one.current.words for one in (*first.items, *rest.items)] == ["3", "4", "5"]
    assert rest.next_cursor is None


def test_a_hidden_artisan_has_no_page_of_reviews(make, session):
    artisan = make.artisan()
    artisan.visible = False
    session.commit()
    with pytest.raises(NotFound):
        queries.artisan(artisan.slug)
