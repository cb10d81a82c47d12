"""The demonstration's counts are ones the site would take, shown often enough; the rarest is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.demo import gaps
from marketplace.gaps import queries
from marketplace.gaps.rules import WINDOW, Kind, key_of, read_key


@pytest.mark.parametrize(("key", "searches", "wishes"), gaps.MISSED)
def test_each_is_spelt_as_the_site_spells_it(key, searches, wishes):
    assert key_of(read_key(key)) == key


def test_all_but_the_rarest_are_shown_and_all_days_are_in_the_window(make, session, clock):
    for code in {value for key, *_ in gaps.MISSED for kind, value in read_key(key) if kind is Kind.PLACE}:
        make.place(code, code)
    today = clock().date()
    gaps.count(today)
    gaps.wish(today)
    session.commit()
    shown = {key_of(count.terms) for count in queries.sets(today).items}
    assert shown == {key for key, *_ in gaps.MISSED[:-1]}
    assert queries.needs(today)
    assert min(gaps._day(today, number) for number in range(30)) > today - WINDOW + timedelta(days=7)
