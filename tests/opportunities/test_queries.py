"""Which opportunities are seen by whom, in which order, with how many questions."""

from __future__ import annotations

import pytest

from marketplace.kit.errors import NotFound
from marketplace.opportunities import operations, queries
from marketplace.opportunities.rules import Action
from tests.opportunities.conftest import DAY, LATER, TODAY


def test_the_next_deadline_is_first_and_what_is_over_the_last_one_first(draft, published, closed):
    draft()
    later, soon, today = (published(deadline=TODAY + days * DAY) for days in (9, 3, 0))
    shut = closed(published(deadline=TODAY + 20 * DAY))
    shown = queries.shown(TODAY)
    assert list(shown.open) == [today, soon, later] and list(shown.past) == [shut]
    shown = queries.shown(TODAY + DAY)
    assert list(shown.open) == [soon, later] and list(shown.past) == [shut, today]
    assert list(queries.addresses()) == [one.slug for one in (later, soon, today, shut)]


def test_a_draft_is_nobodys_and_a_withdrawn_one_hers_who_applied(
    draft, published, holder, applied, officer, make
):
    artisan, other = holder(), make.artisan()
    found = published()
    applied(found, artisan)
    operations.move(found, Action.WITHDRAW, version=found.version, actor=officer, **LATER)
    assert queries.for_artisan(found.slug, artisan.id) is found
    assert [one.opportunity for one in queries.applied_for(artisan.id)] == [found]
    for ask in (
        lambda: queries.for_artisan(found.slug, other.id),
        lambda: queries.one_shown(found.slug),
        lambda: queries.one_shown(draft(title="Lain").slug),
        lambda: queries.one(999),
    ):
        with pytest.raises(NotFound):
            ask()


def test_officers_see_all_with_how_many_stand(draft, published, holder, applied):
    found = published()
    applied(found, holder())
    other = draft()
    assert {(one, count) for one, count in queries.every()} == {(found, 1), (other, 0)}


def test_near_ones_and_who_was_not_told(published, holder, applied, make):
    near = published(deadline=TODAY + 7 * DAY)
    published(deadline=TODAY + 8 * DAY)
    waiting = make.artisan()
    applied(near, holder())
    make.artisan(account=make.account(disabled_at=LATER["at"]))
    assert list(queries.near(TODAY)) == [near]
    assert list(queries.untold(near.id)) == [waiting]


def test_names_of_places(make):
    assert queries.place_names([make.place().code, "99"]) == {"64.74.01.1001": "Bontang Kuala"}
    assert queries.place_names([]) == {}
