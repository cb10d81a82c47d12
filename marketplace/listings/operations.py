"""What can be done with a bag: begin, edit, move through its lifecycle, duplicate. Its photos are in `photos`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.artisans.models import Artisan
from marketplace.audit import operations as journal
from marketplace.database.session import session, writing
from marketplace.kit.codes import new_code
from marketplace.kit.errors import Conflict, Incomplete, Invalid, TooMany
from marketplace.kit.text import slugify, words
from marketplace.listings import prices, queries, scope, turns, variants
from marketplace.listings.combinations import can_be_had
from marketplace.listings.models import Listing, ListingColour, ListingMaterial, ListingUnit, Photo
from marketplace.listings.rules import (
    CODE_LENGTH,
    LIFECYCLE,
    Action,
    Availability,
    Colour,
    Material,
    State,
    missing_for_publication,
    to_change,
)
from marketplace.listings.withheld import give_up_photos

NEW_PER_HOUR = 20
TEXTS = frozenset({"title", "colour_note", "material_note", "strap_note", "story"})
FACTS = frozenset(
    {
        "price", "availability", "stock", "lead_days", "bag_type", "technique", "length_cm", "width_cm", "height_cm",
        "strap_cm", "weight_g", "lining", "closure", "made_by", "outside_certificate",
    }
)  # fmt: skip
LISTS = frozenset({"materials", "colours", "care", "units"})
FIELDS = TEXTS | FACTS | LISTS
HER_WORD = frozenset({"made_by", "units", "outside_certificate"})
"""What a badge rests on: the artisan alone says who made a bag, and which units of hers it was made with."""
COPIED = FIELDS - {"title", "price", "made_by", *LISTS}
"""Who made it is asked anew for every bag: an answer carried over is one nobody gave."""
JOURNALED = frozenset({Action.PUBLISH, Action.REMOVE, Action.TAKE_DOWN, Action.GIVE_BACK})

SearchWords = Callable[[Listing], Iterable[str]]
"""What a bag's enum members are called, in every language it is searched in; see `labels.search_words`."""


def no_words(listing: Listing) -> Iterable[str]:
    """Search by what the artisan wrote alone."""
    return ()


def begin(artisan: Artisan, *, actor: Actor, at: datetime) -> Listing:
    """Return an empty draft: the one she left empty last time, or a new one. Raises TooMany past 20 in an hour."""
    policy.require(actor, Permission.DRAFT_LISTING, artisan)
    left_empty = queries.untouched_draft(artisan.id)
    return left_empty or _new(artisan, at)


def _new(artisan: Artisan, at: datetime) -> Listing:
    hour = timedelta(hours=1)
    count, first = queries.made_since(artisan.id, at - hour)
    if count >= NEW_PER_HOUR:
        wait = (first + hour - at) if first else hour
        raise TooMany(max(1, int(wait.total_seconds())), "listing.too_many_new")
    return _empty(artisan, at)


def _empty(artisan: Artisan, at: datetime, *, imported: bool = False) -> Listing:
    code = new_code(CODE_LENGTH)
    while queries.code_is_taken(code):
        code = new_code(CODE_LENGTH)
    listing = Listing(
        code=code, artisan=artisan, state=State.DRAFT, imported=imported, created_at=at, updated_at=at
    )
    session.add(listing)
    session.flush()
    return listing


def draft(
    artisan: Artisan,
    facts: Mapping[str, Any],
    *,
    actor: Actor,
    at: datetime,
    search_words: SearchWords = no_words,
) -> Listing:
    """Return a new draft with these `FIELDS`, made from a list: imports have another limit. Raises like `edit`."""
    policy.require(actor, Permission.EDIT_LISTING, artisan)
    listing = _empty(artisan, at, imported=True)
    edit(listing, facts, actor=actor, at=at, search_words=search_words)
    return listing


