"""Which record a certificate renews."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.certificates import renewing
from marketplace.certificates.rules import Status, standing
from marketplace.kit.errors import Forbidden, Invalid
from marketplace.relatives import operations as relatives

TODAY = date(2026, 4, 14)


@pytest.fixture
def officer(make):
    account = make.account(Role.OFFICER)
    return Actor(account.id, account.role, account.name, second_factor=True)


@pytest.fixture
def pair(make):
    """(old, new): a lapsed certificate, and one of the same holder that came after it."""
    old = make.certificate(issue_date=date(2022, 10, 1), valid_until=date(2025, 10, 1))
    return old, make.certificate(old.artisan, issue_date=date(2025, 10, 31))


def test_a_link_is_read_from_both_ends_and_changes_no_worth(make, officer, pair):
    old, new = pair
    before = [standing(one, TODAY) for one in pair]
    renewing.link(new, old.id, actor=officer, at=make.clock())
    assert new.renews_id == old.id
    assert [standing(one, TODAY) for one in pair] == before
    renewing.link(new, None, actor=officer, at=make.clock())
    assert new.renews_id is None


def test_only_earlier_public_records_of_the_holder_that_nothing_renews_are_offered(make, officer, pair):
    old, new = pair
    make.certificate(issue_date=date(2020, 1, 1))
    make.certificate(old.artisan, status=Status.REJECTED, issue_date=date(2021, 1, 1))
    later = make.certificate(old.artisan, status=Status.SUBMITTED, issue_date=date(2026, 1, 1))
    assert list(renewing.candidates(new)) == [old]
    assert list(renewing.candidates(later)) == [new, old]
    renewing.link(new, old.id, actor=officer, at=make.clock())
    assert list(renewing.candidates(new)) == [old]
    assert list(renewing.candidates(later)) == [new]
    later.issue_date = None
    assert list(renewing.candidates(later)) == []


def test_nothing_else_can_be_linked(make, officer, pair):
    old, new = pair
    for wrong in (make.certificate(issue_date=date(2020, 1, 1)).id, new.id, 999_999):
        with pytest.raises(Invalid) as refusal:
            renewing.link(new, wrong, actor=officer, at=make.clock())
        assert refusal.value.fields == {"renews": "certificate.renews"}
    with pytest.raises(Invalid):
        renewing.link(old, new.id, actor=officer, at=make.clock())


def test_a_relative_links_nothing(make, officer, pair):
    old, new = pair
    relatives.declare(old.artisan, actor=officer, at=make.clock())
    with pytest.raises(Forbidden):
        renewing.link(new, old.id, actor=officer, at=make.clock())
