"""What awaits an artisan, across her bags, their photos and her letters box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select

from marketplace.certificates.models import Certificate
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import PUBLIC_STATUSES
from marketplace.database.session import session
from marketplace.inquiries import queries as inquiries
from marketplace.listings.models import Listing, ListingUnit, Photo
from marketplace.listings.rules import MadeBy, State
from marketplace.order_notes import queries as orders
from marketplace.pictures.models import Picture
from marketplace.pictures.rules import PictureState
from marketplace.questions.models import Question
from marketplace.questions.rules import State as QuestionState
from marketplace.requests import queries as requests

MOST_FAILED = 5
MOST_UNNAMED = 5


@dataclass(frozen=True, slots=True)
class FailedPhotos:
    """A bag with photos that could not be prepared, and how many."""

    code: str
    title: str
    photos: int


def failed_photos(artisan_id: int) -> Sequence[FailedPhotos]:
    """Return the artisan's bags with photos that failed, a few at most."""
    rows = session.execute(
        select(Listing.code, Listing.title, func.count(Photo.id))
        .join(Photo, Photo.listing_id == Listing.id)
        .join(Picture, Photo.picture_id == Picture.id)
        .where(
            Listing.artisan_id == artisan_id,
            Listing.state != State.REMOVED,
            Picture.state == PictureState.FAILED,
        )
        .group_by(Listing.id, Listing.code, Listing.title)
        .order_by(Listing.id.desc())
        .limit(MOST_FAILED)
    )
    return [FailedPhotos(code, title, photos) for code, title, photos in rows]


def bags_without_unit(artisan_id: int) -> Sequence[tuple[str, str]]:
    """Return (code, title) of bags on show that she made herself and that name no unit of hers, a few at most.

    Only where she has a BNSP record to name one of; who said that a bag lies outside her certificate has answered.
    """
    hers = exists().where(
        Certificate.artisan_id == artisan_id,
        Certificate.status.in_(PUBLIC_STATUSES),
        Certificate.paper == Paper.BNSP,
    )
    rows = session.execute(
        select(Listing.code, Listing.title)
        .where(
            Listing.artisan_id == artisan_id,
            Listing.state == State.PUBLISHED,
            Listing.made_by == MadeBy.SELF,
            Listing.outside_certificate.is_(False),
            ~exists().where(ListingUnit.listing_id == Listing.id),
            hers,
        )
        .order_by(Listing.id.desc())
        .limit(MOST_UNNAMED)
    )
    return [(code, title) for code, title in rows]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many public questions, proposed order notes and requests wait for her, and what her inbox holds."""

    questions: int
    orders: int
    requests: int
    inbox: inquiries.Tally


def waiting(artisan_id: int) -> Waiting:
    """Count what waits for an artisan's word; one query."""
    questions = (
        select(func.count(Question.id))
        .where(Question.artisan_id == artisan_id, Question.state == QuestionState.WAITING)
        .scalar_subquery()
    )
    asked, ordered, wanted, waits, unread = session.execute(
        select(
            questions,
            orders.waiting(artisan_id),
            requests.waiting(artisan_id),
            *inquiries.tallied(artisan_id),
        )
    ).one()
    return Waiting(int(asked), int(ordered), int(wanted), inquiries.Tally(int(waits), int(unread)))
