"""How an artisan is paid: her words, with the day they were changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.kit.errors import NotFound
from marketplace.order_notes import paying, queries
from tests.conftest import NOON
from tests.order_notes.conftest import actor_of


def test_the_same_words_again_change_no_day(bag, session):
    for later, words in ((0, "Bank A"), (1, "Bank A"), (2, "Bank B")):
        paying.write_payment(words, actor=actor_of(bag.artisan), at=NOON + timedelta(days=later))
        kept = queries.payment_words(bag.artisan_id)
        assert (kept.words, kept.changed_at) == (words, NOON + timedelta(days=2 if later == 2 else 0))


def test_who_is_no_artisan_has_none(app, session):
    with pytest.raises(NotFound):
        paying.write_payment("x", actor=Actor(1, Role.BUYER, "Rina"), at=NOON)
