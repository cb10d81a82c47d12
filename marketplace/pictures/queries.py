"""What can be asked about pictures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy import ColumnElement, and_, exists, func, select

from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.queue import UNFINISHED
from marketplace.adapters.storage.expected import ExpectedFile
from marketplace.database.base import Model
from marketplace.database.session import session
from marketplace.pictures.models import KEPT_WITH_PICTURES, Picture, Rendition
from marketplace.pictures.rules import LIGHT, PictureState


def by_digest(digest: str) -> Picture | None:
    """The picture made of exactly these bytes."""
    return session.scalar(select(Picture).where(Picture.digest == digest))


def stranded_digests() -> list[str]:
    """Pictures that wait for their renditions while no job of theirs is left, oldest first."""
    working = exists().where(Job.unique_key == LIGHT + ":" + Picture.digest, Job.state.in_(UNFINISHED))
    stranded = select(Picture.digest).where(Picture.state == PictureState.PENDING, ~working)
    return list(session.scalars(stranded.order_by(Picture.id)))


def named_files() -> Iterator[ExpectedFile]:
    """Every file the rows of pictures rely on, a key once: originals (private), then renditions (public)."""
    for key, digest in session.execute(select(Picture.original_key, Picture.digest).order_by(Picture.id)):
        yield ExpectedFile(key, True, digest)
    for key in session.scalars(select(Rendition.key).distinct().order_by(Rendition.key)):
        yield ExpectedFile(key, False, PurePosixPath(key).stem)


def orphans(before: datetime, limit: int = 500) -> list[Picture]:
    """Pictures received before that moment which nothing shows any more."""
    return list(
        session.scalars(select(Picture).where(Picture.created_at < before, *_unreferred()).limit(limit))
    )


def count_orphans(before: datetime) -> int:
    """How many pictures received before that moment nothing shows any more."""
    lonely = select(func.count(Picture.id)).where(Picture.created_at < before, *_unreferred())
    return session.scalar(lonely) or 0


def _unreferred() -> list[ColumnElement[bool]]:
    """One condition for each table that may show a picture, found by its foreign key: a new one is never forgotten."""
    own = {kept.__tablename__ for kept in KEPT_WITH_PICTURES}
    return [
        ~exists().where(and_(key.parent == Picture.id))
        for table in Model.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is Picture.__table__.c.id and table.name not in own
    ]


def keys_still_used(keys: set[str]) -> set[str]:
    """Which of these rendition files some picture still shows; two pictures may share one."""
    return (
        set(session.scalars(select(Rendition.key).where(Rendition.key.in_(keys)).distinct()))
        if keys
        else set()
    )
