"""What the public odds and ends ask of several features at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import contains_eager

from marketplace.adapters.jobs.models import Job
from marketplace.adapters.jobs.queue import oldest_due
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Standing
from marketplace.database.session import session
from marketplace.listings.models import Listing
from marketplace.listings.shop import Offer, offers, on_offer

SHOWN, MOST_OF_ONE, CANDIDATES = 8, 2, 60

Behind = tuple[Certificate, Standing]


def database_answers() -> bool:
    """Whether a question about one of our own tables is answered: an empty or locked file opens, and is no database."""
    try:
        session.execute(select(Job.id).limit(1))
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
    return session.scalar(select(func.count(Listing.id)).join(Listing.artisan).where(on_offer())) or 0


def newest(today: date) -> list[Offer]:
    """Return the newest bags, at most two of one artisan, so that nobody fills the front page alone."""
    candidates = session.scalars(
        select(Listing)
        .join(Listing.artisan)
        .options(contains_eager(Listing.artisan))
        .where(on_offer())
        .order_by(Listing.published_at.desc(), Listing.id.desc())
        .limit(CANDIDATES)
    ).all()
    chosen: list[Listing] = []
    shown: Counter[int] = Counter()
    for listing in candidates:
        if shown[listing.artisan_id] < MOST_OF_ONE and len(chosen) < SHOWN:
            chosen.append(listing)
            shown[listing.artisan_id] += 1
    return offers(chosen, today)


def record_behind(offers_shown: Sequence[Offer], today: date) -> Behind | None:
    """Return a certificate valid today behind one of these bags: the hang tag in the picture shows a real record."""
    for offer in offers_shown:
        if offer.behind and offer.behind.standing.is_valid:
            return offer.behind.certificate, offer.behind.standing
    return None
