"""What can be done with a bag's variations: add the combinations that are missing, change rows in place, take one out.

None of these finishes the work: prices, colours and search words of the bag follow in `operations.edit` or `finish`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.database.session import session
from marketplace.kit.codes import new_code
from marketplace.kit.errors import Conflict, Invalid, NotFound
from marketplace.listings.combinations import MAX_VARIANTS, VARIANT_CODE_LENGTH, colour_key, same, size_key
from marketplace.listings.models import Listing, Photo, Variant
from marketplace.listings.rules import Colour

FIELDS = frozenset(
    {
        "colour", "colour_words", "size", "length_cm", "width_cm", "height_cm", "price", "stock", "off", "photo_id",
    }
)  # fmt: skip
COPIED = (*(FIELDS - {"photo_id"}), "code", "position")
FieldName = Callable[[int, str], str]
"""Says under which name a form knows a field of the row with this number."""


@dataclass(slots=True)
class _Plain:
    """A combination that is not there yet."""

    colour: Colour | None
    size: str
    colour_words: str = ""
    price: int | None = None
    stock: int | None = None
    off: bool = False


def add(listing: Listing, colours: Sequence[Colour], sizes: Sequence[str], *, actor: Actor) -> list[Variant]:
    """Add every combination of these colours and sizes that the bag does not have; either may be empty.

    Returns the new rows. Raises Conflict "listing.too_many_variants" (limit).
    """
    policy.require(actor, Permission.EDIT_LISTING, listing)
    there = {(colour_key(row), size_key(row)) for row in listing.variants}
    made: list[Variant] = []
    for colour in dict.fromkeys(colours) or (None,):
        for size in sizes or ("",):
            wanted = _Plain(colour, size)
            key = (colour_key(wanted), size_key(wanted))
            if key not in there and (colour is not None or size):
                there.add(key)
                made.append(Variant(colour=colour, colour_words="", size=size, off=False))
    if len(listing.variants) + len(made) > MAX_VARIANTS:
        raise Conflict("listing.too_many_variants", limit=MAX_VARIANTS)
    place = max((row.position for row in listing.variants), default=-1) + 1
    with session.no_autoflush:
        for number, row in enumerate(made, place):
            row.code, row.position = _free_code(listing), number
            listing.variants.append(row)
    return made


def _free_code(listing: Listing) -> str:
    taken = {row.code for row in listing.variants}
    code = new_code(VARIANT_CODE_LENGTH)
    while code in taken:
        code = new_code(VARIANT_CODE_LENGTH)
    return code


def change(
    listing: Listing, changes: Mapping[int, Mapping[str, Any]], *, actor: Actor, name: FieldName
) -> None:
    """Change rows of the bag in place, by their numbers, some of `FIELDS` each; a name that is not there is KeyError.

    A row taken out in another window is passed over. Raises Invalid, with the errors beside the fields, for a photo of
    another bag, for a row that says neither colour nor size, and for one that says what another says.
    """
    policy.require(actor, Permission.EDIT_LISTING, listing)
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


def remove(listing: Listing, variant_id: int, *, actor: Actor) -> Variant:
    """Take one row out; its address leads to the bag then. Raises NotFound for a number that is not the bag's own."""
    policy.require(actor, Permission.EDIT_LISTING, listing)
    row = next((row for row in listing.variants if row.id == variant_id), None)
    if row is None:
        raise NotFound()
    listing.variants.remove(row)
    return row


def copy(row: Variant, photos: Mapping[int, Photo]) -> Variant:
    """Return the same variation for another bag, which shows that bag's copies of the photos, by their old numbers."""
    made = Variant(**{name: getattr(row, name) for name in COPIED})
    photo = photos.get(row.photo_id) if row.photo_id is not None else None
    made.photo_id = photo.id if photo else None
    return made
