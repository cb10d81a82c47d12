"""Every warning has its words."""

from __future__ import annotations

from marketplace.certificates.likeness import Likeness
from marketplace.certificates.numbers import NumberWarning
from marketplace.certificates.warning_labels import LABELS
from marketplace.certificates.warnings import Oddity


def test_each_kind_has_words_of_its_own() -> None:
    named = {(type(member), member.value): str(words) for table in LABELS for member, words in table.items()}
    assert set(named) == {
        (type(one), one.value) for kind in (Likeness, NumberWarning, Oddity) for one in kind
    }
    assert len(set(named.values())) == len(named)
