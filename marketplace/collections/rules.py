"""What is true of collections: how long their texts are, how many bags they hold."""

from collections.abc import Mapping

MAX_TITLE, MAX_INTRO, MAX_QUERY = 80, 600, 2000
MOST_PINNED = 24
SHOWN = 24
"""Bags on the page, the pinned ones included; what the search finds beyond them is on its own page of the catalogue."""

ON_HOME = 3


def lacking_for_publication(texts: Mapping[str, str], has_bags: bool) -> dict[str, str]:
    """Return what still misses for visitors of both languages, as message codes by field."""
    found = {name: f"collections.{name}" for name in ("title", "title_en") if not texts.get(name, "").strip()}
    if not has_bags:
        found["query"] = "collections.empty"
    return found