def edit(
    listing: Listing,
    changes: Mapping[str, Any],
    *,
    actor: Actor,
    at: datetime,
    search_words: SearchWords = no_words,
    version: int | None = None,
) -> None:
    """Change some of `FIELDS`; a name that is not there is KeyError.

    Raises Conflict "listing.changed_elsewhere" when `version` is not the row's any more, Incomplete when a bag on show
    would lack what publication asks for, and Invalid for units not its maker's own. Passes `HER_WORD` of helpers over.
    """
    policy.require(actor, to_change(listing.state), listing)
    if version is not None and version != listing.version:
        raise Conflict("listing.changed_elsewhere")
    with session.no_autoflush:
        wrote = changes.get("price", prices.written(listing))
        for name, value in changes.items():
            if actor.acting is None or name not in HER_WORD:
                _set(listing, name, value)
        if listing.availability is not Availability.READY:
            listing.stock = None
        if listing.availability is not Availability.MADE_TO_ORDER:
            listing.lead_days = None
        _finish(listing, wrote, at, search_words)
    session.flush()


def finish(listing: Listing, *, actor: Actor, at: datetime, search_words: SearchWords = no_words) -> None:
    """Let the bag follow what was done to its variations alone. Raises Incomplete like `edit`."""
    policy.require(actor, to_change(listing.state), listing)
    with session.no_autoflush:
        _finish(listing, prices.written(listing), at, search_words)
    session.flush()


def _finish(listing: Listing, wrote: int | None, at: datetime, search_words: SearchWords) -> None:
    """A colour that a variation has is one of the bag's, so that who looks for it finds the bag."""
    prices.settle(listing, wrote)
    there = {row.colour for row in listing.colours}
    for colour in dict.fromkeys(row.colour for row in listing.variants if row.colour is not None):
        if colour not in there:
            listing.colours.append(ListingColour(colour=colour))
    if listing.state is State.PUBLISHED:
        require_complete(listing)
    if listing.published_at is not None:
        listing.slug = slugify(listing.title)
    rebuild_search_text(listing, search_words)
    listing.updated_at = at


@contextmanager
def lasting() -> Iterator[None]:
    """What happens inside lasts even if the request is refused later: what arrived safely is never asked for twice."""
    with writing():
        yield


def _set(listing: Listing, name: str, value: Any) -> None:
    if name not in FIELDS:
        raise KeyError(name)
    if name == "units":
        _name_units(listing, value)
    elif name == "materials":
        _replace(listing.materials, "material", value, lambda material: ListingMaterial(material=material))
    elif name == "colours":
        _replace(listing.colours, "colour", value, lambda colour: ListingColour(colour=colour))
    elif name == "price":
        return  # `prices.settle` writes it, when all else is known
    elif name == "care":
        listing.care = [str(entry) for entry in dict.fromkeys(value)]
    else:
        setattr(listing, name, value)


def _name_units(listing: Listing, wanted: Collection[int]) -> None:
    """Keep which units the bag names. Raises Invalid for a row that is not of its maker's own decided certificates."""
    hers = [unit.id for unit in scope.her_units(listing.artisan_id, wanted)]
    if set(hers) != set(wanted):
        raise Invalid({"units": "listing.units"})
    there = {row.unit_id for row in listing.units}
    listing.units[:] = [row for row in listing.units if row.unit_id in hers]
    listing.units.extend(ListingUnit(unit_id=unit_id) for unit_id in hers if unit_id not in there)


def _replace(rows: list[Any], name: str, wanted: Collection[StrEnum], make: Callable[[Any], Any]) -> None:
    """Keep the rows that stay, so that an unchanged choice writes nothing."""
    there = {getattr(row, name) for row in rows}
    rows[:] = [row for row in rows if getattr(row, name) in wanted]
    rows.extend(make(member) for member in dict.fromkeys(wanted) if member not in there)


def require_complete(listing: Listing) -> None:
    """Raise Incomplete with one message per field that publication still misses, in the order of the form."""
    lacking: dict[str, str] = {}
    for code in missing_for_publication(listing):
        if code != "size":
            lacking[code] = f"listing.{code}"
            continue
        if listing.length_cm is None:
            lacking["length_cm"] = "listing.length"
        if listing.height_cm is None:
            lacking["height_cm"] = "listing.height"
    if listing.variants and not any(can_be_had(row, listing.availability) for row in listing.variants):
        lacking["variants"] = "listing.variants_gone"
    if lacking:
        raise Incomplete(lacking)


