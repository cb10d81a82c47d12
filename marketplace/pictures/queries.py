"""What can be asked about pictures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy import Column, ColumnElement, Table, exists, func, or_, select

from marketplace.adapters.images.formats import RECIPE_VERSION
from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.queue import UNFINISHED
from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.database.base import Model
from marketplace.database.session import session
from marketplace.pictures.models import (
    HELD_SINCE,
    KEPT_WITH_PICTURES,
    Picture,
    Rendition,
    RetiredRendition,
)
from marketplace.pictures.rules import LIGHT, Advice, PictureState, advice


def by_digest(digest: str) -> Picture | None:
    """The picture made of exactly these bytes."""
    return session.scalar(select(Picture).where(Picture.digest == digest))


def advice_on(picture: Picture) -> tuple[Advice, ...]:
    """What there is to say to whoever took a picture that is ready."""
    if picture.state is not PictureState.READY:
        return ()
    side = max(picture.width or 0, picture.height or 0)
    return advice(side, picture.luma, picture.shadow, picture.highlight, picture.sharpness, picture.lettering)


def stranded_digests() -> list[str]:
    """Pictures that wait for their renditions while no job of theirs is left, oldest first."""
    working = exists().where(Job.unique_key == LIGHT + ":" + Picture.digest, Job.state.in_(UNFINISHED))
    stranded = select(Picture.digest).where(Picture.state == PictureState.PENDING, ~working)
    return list(session.scalars(stranded.order_by(Picture.id)))


def named_files() -> Iterator[ExpectedFile]:
    """Every file the rows of pictures rely on: originals (private), then renditions (public), retired ones last."""
    for key in session.scalars(select(Picture.original_key).order_by(Picture.id)):
        yield ExpectedFile(key, True, PurePosixPath(key).stem)
    for key in session.scalars(select(Rendition.key).distinct().order_by(Rendition.key)):
        yield ExpectedFile(key, False, PurePosixPath(key).stem)
    shown = exists().where(Rendition.key == RetiredRendition.key)
    for key in session.scalars(select(RetiredRendition.key).where(~shown).distinct()):
        yield ExpectedFile(key, False, PurePosixPath(key).stem)


def outdated() -> list[tuple[int, str]]:
    """(number, digest) of shown pictures with copies of another recipe than today's, or never refined."""
    other = exists().where(Rendition.picture_id == Picture.id, Rendition.recipe != RECIPE_VERSION)
    fine = exists().where(Rendition.picture_id == Picture.id, Rendition.fine)
    wanting = select(Picture.id, Picture.digest).where(Picture.state == PictureState.READY, or_(other, ~fine))
    return [(number, digest) for number, digest in session.execute(wanting.order_by(Picture.id))]


def colour_behind(key: str) -> str | None:
    """The dominant colour ("#rrggbb") of the picture this rendition was made of; None for a key no row names."""
    shown = select(Rendition.picture_id).where(Rendition.key == key)
    kept = select(RetiredRendition.picture_id).where(RetiredRendition.key == key)
    named = select(Picture.colour).where(or_(Picture.id.in_(shown), Picture.id.in_(kept)))
    return session.scalar(named.limit(1))


def retired(before: datetime, limit: int = 500) -> list[RetiredRendition]:
    """Renditions that were replaced before that moment."""
    return list(
        session.scalars(select(RetiredRendition).where(RetiredRendition.retired_at < before).limit(limit))
    )


def retired_keys(picture_id: int) -> list[str]:
    """The files of this picture's replaced renditions."""
    return list(
        session.scalars(select(RetiredRendition.key).where(RetiredRendition.picture_id == picture_id))
    )


def orphans(before: datetime, limit: int = 500) -> list[Picture]:
    """Pictures received before that moment which nothing shows any more."""
    return list(
        session.scalars(select(Picture).where(Picture.created_at < before, *_unreferred(before)).limit(limit))
    )


def count_orphans(before: datetime) -> int:
    """How many pictures received before that moment nothing shows any more."""
    lonely = select(func.count(Picture.id)).where(Picture.created_at < before, *_unreferred(before))
    return session.scalar(lonely) or 0


def holding() -> Iterator[tuple[Table, Column[datetime]]]:
    """Tables whose rows hold pictures for a while only, each with the column that says since when."""
    for table in Model.metadata.sorted_tables:
        if HELD_SINCE in table.info:
            yield table, table.c[table.info[HELD_SINCE]]


def _unreferred(before: datetime) -> list[ColumnElement[bool]]:
    """One condition for each table that may show a picture, found by its foreign key: a new one is never forgotten.

    What holds a picture since before that moment holds it no longer.
    """
    own = {kept.__tablename__ for kept in KEPT_WITH_PICTURES}
    since = dict(holding())
    return [
        ~exists().where(key.parent == Picture.id, *([since[table] >= before] if table in since else []))
        for table in Model.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is Picture.__table__.c.id and table.name not in own
    ]


def keys_still_used(keys: set[str]) -> set[str]:
    """Which of these rendition files some picture still names, shown or retired; two pictures may share one."""
    if not keys:
        return set()
    shown = session.scalars(select(Rendition.key).where(Rendition.key.in_(keys)).distinct())
    kept = session.scalars(select(RetiredRendition.key).where(RetiredRendition.key.in_(keys)).distinct())
    return {*shown, *kept}
