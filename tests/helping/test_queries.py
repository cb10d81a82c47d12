"""Whose helpers are found by whom, and what an ended one still finds."""

from __future__ import annotations

import pytest

from marketplace.helping import operations, queries
from marketplace.kit.errors import NotFound
from tests.conftest import NOON
from tests.helping.conftest import actor_of


def test_each_finds_their_own_while_it_stands(employ, siti, budi, make, session):
    helper, other = employ(siti, budi), make.artisan()
    assert queries.own(siti.id, helper.id, lock=True) is helper
    assert queries.one_of_account(budi.id, helper.id, lock=True) is helper
    assert list(queries.of_account(budi.id)) == [helper] and queries.helps(siti.id, budi.id)
    for lost in (
        lambda: queries.own(other.id, helper.id),
        lambda: queries.own(None, helper.id),
        lambda: queries.one_of_account(siti.account_id, helper.id),
    ):
        with pytest.raises(NotFound):
            lost()
    operations.end(helper, actor=actor_of(siti.account, siti), at=NOON)
    assert list(queries.of_account(budi.id)) == [] and not queries.helps(siti.id, budi.id)
    assert list(queries.of_artisan(siti.id)) == [helper], "she still sees who it was"
    with pytest.raises(NotFound):
        queries.own(siti.id, helper.id)
    with pytest.raises(NotFound):
        queries.one_of_account(budi.id, helper.id)


def test_those_who_help_stand_before_those_who_did(invite, employ, siti, budi, session):
    first = employ(siti, budi)
    second, _ = invite(siti, "lain@contoh.invalid")
    operations.end(second, actor=actor_of(siti.account, siti), at=NOON)
    session.commit()
    assert list(queries.of_artisan(siti.id)) == [first, second]
