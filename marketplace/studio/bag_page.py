"""What the bag editor shows beside its fields: photos and their state, what is missing, the badge buyers will see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_babel import gettext, lazy_gettext

from marketplace.artisans.rules import Technique
from marketplace.certificates.labels import badge_text
from marketplace.listings.alternatives import recorded_words
from marketplace.listings.badges import badge, shortfall
from marketplace.listings.cards import Badge, availability_text, badge_of
from marketplace.listings.models import DeletedPhoto, Listing, Photo
from marketplace.listings.roles import role_note, role_words
from marketplace.listings.rules import (
    COLOUR_HEX,
    MAX_PHOTOS,
    BagType,
    Care,
    Closure,
    Colour,
    Lining,
    MadeBy,
    Material,
    State,
    missing_for_publication,
)
from marketplace.listings.scope import NamedUnit
from marketplace.pictures.queries import advice_on
from marketplace.pictures.rules import PictureState
from marketplace.web.formatting import date_long
from marketplace.web.labels import label, message

TILE = {PictureState.PENDING: "waiting", PictureState.READY: "ready", PictureState.FAILED: "failed"}
CHECKLIST = (
    (lazy_gettext("A photo"), ("photos",)),
    (lazy_gettext("Name and price"), ("title", "price")),
    (lazy_gettext("Ready or made to order"), ("availability", "stock", "lead_days")),
    (lazy_gettext("Kind and technique"), ("bag_type", "technique")),
    (lazy_gettext("Material"), ("materials",)),
    (lazy_gettext("Size"), ("size",)),
    (lazy_gettext("Colour"), ("colours",)),
    (lazy_gettext("Who made it"), ("made_by",)),
)
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tile:
    """One photo in the grid. `state` is what the macro calls it; `message` says why it failed.

    `words` are the maker's own; `default` is read out while there are none. `advice` are friendly lines.
    """

    photo: Photo
    number: int
    state: str
    message: str
    alt: str
    words: str
    default: str
    advice: Sequence[str]


@dataclass(frozen=True, slots=True)
class UnitOption:
    """A unit she may tick. `note` says what it covers, or why it no longer counts."""

    id: int
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class EditorPage:
    """Everything around the form. `left` is how many photos still fit, `badge_note` why there is a badge or none.

    `deleted` are the photos that can be put back.
    """

    tiles: Sequence[Tile]
    deleted: Sequence[DeletedPhoto]
    left: int
    checklist: Sequence[tuple[str, bool, str]]
    badge: Badge | None
    badge_note: str
    role: str
    availability: str
    is_draft: bool
    is_on_show: bool
    choices: dict[str, list[Option]]
    makers: list[tuple[str, str, str]]
    units: Sequence[UnitOption]
    colour_dots: dict[str, str]


def editor_page(
    listing: Listing, deleted: Sequence[DeletedPhoto], hers: Sequence[NamedUnit], today: date
) -> EditorPage:
    """Gather it from the bag as it is kept and the units of its maker's certificates, as they stand today."""
    chosen = {row.unit_id for row in listing.units}
    named = [one for one in hers if one.unit.id in chosen]
    missing = set(missing_for_publication(listing))
    return EditorPage(
        tiles=[tile_of(photo, number) for number, photo in enumerate(listing.photos, 1)],
        deleted=deleted,
        left=max(0, MAX_PHOTOS - len(listing.photos)),
        checklist=[(str(words), not missing.intersection(codes), "") for words, codes in CHECKLIST],
        badge=badge_of(badge(listing, named)),
        badge_note=_badge_note(listing, named, has_record=bool(hers)),
        units=[_unit_option(one) for one in hers],
        role=role_words(listing),
        availability=availability_text(listing, today) if listing.availability else "",
        is_draft=listing.state is State.DRAFT,
        is_on_show=listing.state is State.PUBLISHED,
        choices={
            "bag_type": _options(BagType),
            "technique": _options(Technique),
            "materials": _options(Material),
            "colours": _options(Colour),
            "lining": _options(Lining),
            "closure": _options(Closure),
            "care": _options(Care),
        },
        makers=[(value, words, role_note(MadeBy(value))) for value, words in _options(MadeBy)],
        colour_dots={member.value: colour for member, colour in COLOUR_HEX.items()},
    )


def tile_of(photo: Photo, number: int) -> Tile:
    """Describe one photo at its place."""
    failure = photo.picture.failure
    return Tile(
        photo=photo,
        number=number,
        state=TILE[photo.picture.state],
        message=message(failure) if failure else "",
        alt=photo.alt or gettext("Photo %(number)d", number=number),
        words=photo.alt,
        default=recorded_words(photo.listing, number),
        advice=[str(label(one)) for one in advice_on(photo.picture)],
    )


def _options(members: type[StrEnum]) -> list[Option]:
    return [(member.value, str(label(member))) for member in members]


def _unit_option(one: NamedUnit) -> UnitOption:
    if one.withdrawn_on is not None:
        note = gettext("taken out of the certificate on %(day)s", day=date_long(one.withdrawn_on))
    elif not one.techniques:
        note = gettext("no technique recorded")
    else:
        note = ", ".join(str(label(technique)) for technique in sorted(one.techniques))
    return UnitOption(one.unit.id, one.unit.title, f"{note} · {badge_text(one.standing)}")


def _badge_note(listing: Listing, named: Sequence[NamedUnit], *, has_record: bool) -> str:
    reason = shortfall(listing, named, has_record=has_record)
    if reason is not None:
        return str(label(reason))
    return gettext(
        "This stands on the bag, because you made it yourself and a unit you ticked covers its technique. It follows"
        " your certificate day by day."
    )
