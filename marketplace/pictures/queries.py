"""What can be asked about pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from sqlalchemy import ColumnElement, and_, exists, select

from marketplace.database.base import Model
from marketplace.database.session import session
from marketplace.pictures.models import Picture, Rendition
from marketplace.pictures.rules import PictureState


@dataclass(frozen=True, slots=True)
class ExpectedFile:
    """A file some row relies on. `digest` is the SHA-256 its bytes must have; `private` names the area."""

    key: str
    private: bool
    digest: str


def by_digest(digest: str) -> Picture | None:
    """The picture made of exactly these bytes."""
    return session.scalar(select(Picture).where(Picture.digest == digest))


def pending_digests() -> list[str]:
    """Pictures still waiting for their renditions, oldest first."""
    waiting = select(Picture.digest).where(Picture.state == PictureState.PENDING).order_by(Picture.id)
    return list(session.scalars(waiting))


def expected_files() -> Iterator[ExpectedFile]:
    """Every file the rows rely on, a key once: originals (private), then renditions (public)."""
    for key, digest in session.execute(select(Picture.original_key, Picture.digest).order_by(Picture.id)):
        yield ExpectedFile(key, True, digest)
    for key in session.scalars(select(Rendition.key).distinct().order_by(Rendition.key)):
        yield ExpectedFile(key, False, PurePosixPath(key).stem)


def orphans(before: datetime, limit: int = 500) -> list[Picture]:
    """Pictures received before that moment which nothing shows any more."""
    return list(
        session.scalars(select(Picture).where(Picture.created_at < before, *_unreferred()).limit(limit))
    )


def _unreferred() -> list[ColumnElement[bool]]:
    """One condition for each table that may show a picture, found by its foreign key: a new one is never forgotten."""
    return [
        ~exists().where(and_(key.parent == Picture.id))
        for table in Model.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column is Picture.__table__.c.id and table is not Rendition.__table__
    ]


def keys_still_used(keys: set[str]) -> set[str]:
    """Which of these rendition files some picture still shows; two pictures may share one."""
    return (
        set(session.scalars(select(Rendition.key).where(Rendition.key.in_(keys)).distinct()))
        if keys
        else set()
    )
