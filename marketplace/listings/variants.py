"""What can be done with a bag's variations: add combinations that are missing, change rows in place, put them in order,
take one out and put it back.

None of these finishes the work: prices, colours and search words of the bag follow in `operations.edit` or `finish`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.database.session import session
from marketplace.kit.codes import new_code
from marketplace.kit.errors import Conflict, Invalid, NotFound
from marketplace.listings.combinations import (
    MAX_VARIANTS,
    VARIANT_CODE_LENGTH,
    Called,
    colour_key,
    same,
    size_key,
)
from marketplace.listings.models import Listing, Photo, Variant
from marketplace.listings.rules import Colour, to_change

FIELDS = frozenset(
    {
        "colour", "colour_words", "size", "length_cm", "width_cm", "height_cm", "price", "stock", "off", "photo_id",
    }
)  # fmt: skip
COPIED = (*(FIELDS - {"photo_id"}), "code", "position")
FieldName = Callable[[int, str], str]
"""Says under which name a form knows a field of the row with this number."""


@dataclass(slots=True)
class _Wanted:
    """A combination that may not be there yet."""

    colour: Colour | None
    colour_words: str
    size: str


def add(listing: Listing, colours: Sequence[Colour], sizes: Sequence[str], *, actor: Actor) -> list[Variant]:
    """Add every combination of these colours and sizes that the bag does not have.

    Without sizes the colours come in all sizes the bag has, without colours the sizes in all its colours. Returns the
    new rows. Raises Conflict "listing.too_many_variants" (limit).
    """
    policy.require(actor, to_change(listing.state), listing)
    if not colours and not sizes:
        return []
    there = {_key(row) for row in listing.variants}
    made: list[Variant] = []
    for one in _wanted(listing.variants, colours, sizes):
        if _key(one) not in there:
            there.add(_key(one))
            made.append(Variant(colour=one.colour, colour_words=one.colour_words, size=one.size, off=False))
    _append(listing, made)
    return made


def _wanted(rows: Sequence[Variant], colours: Sequence[Colour], sizes: Sequence[str]) -> Iterator[_Wanted]:
    named: list[tuple[Colour | None, str]] = [(colour, "") for colour in dict.fromkeys(colours)]
    if not named:
        named = [(row.colour, row.colour_words) for row in _first_of(rows, colour_key)] or [(None, "")]
    of_size = sizes or [row.size for row in _first_of(rows, size_key)] or [""]
    for colour, words in named:
        for size in of_size:
            yield _Wanted(colour, words, size)


def _first_of(rows: Sequence[Variant], key: Callable[[Called], Hashable]) -> Collection[Variant]:
    found: dict[Hashable, Variant] = {}
    for row in rows:
        found.setdefault(key(row), row)
    return found.values()


def put(listing: Listing, rows: Sequence[Mapping[str, Any]], *, actor: Actor) -> list[Variant]:
    """Add rows with these facts, some of `FIELDS` each, as a list of many bags has them.

    Raises Conflict "listing.too_many_variants" (limit). Whether two of them say the same is for the caller to ask.
    """
    policy.require(actor, to_change(listing.state), listing)
    made = [Variant(**{"colour_words": "", "size": "", "off": False, **facts}) for facts in rows]
    _append(listing, made)
    return made


def _append(listing: Listing, made: Sequence[Variant]) -> None:
    if len(listing.variants) + len(made) > MAX_VARIANTS:
        raise Conflict("listing.too_many_variants", limit=MAX_VARIANTS)
    place = max((row.position for row in listing.variants), default=-1) + 1
    taken = {row.code for row in (*listing.variants, *listing.removed_variants)}
    with session.no_autoflush:
        for number, row in enumerate(made, place):
            row.code, row.position = _free_code(taken), number
            taken.add(row.code)
            listing.variants.append(row)


def _free_code(taken: Collection[str]) -> str:
    code = new_code(VARIANT_CODE_LENGTH)
    while code in taken:
        code = new_code(VARIANT_CODE_LENGTH)
    return code


def _key(one: Called) -> Hashable:
    return colour_key(one), size_key(one)


def change(
    listing: Listing, changes: Mapping[int, Mapping[str, Any]], *, actor: Actor, name: FieldName
) -> None:
    """Change rows of the bag in place, by their numbers, some of `FIELDS` each; a name that is not there is KeyError.

    A row taken out in another window is passed over. Raises Invalid, with the errors beside the fields, for a photo of
    another bag, for a row that says neither colour nor size, and for one that says what another says.
    """
    policy.require(actor, to_change(listing.state), listing)
    photos = {photo.id for photo in listing.photos}
    problems: dict[str, str] = {}
    with session.no_autoflush:
        for row in listing.variants:
            facts = changes.get(row.id, {})
            for field, value in facts.items():
                if field not in FIELDS:
                    raise KeyError(field)
                if field == "photo_id" and value is not None and value not in photos:
                    problems[name(row.id, field)] = "choice"
                    continue
                if field == "photo_id" and value is not None:
                    row.deleted_photo_id = None
                setattr(row, field, value)
            if row.colour is None and not row.colour_words and not row.size:
                problems[name(row.id, "size")] = "listing.variant_unnamed"
        for row in same(listing.variants):
            problems[name(row.id, "size")] = "listing.variant_again"
    if problems:
        raise Invalid(problems)


def move(listing: Listing, variant_id: int, step: int, *, actor: Actor) -> Variant:
    """Move one row one place up (-1) or down (1); at either end it stays. Buyers see the rows in this order.

    Raises NotFound for a number that is not the bag's own.
    """
    policy.require(actor, to_change(listing.state), listing)
    row, order = _own(listing.variants, variant_id), list(listing.variants)
    here = order.index(row)
    order.insert(min(max(here + (1 if step > 0 else -1), 0), len(order) - 1), order.pop(here))
    for place, one in enumerate(order):
        one.position = place
    session.flush()
    session.expire(listing, ["variants"])
    return row


def remove(listing: Listing, variant_id: int, *, actor: Actor, at: datetime) -> Variant:
    """Take one row out; its address leads to the bag then. Raises NotFound for a number that is not the bag's own.

    A colour that came with it alone is none of the bag's any more, as long as others are named there: who looks for it
    would find a bag that does not come in it.
    """
    policy.require(actor, to_change(listing.state), listing)
    row = _own(listing.variants, variant_id)
    row.removed_at = at
    others = {one.colour for one in listing.variants if one is not row and one.colour is not None}
    if others and row.colour not in others:
        listing.colours[:] = [one for one in listing.colours if one.colour is not row.colour]
    session.flush()
    session.expire(listing, ["variants", "removed_variants"])
    return row


def put_back(listing: Listing, variant_id: int, *, actor: Actor) -> Variant:
    """Put a row back that was taken out: its place, its address and all it says are as they were.

    Raises NotFound once it is gone for good; Conflict "listing.too_many_variants" (limit), or "listing.variant_again"
    where another one says the same meanwhile.
    """
    policy.require(actor, to_change(listing.state), listing)
    row = _own(listing.removed_variants, variant_id)
    if len(listing.variants) >= MAX_VARIANTS:
        raise Conflict("listing.too_many_variants", limit=MAX_VARIANTS)
    if _key(row) in {_key(one) for one in listing.variants}:
        raise Conflict("listing.variant_again")
    row.removed_at = None
    session.flush()
    session.expire(listing, ["variants", "removed_variants"])
    return row


def forget(session: Session, before: datetime) -> None:
    """Delete for good what was taken out before a moment."""
    session.execute(delete(Variant).where(Variant.removed_at < before))


def _own(rows: Sequence[Variant], variant_id: int) -> Variant:
    found = next((row for row in rows if row.id == variant_id), None)
    if found is None:
        raise NotFound()
    return found


def copy(row: Variant, photos: Mapping[int, Photo]) -> Variant:
    """Return the same variation for another bag, which shows that bag's copies of the photos, by their old numbers."""
    made = Variant(**{name: getattr(row, name) for name in COPIED})
    photo = photos.get(row.photo_id) if row.photo_id is not None else None
    made.photo_id = photo.id if photo else None
    return made
