"""Private links: random, kept as digests, replaced with each letter."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.kit.errors import Gone, NotFound
from marketplace.kit.tokens import LINK_GRACE, REPLACED_KEPT, digest
from marketplace.registrations import links, operations
from marketplace.registrations.models import RegistrationLink
from tests.conftest import NOON
from tests.registrations.conftest import entry


def test_a_link_opens_its_registration_and_is_kept_as_a_digest(held, register, session):
    row = register(held())
    assert links.opened(row.token, NOON).id == row.id
    assert [link.digest for link in session.query(RegistrationLink)] == [digest(row.token)]
    assert links.held(row, row.token) is not None and links.held(row, "x") is None
    with pytest.raises(NotFound, match="link"):
        links.opened("x", NOON)


def test_a_newer_link_leaves_the_older_one_a_day_and_is_said_after_it(held, register, session):
    row = register(held())
    newer = links.rotate(row, at=NOON)
    assert links.opened(row.token, NOON + LINK_GRACE - timedelta(seconds=1)).id == row.id
    with pytest.raises(Gone):
        links.opened(row.token, NOON + LINK_GRACE)
    assert links.opened(newer, NOON + timedelta(days=300)).id == row.id
    session.commit()
    assert links.prune(NOON + REPLACED_KEPT) == 1


@pytest.mark.parametrize("email", ["siti@contoh.invalid", None])
def test_pressed_twice_only_one_link_lasts(held, register, email):
    cohort = held()
    contact = {"name": "Siti", "email": email, "phone": "+6281200000099"}
    row = register(cohort, **contact)
    first = row.token
    second = register(cohort, **contact).token
    lasting, passing = (first, second) if email else (second, first)
    assert links.opened(lasting, NOON + LINK_GRACE).id == row.id
    with pytest.raises(Gone):
        links.opened(passing, NOON + LINK_GRACE)


def test_another_address_ends_the_links_that_went_to_the_old_one(
    held, register, session, clock, jobs, outbox
):
    row = register(held())
    stranger = links.give(row, at=NOON)
    operations.change(row, entry(email="baru@contoh.invalid"), token=row.token, clock=clock)
    session.commit()
    assert links.opened(row.token, NOON).id == row.id
    with pytest.raises(NotFound):
        links.opened(stranger, NOON)
    jobs.run_all()
    assert [letter.to for letter in outbox.letters if letter.to == "baru@contoh.invalid"]