def change_state(listing: Listing, action: Action, *, actor: Actor, at: datetime, reason: str = "") -> None:
    """Take one step of the lifecycle; the only writer of a bag's state.

    Raises Conflict "lifecycle.illegal", Forbidden, or Incomplete where the step would show an unfinished bag or owes a
    `reason` (kept by `takedowns`). A deleted bag gives up its photos.
    """
    before, move = listing.state, LIFECYCLE.move(listing.state, action)
    policy.require(actor, move.permission, listing)
    if move.needs_reason and not reason.strip():
        raise Incomplete({"reason": "listing.reason"})
    if move.target is State.PUBLISHED:
        require_complete(listing)
        listing.slug = slugify(listing.title)
        listing.published_at = listing.published_at or at
    if move.target is State.REMOVED:
        give_up_photos(listing, at)
    listing.state = move.target
    listing.updated_at = at
    session.flush()
    if State.PUBLISHED in (before, move.target):
        turns.settle(listing.artisan_id)
    if action in JOURNALED:
        journal.record(f"listing.{action}", "listing", listing.id, actor=actor, at=at)


def duplicate(
    listing: Listing, *, actor: Actor, at: datetime, title: str, search_words: SearchWords = no_words
) -> Listing:
    """Return a draft with all the bag has, photos included, under the title given. Raises TooMany like `begin`, and
    Conflict "listing.taken_down": a bag that was taken down does not come back as its own copy."""
    policy.require(actor, Permission.EDIT_LISTING, listing)
    if listing.state is State.TAKEN_DOWN:
        raise Conflict("listing.taken_down")
    copy = _new(listing.artisan, at)
    for name in COPIED:
        setattr(copy, name, getattr(listing, name))
    copy.title = title
    copy.care = list(listing.care)
    copy.materials = [ListingMaterial(material=row.material) for row in listing.materials]
    copy.units = [ListingUnit(unit_id=row.unit_id) for row in listing.units]
    copy.colours = [ListingColour(colour=row.colour) for row in listing.colours]
    copied = {
        photo.id: Photo(
            picture_id=photo.picture_id, position=photo.position, alt=photo.alt, focus=photo.focus
        )
        for photo in listing.photos
    }
    copy.photos = list(copied.values())
    session.flush()
    copy.variants = [variants.copy(row, copied) for row in listing.variants]
    prices.settle(copy, prices.written(listing))
    rebuild_search_text(copy, search_words)
    session.flush()
    return copy


def rebuild_search_text(listing: Listing, search_words: SearchWords = no_words) -> None:
    """Gather what a buyer may look for, folded: the bag's own words, the names of its facts, maker and place."""
    place = listing.artisan.place
    pieces = [
        listing.title,
        listing.colour_note,
        listing.material_note,
        *(piece for row in listing.variants for piece in (row.colour_words, row.size)),
        *search_words(listing),
        listing.artisan.name,
        place.name if place else "",
        listing.story,
    ]
    listing.search_text = " ".join(words(" ".join(pieces)))


def rebuild_search_texts(artisan_id: int, search_words: SearchWords) -> None:
    """Do so for all bags of an artisan, whose name or place has changed."""
    for listing in queries.of_artisan(artisan_id):
        rebuild_search_text(listing, search_words)
    session.flush()


def facts(listing: Listing) -> list[StrEnum]:
    """The enum members a bag is described by; `labels.search_words` says what they are called."""
    members: list[StrEnum | None] = [listing.bag_type, listing.technique, listing.closure, listing.lining]
    materials: list[Material] = [row.material for row in listing.materials]
    colours: list[Colour] = [row.colour for row in listing.colours]
    return [member for member in (*members, *materials, *colours) if member is not None]
