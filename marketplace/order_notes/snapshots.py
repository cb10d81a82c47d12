"""How the bag and its maker's record stood when a note was agreed: taken once, shown ever after."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from marketplace.artisans.rules import Technique
from marketplace.certificates.queries import standing_of_artisans
from marketplace.certificates.rules import Standing
from marketplace.kit.dates import months_between
from marketplace.listings.badges import behind
from marketplace.listings.models import Listing
from marketplace.listings.rules import Closure, Colour, Lining, MadeBy, Material
from marketplace.listings.scope import named_units
from marketplace.order_notes import paying
from marketplace.order_notes.models import NotePicture, NoteSnapshot, OrderNote
from marketplace.pictures.rules import PictureState

PLAIN = (
    "code",
    "title",
    "price",
    "lead_days",
    "weight_g",
    "colour_note",
    "material_note",
    "strap_note",
    "story",
)
CODED = ("availability", "bag_type", "technique", "lining", "closure", "made_by")
SIZES = ("length_cm", "width_cm", "height_cm", "strap_cm")


def take(note: OrderNote, *, at: datetime, today: date) -> NoteSnapshot:
    """Write down the bag, its photos, what its maker's record is worth today, and how she wants to be paid.

    The record is the one behind the bag's badge; where it carries none, the one that speaks for its maker.
    """
    snapshot = NoteSnapshot(taken_at=at, taken_on=today, bag={}, covered=False)
    note.payment = paying.as_agreed(note)
    listing = note.listing
    badge = None
    if listing is not None:
        snapshot.bag = bag_of(listing)
        badge = behind(listing, named_units([listing.id], today)[listing.id])
        shown = [photo for photo in listing.photos if photo.picture.state is not PictureState.FAILED]
        note.pictures = [
            NotePicture(picture_id=photo.picture_id, position=position, alt=photo.alt)
            for position, photo in enumerate(shown)
        ]
    if badge is not None:
        snapshot.covered, snapshot.record_code = True, badge.certificate.code
        _keep(snapshot, badge.standing)
        snapshot.note = note
        return snapshot
    speaks = standing_of_artisans([note.artisan_id], today)[note.artisan_id]
    if speaks is not None and speaks[0].is_public:
        snapshot.record_code = speaks[1].code
        _keep(snapshot, speaks[0])
    snapshot.note = note
    return snapshot


def bag_of(listing: Listing) -> dict[str, Any]:
    """Return a bag as codes, numbers (sizes as text, in centimetres) and its maker's own words."""
    bag: dict[str, Any] = {name: getattr(listing, name) for name in PLAIN}
    bag |= {name: str(getattr(listing, name)) if getattr(listing, name) else None for name in CODED}
    bag |= {name: None if getattr(listing, name) is None else str(getattr(listing, name)) for name in SIZES}
    bag["materials"] = [str(row.material) for row in listing.materials]
    bag["colours"] = [str(row.colour) for row in listing.colours]
    bag["care"] = list(listing.care)
    return bag


def as_listing(note: OrderNote) -> Any:
    """Return the bag of a snapshot in the shape `listings.details` reads; None where there was none."""
    bag = note.snapshot.bag if note.snapshot else {}
    if not bag:
        return None
    return SimpleNamespace(
        artisan=note.artisan,
        **{name: bag[name] for name in PLAIN},
        **{name: None if bag[name] is None else Decimal(bag[name]) for name in SIZES},
        technique=Technique(bag["technique"]) if bag["technique"] else None,
        lining=Lining(bag["lining"]) if bag["lining"] else None,
        closure=Closure(bag["closure"]) if bag["closure"] else None,
        made_by=MadeBy(bag["made_by"]) if bag["made_by"] else None,
        materials=[SimpleNamespace(material=Material(value)) for value in bag["materials"]],
        colours=[SimpleNamespace(colour=Colour(value)) for value in bag["colours"]],
        care=bag["care"],
    )


def standing_then(snapshot: NoteSnapshot) -> Standing | None:
    """Return the standing as it was answered on the day of agreement; None where there was no record."""
    if snapshot.kind is None:
        return None
    first, last, day = snapshot.valid_from, snapshot.valid_until, snapshot.taken_on
    return Standing(
        kind=snapshot.kind,
        valid_from=first,
        valid_until=last,
        today=day,
        days_left=max(0, (last - day).days) if last else 0,
        months_left=months_between(day, last) if last else 0,
        months_total=months_between(first, last) if first and last else 0,
        checked_on=snapshot.checked_on,
        method=snapshot.method,
        paper=snapshot.paper,
    )


def _keep(snapshot: NoteSnapshot, standing: Standing) -> None:
    snapshot.kind, snapshot.paper = standing.kind, standing.paper
    snapshot.valid_from, snapshot.valid_until = standing.valid_from, standing.valid_until
    snapshot.checked_on, snapshot.method = standing.checked_on, standing.method
