"""What a collection needs before visitors see it."""

from __future__ import annotations

import pytest

from marketplace.collections.rules import lacking_for_publication


@pytest.mark.parametrize(
    ("title", "title_en", "bags", "lacks"),
    [
        ("Kado", "Gifts", True, set()),
        ("Kado", " ", True, {"title_en"}),
        ("", "Gifts", True, {"title"}),
        ("Kado", "Gifts", False, {"query"}),
        ("", "", False, {"title", "title_en", "query"}),
    ],
)
def test_both_titles_and_something_to_show_are_needed(title, title_en, bags, lacks):
    assert set(lacking_for_publication({"title": title, "title_en": title_en}, bags)) == lacks
