"""Rows that say in which colours and sizes a bag comes, and what each would become. Whose they are: `rules.belongs`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from marketplace.batches.reading import REMOVED
from marketplace.batches.rules import COLOUR, SIZE, Cells, names_one
from marketplace.kit.text import words
from marketplace.listings.combinations import MAX_VARIANTS, same
from marketplace.listings.grid import VariantForm
from marketplace.listings.rules import Colour
from marketplace.web.forms import read_values
from marketplace.web.labels import message

OWN = frozenset({COLOUR, SIZE, "price", "stock", "photos"})
"""What a variation says of itself. All else is the bag's; a row may repeat it, and say nothing new."""
COLUMN_OF = {"colour": COLOUR, "colour_words": COLOUR, "size": SIZE}
MEASURES = re.compile(r"\d\s*(cm)?\s*[x×*]\s*\d", re.IGNORECASE)
Photo = TypeVar("Photo")
Find = Callable[[str], tuple[list[Photo], list[str]]]
"""The photos a cell names, and sentences about what is wrong with the names."""


@dataclass(slots=True)
class Way(Generic[Photo]):
    """One variation as its row has it. `errors` are sentences by column; `photos` are all it names, its own first."""

    number: int
    facts: dict[str, Any]
    errors: dict[str, str]
    photos: list[Photo]

    @property
    def colour(self) -> Colour | None:
        return self.facts.get("colour")

    @property
    def colour_words(self) -> str:
        return str(self.facts.get("colour_words", ""))

    @property
    def size(self) -> str:
        return str(self.facts.get("size", ""))

    @property
    def price(self) -> int | None:
        return self.facts.get("price")

    @property
    def stock(self) -> int | None:
        return self.facts.get("stock")

    @property
    def off(self) -> bool:
        return False


def ways_of(
    number: int,
    bag: Cells,
    others: Sequence[Mapping[str, Any]],
    colours: Mapping[str, StrEnum],
    find: Find[Photo],
) -> list[Way[Photo]]:
    """Return the variations of a bag: that of its own row, then those of the rows under it ("number" and "cells").

    `colours` are the words for colours, as `words` writes them. The bag's own row has the bag's price.
    """
    ways: list[Way[Photo]] = []
    if names_one(bag):
        first = {name: text for name, text in bag.items() if name in (COLOUR, SIZE, "stock", "photos")}
        ways.append(_way(number, first, {}, colours, find))
    ways += [_way(row["number"], row["cells"], bag, colours, find) for row in others]
    for again in same([way for way in ways if not way.errors]):
        again.errors[SIZE if again.size else COLOUR] = message("listing.variant_again")
    if len(ways) > MAX_VARIANTS:
        ways[MAX_VARIANTS].errors[COLOUR] = message("listing.too_many_variants", {"limit": MAX_VARIANTS})
    return ways


def _way(
    number: int, cells: Cells, bag: Cells, colours: Mapping[str, StrEnum], find: Find[Photo]
) -> Way[Photo]:
    errors = {
        name: message("text.identity_number" if REMOVED in text else "batch.variation_differs")
        for name, text in cells.items()
        if REMOVED in text or (name not in OWN and name != "title" and text != bag.get(name))
    }
    sent: dict[str, str | list[str]] = {name: cells[name] for name in ("price", "stock") if name in cells}
    size = " ".join(cells.get(SIZE, "").split())
    if MEASURES.search(size):
        errors.setdefault(SIZE, message("batch.size_is_measures"))
    sent["size"] = size
    found = _colour(cells.get(COLOUR, ""), colours)
    if found is None:
        errors.setdefault(COLOUR, message("batch.variant_colour"))
    else:
        sent["colour"], sent["colour_words"] = found
    form = read_values(VariantForm, sent)
    for name, said in form.errors.items():
        errors.setdefault(COLUMN_OF.get(name, name), said)
    photos, problems = find(cells.get("photos", ""))
    if problems:
        errors.setdefault("photos", " ".join(problems))
    facts = {} if form.errors else {name: getattr(form.data, name) for name in VariantForm.model_fields}
    return Way(number, facts, errors, photos)


def _colour(text: str, colours: Mapping[str, StrEnum]) -> tuple[str, str] | None:
    """Return a colour and her own words for it, either may be empty; None where more than that stands there."""
    parts = [" ".join(part.split()) for part in re.split(r"[|\n]", text) if part.strip()]
    known = [found.value for part in parts if (found := colours.get(" ".join(words(part))))]
    hers = [part for part in parts if " ".join(words(part)) not in colours]
    if len(known) > 1 or len(hers) > 1:
        return None
    return (known[0] if known else ""), (hers[0] if hers else "")
