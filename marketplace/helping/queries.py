"""Finding helpers: those of a studio, a person's own, the one behind a link, and for whom a sign-in acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ScalarSelect, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from marketplace.access.roles import TWO_STEPS
from marketplace.access.tasks import Acting
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.helping.models import ActingSession, Helper, HelperDeed
from marketplace.helping.rules import DEEDS_SHOWN
from marketplace.kit.errors import NotFound
from marketplace.kit.tokens import digest


def acts_as(sign_in_id: int) -> ScalarSelect[int]:
    """Return the number of the helper a sign-in acts as, as part of a larger question; NULL where it does not."""
    return select(ActingSession.helper_id).where(ActingSession.sign_in_id == sign_in_id).scalar_subquery()


def acting(helper_id: int, account_id: int) -> tuple[Acting, int | None]:
    """Return for whom this account acts, and the number of that artisan; without tasks, and None, once it has ended.

    It ends with her word or the helper's, while either account is switched off, and where the helper is of the staff.
    """
    row = session.scalars(
        select(Helper)
        .join(Helper.artisan)
        .join(Artisan.account)
        .options(contains_eager(Helper.artisan).contains_eager(Artisan.account), joinedload(Helper.account))
        .where(Helper.id == helper_id)
    ).one()
    artisan, person = row.artisan, row.account
    stands = (
        row.ended_at is None
        and person is not None
        and person.id == account_id
        and person.role not in TWO_STEPS
        and artisan.account.disabled_at is None
    )
    tasks = frozenset(row.may) if stands else frozenset()
    return Acting(row.id, artisan.account_id, artisan.name, tasks), artisan.id if tasks else None


def of_artisan(artisan_id: int) -> Sequence[Helper]:
    """Return everybody she ever invited, the newest first; those who have not come are told by their contact."""
    return session.scalars(
        select(Helper)
        .options(joinedload(Helper.account))
        .where(Helper.artisan_id == artisan_id)
        .order_by(Helper.ended_at.is_not(None), Helper.id.desc())
        .limit(DEEDS_SHOWN)
    ).all()


def open_count(artisan_id: int, at: datetime) -> int:
    """How many help in a studio, or may still take up an invitation."""
    return (
        session.scalar(
            select(func.count(Helper.id)).where(
                Helper.artisan_id == artisan_id,
                Helper.ended_at.is_(None),
                or_(Helper.accepted_at.is_not(None), Helper.expires_at > at),
            )
        )
        or 0
    )


def own(artisan_id: int | None, helper_id: int, *, lock: bool = False) -> Helper:
    """Return one of an artisan's helpers or invitations. NotFound for anybody else's, and for one that ended."""
    query = select(Helper).where(
        Helper.id == helper_id, Helper.artisan_id == artisan_id, Helper.ended_at.is_(None)
    )
    return _one_of(query.with_for_update(of=Helper) if lock else query)


def of_account(account_id: int) -> Sequence[Helper]:
    """Return the studios somebody helps in."""
    return session.scalars(
        select(Helper)
        .options(joinedload(Helper.artisan))
        .where(Helper.account_id == account_id, Helper.ended_at.is_(None))
        .order_by(Helper.id)
    ).all()


def one_of_account(account_id: int, helper_id: int, *, lock: bool = False) -> Helper:
    """Return one of them. NotFound for anybody else's, and for one that ended."""
    query = select(Helper).where(
        Helper.id == helper_id, Helper.account_id == account_id, Helper.ended_at.is_(None)
    )
    return _one_of(query.with_for_update(of=Helper) if lock else query)


def helps(artisan_id: int, account_id: int) -> bool:
    """Whether somebody helps in a studio already."""
    found = select(Helper.id).where(
        Helper.artisan_id == artisan_id, Helper.account_id == account_id, Helper.ended_at.is_(None)
    )
    return session.scalar(found) is not None


def ever_of(artisan_id: int) -> Select[int | None]:
    """Return the accounts that help in a studio or did, as part of a larger question."""
    return select(Helper.account_id).where(Helper.artisan_id == artisan_id, Helper.account_id.is_not(None))


def invitation(token: str, at: datetime, *, lock: bool = False) -> Helper:
    """Return the invitation behind a link. NotFound once it was taken up or withdrawn, and when its time is over."""
    query = select(Helper).where(
        Helper.digest == digest(token),
        Helper.accepted_at.is_(None),
        Helper.ended_at.is_(None),
        Helper.expires_at > at,
    )
    return _one_of(query.with_for_update(of=Helper) if lock else query)


def deeds(artisan_id: int) -> Sequence[HelperDeed]:
    """Return what helpers did in a studio lately, the newest first."""
    return session.scalars(
        select(HelperDeed)
        .join(HelperDeed.helper)
        .options(contains_eager(HelperDeed.helper))
        .where(Helper.artisan_id == artisan_id)
        .order_by(HelperDeed.at.desc(), HelperDeed.id.desc())
        .limit(DEEDS_SHOWN)
    ).all()


def last_deeds(artisan_id: int) -> Mapping[int, datetime]:
    """Return when each helper of a studio last did something, by number."""
    rows = session.execute(
        select(HelperDeed.helper_id, func.max(HelperDeed.at))
        .join(HelperDeed.helper)
        .where(Helper.artisan_id == artisan_id)
        .group_by(HelperDeed.helper_id)
    )
    return {row[0]: row[1] for row in rows}


def _one_of(query: Select[Helper]) -> Helper:
    found: Helper | None = session.scalars(query.options(joinedload(Helper.artisan))).one_or_none()
    if found is None:
        raise NotFound()
    return found
