"""The names of scopes fit into their column and are never mistaken for each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.versions.models import PageVersion
from marketplace.adapters.versions.scopes import EVERYTHING, SHARED, of_artisan


@given(st.integers(1, 2**63 - 1))
def test_an_artisans_scope_is_hers_alone_and_fits(number):
    assert of_artisan(number) not in (EVERYTHING, SHARED) and of_artisan(number) != of_artisan(number + 1)
    assert len(of_artisan(number)) <= PageVersion.__table__.c.scope.type.length
