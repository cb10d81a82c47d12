"""What the public odds and ends ask of several features at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from marketplace.adapters.jobs.queue import oldest_due
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.rules import State

SITEMAP_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """One address of the sitemap: endpoint, its values, and the last change if known."""

    endpoint: str
    values: dict[str, str]
    changed: datetime | None = None


def database_answers() -> bool:
    """Whether a trivial question is answered."""
    try:
        session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        session.rollback()
        return False
    return True


def oldest_job_seconds(at: datetime) -> int | None:
    """How long the job that should have run first has been waiting; None when nothing is due."""
    due = oldest_due(session(), at)
    return None if due is None else max(0, int((at - due).total_seconds()))


def published_count() -> int:
    """How many bags are in the window."""
    return (
        session.scalar(select(func.count()).select_from(Listing).where(Listing.state == State.PUBLISHED)) or 0
    )


def sitemap() -> Sequence[Place]:
    """Return every page worth finding; bags beyond the newest 20,000 are reached through the browse pages."""
    fixed = (
        "pages.home",
        "catalogue.browse",
        "artisans.index",
        "certificates.verify",
        "pages.programme",
        "pages.about",
    )
    bags = session.execute(
        select(Listing.slug, Listing.code, Listing.updated_at)
        .where(Listing.state == State.PUBLISHED)
        .order_by(Listing.id.desc())
        .limit(SITEMAP_MOST)
    )
    people = session.execute(
        select(Artisan.slug).where(Artisan.visible.is_(True)).order_by(Artisan.id).limit(SITEMAP_MOST)
    )
    return [
        *(Place(endpoint, {}) for endpoint in fixed),
        *(Place("artisans.show", {"slug": slug}) for (slug,) in people),
        *(Place("listings.show", {"slug": slug, "code": code}, changed) for slug, code, changed in bags),
    ]
