"""Making and changing collections. Every change is written into the journal with what stood there before."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import delete

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.audit import operations as journal
from marketplace.bodies.rules import free_slug
from marketplace.collections import queries
from marketplace.collections.models import Collection, Pin
from marketplace.collections.rules import lacking_for_publication
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Invalid
from marketplace.kit.text import slugify

NO_SLUG = "koleksi"
"""Stands in the address of a title that leaves no letters for one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A collection as an officer writes it; `pins` are codes of bags in their order."""

    title: str
    title_en: str = ""
    intro: str = ""
    intro_en: str = ""
    query: str = ""
    pins: list[str] = field(default_factory=list)
    published: bool = False


def add(entry: Entry, *, actor: Actor, at: datetime) -> Collection:
    """Make a collection and give it its address, which stays. Raises Invalid, naming the inputs."""
    policy.require(actor, Permission.EDIT_COLLECTION)
    _check(entry)
    slug = free_slug(slugify(entry.title) or NO_SLUG, queries.slug_is_taken)
    collection = Collection(slug=slug, title=entry.title, created_at=at, updated_at=at)
    session.add(collection)
    _write(collection, entry, at)
    journal.record("collection.add", "collection", collection.id, actor=actor, at=at, details=asdict(entry))
    return collection


def change(collection: Collection, entry: Entry, *, version: int, actor: Actor, at: datetime) -> None:
    """Change it. Conflict when somebody else has changed it since it was read, Invalid like `add`."""
    policy.require(actor, Permission.EDIT_COLLECTION)
    if collection.version != version:
        raise Conflict("collections.changed")
    _check(entry)
    before, after = asdict(entry_of(collection)), asdict(entry)
    changes = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    _write(collection, entry, at)
    journal.record(
        "collection.edit", "collection", collection.id, actor=actor, at=at, details={"changes": changes}
    )


def entry_of(collection: Collection) -> Entry:
    """Return a collection as it would be written."""
    return Entry(
        collection.title,
        collection.title_en,
        collection.intro,
        collection.intro_en,
        collection.query,
        [pin.listing.code for pin in collection.pins],
        collection.published_at is not None,
    )


def _check(entry: Entry) -> None:
    found: dict[str, str] = {}
    if len(queries.listings_by_code(entry.pins)) < len(entry.pins):
        found["pins"] = "collections.pins"
    if entry.published:
        texts = {"title": entry.title, "title_en": entry.title_en}
        found |= lacking_for_publication(texts, bool(entry.query or entry.pins))
    if found:
        raise Invalid(found)


def _write(collection: Collection, entry: Entry, at: datetime) -> None:
    for name in ("title", "title_en", "intro", "intro_en", "query"):
        setattr(collection, name, getattr(entry, name))
    collection.updated_at = at
    collection.published_at = (collection.published_at or at) if entry.published else None
    session.flush()
    session.execute(delete(Pin).where(Pin.collection_id == collection.id))
    session.add_all(
        Pin(collection_id=collection.id, listing_id=bag.id, position=place)
        for place, bag in enumerate(queries.listings_by_code(entry.pins))
    )
    session.flush()
    session.expire(collection, ["pins"])
