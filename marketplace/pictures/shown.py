"""Pictures as pages show them: a picture and its light copies as plain values, without the rows of the models.

A page of cards shows dozens of pictures with a dozen copies each: as rows of models they cost more than all else on it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, select

from marketplace.database.ready import ready
from marketplace.database.session import session
from marketplace.pictures.models import Rendition
from marketplace.pictures.rules import PictureFormat


@dataclass(frozen=True, slots=True)
class ShownRendition:
    """One light copy, as `models.Rendition` has it."""

    width: int
    height: int
    format: PictureFormat
    key: str
    bytes: int


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """One picture, as `models.Picture` has it; `renditions` by width, empty while it is being prepared."""

    id: int
    colour: str | None
    width: int | None
    height: int | None
    renditions: tuple[ShownRendition, ...]


@ready
def _renditions() -> Select[int, int, int, PictureFormat, str, int]:
    return (
        select(
            Rendition.picture_id,
            Rendition.width,
            Rendition.height,
            Rendition.format,
            Rendition.key,
            Rendition.bytes,
        )
        .where(Rendition.picture_id.in_(bindparam("pictures", expanding=True)))
        .order_by(Rendition.width)
    )


def renditions_of(picture_ids: Collection[int]) -> Mapping[int, tuple[ShownRendition, ...]]:
    """Return the light copies of each picture asked for that has any, narrowest first; one statement."""
    found: dict[int, list[ShownRendition]] = {}
    if picture_ids:
        for picture_id, width, height, format, key, bytes in session.execute(
            _renditions(), {"pictures": list(picture_ids)}
        ):
            found.setdefault(picture_id, []).append(ShownRendition(width, height, format, key, bytes))
    return {picture_id: tuple(copies) for picture_id, copies in found.items()}
