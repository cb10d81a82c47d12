"""Only a bag with a page is found by its code."""

from __future__ import annotations

import pytest

from marketplace.kit.errors import Gone, NotFound
from marketplace.listings.public import bag
from marketplace.listings.rules import WITH_PAGE, State


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("visible", [True, False])
@pytest.mark.parametrize("lock", [True, False])
def test_a_bag_without_a_page_is_not_found(make, state, visible, lock):
    made = make.listing(make.artisan(visible=visible), state=state)
    if visible and state in WITH_PAGE:
        assert bag(made.code, lock=lock).id == made.id
    else:
        with pytest.raises(Gone if visible and state is State.TAKEN_DOWN else NotFound):
            bag(made.code, lock=lock)


def test_it_has_exactly_this_code(make):
    make.listing(code="AB23CD45EF")
    for code in ("ab23cd45ef", "AB23CD45E", ""):
        with pytest.raises(NotFound):
            bag(code)
