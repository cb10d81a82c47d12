"""Private links: random, kept as digests, replaced with each letter."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.kit.errors import Forbidden, Gone, NotFound
from marketplace.kit.tokens import LINK_GRACE, REPLACED_KEPT, digest
from marketplace.registrations import links, operations
from marketplace.registrations.models import RegistrationLink
from tests.conftest import NOON
from tests.registrations.conftest import entry

ONCE = "x" * 43


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
@pytest.mark.parametrize("again", [ONCE, "y" * 43, ""])
def test_pressed_twice_only_one_link_lasts_and_another_form_is_given_none_that_does(
    held, register, email, again
):
    cohort = held()
    contact = {"name": "Siti", "email": email, "phone": "+6281200000099"}
    row = register(cohort, once=ONCE, **contact)
    first = row.token
    second = register(cohort, once=again, **contact).token
    lasting, passing = (second, first) if email is None and again == ONCE else (first, second)
    assert links.opened(passing, NOON).id == links.opened(lasting, NOON + LINK_GRACE).id == row.id
    links.require_newest(row, lasting)
    for token in (passing, "x"):
        with pytest.raises(Forbidden, match="other_link"):
            links.require_newest(row, token)
    with pytest.raises(Gone):
        links.opened(passing, NOON + LINK_GRACE)


def test_the_mark_of_a_form_opens_nothing_and_goes_with_the_links_replaced_long_ago(held, register, session):
    row = register(held(), once=ONCE)
    assert len(row.links) == 2 and links.is_marked(row, ONCE) and not links.is_marked(row, "")
    with pytest.raises(NotFound):
        links.opened(ONCE, NOON)
    assert links.prune(NOON + REPLACED_KEPT) == 1


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
