"""Reviews of a bag and of an artisan, and what they come to."""

from __future__ import annotations

from itertools import count

import pytest
from sqlalchemy import delete

from marketplace.kit.errors import NotFound
from marketplace.reviews import operations, queries
from marketplace.reviews.models import ReviewWay
from marketplace.reviews.rules import FEWEST_FOR_AVERAGE, Aspect
from tests.conftest import NOON
from tests.emptying import with_triggers_off
from tests.order_notes.conftest import SECRET
from tests.reviews.conftest import by_letter


@pytest.fixture
def reviewed(propose, hand_over, session):
    """Have orders of a bag reviewed with these marks; by the buyer of this address, or by another one each time."""
    numbers = count()

    def go(bag, *marks, email=""):
        for mark in marks:
            given, reasons = dict.fromkeys(Aspect, mark), dict.fromkeys(Aspect, "Kurang")
            note = hand_over(propose(bag, email=email or f"rina{next(numbers)}@contoh.invalid"))
            operations.write(
                note,
                name="R",
                marks=given,
                reasons=reasons,
                words=str(mark),
                at=NOON,
                claim=by_letter(note),
                secret=SECRET,
            )
        session.commit()

    return go


def test_the_mean_counts_the_version_shown_alone(reviewed, bag):
    reviewed(bag, 5, 5, 4, 4)
    assert queries.summary_of_bag(bag.id).tenths == {}
    reviewed(bag, 1)
    found = queries.summary_of_artisan(bag.artisan_id)
    assert (found.count, found.tenths[Aspect.ON_TIME]) == (FEWEST_FOR_AVERAGE, 38)


def test_a_mailbox_counts_once_with_its_newest_review_whatever_is_added_to_its_name(reviewed, bag):
    reviewed(bag, 5, 5, 5, 4)
    for number, mark in enumerate((1, 5, 5, 5, 1)):
        reviewed(bag, mark, email=f"siti+{number}@contoh.invalid")
    found = queries.summary_of_bag(bag.id)
    assert (found.count, found.proved, found.buyers) == (9, 9, 5)
    assert found.tenths[Aspect.ON_TIME] == 40


def test_what_was_written_before_anything_was_proved_is_told_and_counts_in_no_mean(reviewed, bag, session):
    reviewed(bag, 5, 5, 5, 5, 5)
    with_triggers_off(session.connection(), ReviewWay.__table__, delete(ReviewWay).where(ReviewWay.id > 0))
    session.commit()
    found = queries.summary_of_bag(bag.id)
    assert (found.count, found.unproved, found.buyers, found.tenths) == (5, 5, 0, {})
    assert all(one.current.way is None for one in queries.newest_of_bag(bag.id))


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
