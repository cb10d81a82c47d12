"""Finding what was asked: by its link, of an artisan, of a helper; and whether the draft is still that one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from marketplace.approvals.models import Approval
from marketplace.approvals.rules import SHOWN, Outcome, Standing, shape_of, standing
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.helping.models import Helper
from marketplace.kit.errors import NotFound
from marketplace.kit.tokens import digest
from marketplace.listings.models import Listing
from marketplace.listings.rules import State

NUMBERS = ("length_cm", "width_cm", "height_cm", "strap_cm")
PLAIN = (
    "title", "price", "base_price", "top_price", "availability", "stock", "lead_days", "bag_type", "technique",
    "weight_g", "colour_note", "material_note", "strap_note", "lining", "closure", "story",
)  # fmt: skip
OF_A_VARIANT = ("code", "colour", "colour_words", "size", "price", "stock", "off", "photo_id")
SIDES = NUMBERS[:3]


def shape(listing: Listing) -> str:
    """Return the digest of all that buyers would be shown of a draft, but for what she alone says."""
    return shape_of(
        {
            **_plain(listing, PLAIN, NUMBERS),
            "care": list(listing.care),
            "materials": sorted(row.material for row in listing.materials),
            "colours": sorted(row.colour for row in listing.colours),
            "photos": [[photo.picture_id, photo.alt, str(photo.focus or "")] for photo in listing.photos],
            "variants": [_plain(row, OF_A_VARIANT, SIDES) for row in listing.variants],
        }
    )


def _plain(row: Any, names: Sequence[str], measures: Sequence[str]) -> dict[str, Any]:
    """Measures come back from the database with a place more than they were written with."""
    sizes = {name: getattr(row, name) for name in measures}
    return {name: getattr(row, name) for name in names} | {
        name: None if size is None else float(size) for name, size in sizes.items()
    }


def standing_of(approval: Approval, at: datetime) -> Standing:
    """Return what it is worth now."""
    listing = approval.listing
    is_draft = listing.state is State.DRAFT
    return standing(
        approval.outcome,
        approval.expires_at,
        at,
        helps=approval.helper.ended_at is None,
        is_draft=is_draft,
        same=approval.outcome is None and is_draft and shape(listing) == approval.shape,
    )


def by_link(token: str) -> Approval:
    """Return what a link asks about, ended or not. NotFound for one we did not make, and for a switched-off account."""
    return _one(_all().where(Approval.digest == digest(token)))


def own(artisan_id: int | None, approval_id: int) -> Approval:
    """Return one of those an artisan was asked. NotFound for anybody else's."""
    return _one(_all().where(Approval.id == approval_id, Listing.artisan_id == artisan_id))


def of_artisan(artisan_id: int | None) -> Sequence[Approval]:
    """Return what an artisan was asked, the newest first, open ones before all others."""
    return _rows(_all().where(Listing.artisan_id == artisan_id))


def of_account(account_id: int) -> Sequence[Approval]:
    """Return what somebody asked in the studios they help in, the newest first, open ones before all others."""
    return _rows(_all().where(Helper.account_id == account_id, Helper.ended_at.is_(None)))


def open_of(listing_id: int) -> Approval | None:
    """Return what is open about a draft, worth something or not."""
    return session.scalar(_all().where(Approval.listing_id == listing_id, Approval.outcome.is_(None)))


def taken_over(listing_id: int) -> bool:
    """Whether the artisan has said that she finishes this draft herself."""
    found = select(Approval.id).where(
        Approval.listing_id == listing_id, Approval.outcome == Outcome.TAKEN_OVER
    )
    return session.scalar(found.limit(1)) is not None


def asked_since(artisan_id: int, since: datetime) -> int:
    """How often an artisan was asked since then."""
    found = select(func.count(Approval.id)).join(Approval.listing)
    return session.scalar(found.where(Listing.artisan_id == artisan_id, Approval.asked_at > since)) or 0


def drafts(artisan_ids: Sequence[int]) -> Mapping[int, int]:
    """How many drafts with a name there are, by artisan."""
    rows = session.execute(
        select(Listing.artisan_id, func.count(Listing.id))
        .where(Listing.artisan_id.in_(artisan_ids), Listing.state == State.DRAFT, Listing.title != "")
        .group_by(Listing.artisan_id)
    )
    return {row[0]: row[1] for row in rows}


def tally(helper_ids: Sequence[int]) -> Mapping[tuple[int, Outcome | None], int]:
    """How often each helper asked, by what came of it."""
    rows = session.execute(
        select(Approval.helper_id, Approval.outcome, func.count(Approval.id))
        .where(Approval.helper_id.in_(helper_ids))
        .group_by(Approval.helper_id, Approval.outcome)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _all() -> Select[Approval]:
    """With all that their standing asks for."""
    return (
        select(Approval)
        .join(Approval.listing)
        .join(Approval.helper)
        .join(Listing.artisan)
        .options(
            contains_eager(Approval.helper),
            contains_eager(Approval.listing).options(
                contains_eager(Listing.artisan).options(
                    joinedload(Artisan.account), joinedload(Artisan.place)
                ),
                selectinload(Listing.photos),
                selectinload(Listing.materials),
                selectinload(Listing.colours),
                selectinload(Listing.variants),
            ),
        )
    )


def _rows(query: Select[Approval]) -> Sequence[Approval]:
    return session.scalars(
        query.order_by(Approval.outcome.is_not(None), Approval.id.desc()).limit(SHOWN)
    ).all()


def _one(query: Select[Approval]) -> Approval:
    found: Approval | None = session.scalar(query)
    if found is None or found.listing.artisan.account.disabled_at is not None:
        raise NotFound()
    return found
