"""Finding disputes: by note alone, in the queue by the clock, counted, with their files."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.disputes import operations, queries
from marketplace.disputes.models import DisputePhoto
from marketplace.disputes.rules import Category
from marketplace.kit.errors import NotFound
from marketplace.order_notes import operations as orders
from tests.conftest import NOON
from tests.disputes.conftest import DAYS, SAID, buyer
from tests.order_notes.conftest import TODAY


@pytest.fixture
def earlier(propose, bag, session):
    """A dispute over another note, opened a day before."""
    note = propose(bag)
    orders.confirm(note, seen=1, who=buyer(note), at=NOON, today=TODAY)
    found = operations.begin(
        note, Category.LATE, SAID, who=buyer(note), days=DAYS, at=NOON - timedelta(days=1)
    )
    session.commit()
    return found


def test_a_dispute_is_found_over_its_own_note_alone(dispute, earlier, agreed):
    assert queries.one_of(agreed, dispute.id).id == dispute.id
    with pytest.raises(NotFound):
        queries.one_of(agreed, earlier.id)
    assert [one.id for one in queries.of_note(agreed.id)] == [dispute.id]
    assert queries.open_of([agreed.id, earlier.note_id]).keys() == {agreed.id, earlier.note_id}
    assert queries.open_of([]) == {}


def test_the_queue_has_the_first_due_first_and_the_ended_apart(dispute, earlier, agreed, session):
    assert [one.id for one in queries.queue().items] == [earlier.id, dispute.id]
    assert queries.counts(NOON) == (2, 0)
    assert queries.counts(earlier.decide_until + timedelta(seconds=1)) == (2, 1)
    operations.withdraw(dispute, "", who=buyer(agreed), at=NOON)
    session.commit()
    assert [one.id for one in queries.queue().items] == [earlier.id]
    assert [one.id for one in queries.queue(closed=True).items] == [dispute.id]


def test_photos_name_their_files_and_are_looked_for_in_their_own_dispute(dispute, earlier, session):
    photo = DisputePhoto(dispute_id=dispute.id, event_number=1, original_key="a.jpg", digest="d")
    photo.pages = [{"number": 1, "key": "b.webp"}]
    session.add(photo)
    session.commit()
    session.expire_all()
    assert [(one.key, one.digest) for one in queries.named_files()] == [("a.jpg", "d"), ("b.webp", "")]
    assert queries.photo_of(dispute, photo.id)[0] == "b.webp"
    with pytest.raises(NotFound):
        queries.photo_of(earlier, photo.id)
