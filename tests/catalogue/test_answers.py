"""An answer of which nothing is known yet says nothing."""

from __future__ import annotations

from marketplace.catalogue.answers import Answer, Counts, Tally


def test_what_was_not_counted_is_not_there():
    counts = Answer([], Counts()).counts
    assert counts.total == counts.everything == Tally(0, more=False)
    assert (counts.found, counts.names, counts.offered) == ({}, {}, {})
