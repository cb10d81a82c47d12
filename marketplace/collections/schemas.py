"""What officers may send about a collection."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import parse_qsl, urlencode, urlsplit

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from marketplace.catalogue.schemas import read_search
from marketplace.collections.operations import Entry
from marketplace.collections.rules import MAX_INTRO, MAX_QUERY, MAX_TITLE, MOST_PINNED
from marketplace.kit.errors import NotFound
from marketplace.listings.shop import code_in
from marketplace.web.forms import Line, NoIdentityNumber, Paragraphs, Schema, needed

_END = re.compile("[?#]")


def _query(value: str) -> str:
    """The address of a browse page, or its query alone, as the query that is kept."""
    if not value:
        return ""
    try:
        pairs = parse_qsl(urlsplit(value).query if "?" in value else value)
    except ValueError:
        pairs = []
    kept = urlencode(list(read_search(pairs).search.parts()))
    if not kept or len(kept) > MAX_QUERY:
        raise PydanticCustomError("collections.query", "nothing is asked")
    return kept


def _codes(value: str) -> str:
    """Addresses or codes, one a line, as codes, one a line."""
    found: dict[str, None] = {}
    for line in filter(None, value.split("\n")):
        try:
            found[code_in(_END.split(line, maxsplit=1)[0].rstrip("/").rpartition("/")[2])] = None
        except NotFound as error:
            raise PydanticCustomError("collections.pins", "no bag's code") from error
    if len(found) > MOST_PINNED:
        raise PydanticCustomError("collections.many_pins", "too many", {"limit": MOST_PINNED})
    return "\n".join(found)


Title = Annotated[Line, Field(max_length=MAX_TITLE), NoIdentityNumber]
Intro = Annotated[Paragraphs, Field(max_length=MAX_INTRO), NoIdentityNumber]


class CollectionForm(Schema):
    """A collection as it is written; texts of the other language may wait until it is published."""

    title: Annotated[Title, needed("missing.title")] = Field(default="", validate_default=True)
    title_en: Title = ""
    intro: Intro = ""
    intro_en: Intro = ""
    query: Annotated[Line, Field(max_length=MAX_QUERY), AfterValidator(_query)] = ""
    pins: Annotated[Paragraphs, Field(max_length=6000), AfterValidator(_codes)] = ""
    published: bool = False
    version: int = 0

    def entry(self) -> Entry:
        """What the operations take."""
        return Entry(
            self.title,
            self.title_en,
            self.intro,
            self.intro_en,
            self.query,
            self.pins.split("\n") if self.pins else [],
            self.published,
        )


def values_of(entry: Entry, version: int) -> dict[str, object]:
    """Return what the form begins with."""
    return {
        "title": entry.title,
        "title_en": entry.title_en,
        "intro": entry.intro,
        "intro_en": entry.intro_en,
        "query": entry.query,
        "pins": "\n".join(entry.pins),
        "published": "1" if entry.published else None,
        "version": version,
    }
