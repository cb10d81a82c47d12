"""Finding lists and rows. What artisans may ask is `claims`' business; all here is for officers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import defer, joinedload

from marketplace.accounts.models import Account
from marketplace.artisans.models import Artisan
from marketplace.certificates.models import Certificate
from marketplace.certificates.numbers import normal_no
from marketplace.certificates.rules import PUBLIC_STATUSES
from marketplace.database.session import session
from marketplace.kit.errors import NotFound
from marketplace.kit.text import fold
from marketplace.rosters.models import ClaimTries, Roster, RosterRow
from marketplace.rosters.rules import MOST_TRIES, Result, State

PAGE = 100
LISTS = 50
"""So many lists stand on a page."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a list's people have claimed their row, have not, may not yet, and are locked out."""

    claimed: int = 0
    unclaimed: int = 0
    not_yet: int = 0
    locked: int = 0


def lists(before: int | None = None) -> tuple[list[tuple[Roster, Counts]], int | None]:
    """Return a page of the lists with their counts, newest first, and where the next one begins; two queries."""
    query = select(Roster).options(defer(Roster.cleaned)).order_by(Roster.id.desc()).limit(LISTS + 1)
    if before is not None:
        query = query.where(Roster.id < before)
    found = session.scalars(query).all()
    rosters = found[:LISTS]
    counts = _counts([roster.id for roster in rosters])
    following = rosters[-1].id if len(found) > LISTS else None
    return [(roster, counts.get(roster.id, Counts())) for roster in rosters], following


def counts_of(roster: Roster) -> Counts:
    """Return one list's counts."""
    return _counts([roster.id]).get(roster.id, Counts())


def _counts(roster_ids: Collection[int]) -> dict[int, Counts]:
    competent = RosterRow.result == Result.COMPETENT
    claimed = RosterRow.claimed_at.is_not(None)
    rows = session.execute(
        select(
            RosterRow.roster_id,
            func.count().filter(and_(competent, claimed)),
            func.count().filter(and_(competent, ~claimed)),
            func.count().filter(~competent),
            func.count().filter(and_(RosterRow.tries >= MOST_TRIES, ~claimed)),
        )
        .where(RosterRow.roster_id.in_(roster_ids))
        .group_by(RosterRow.roster_id)
    )
    return {roster_id: Counts(*numbers) for roster_id, *numbers in rows}


def get(roster_id: int) -> Roster:
    """Return a list. Raises NotFound."""
    found = session.scalars(
        select(Roster).options(joinedload(Roster.imported_by)).where(Roster.id == roster_id)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def draft(roster_id: int) -> Roster:
    """Return a list that is still being prepared. Raises NotFound once it is imported."""
    found = get(roster_id)
    if found.state is not State.DRAFT:
        raise NotFound()
    return found


def get_row(roster_id: int, row_id: int) -> RosterRow:
    """Return one row of a list, locked against others who change it. Raises NotFound."""
    found = session.scalars(
        select(RosterRow)
        .options(joinedload(RosterRow.certificate))
        .where(RosterRow.id == row_id, RosterRow.roster_id == roster_id)
        .with_for_update(of=RosterRow)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def rows_of(roster: Roster, words: str = "", *, after: int = 0) -> tuple[Sequence[RosterRow], int | None]:
    """Return a page of a list's rows in the file's order, and where the next one begins.

    `words` is part of a name, or a number in any spelling.
    """
    query = (
        select(RosterRow)
        .options(joinedload(RosterRow.certificate))
        .where(RosterRow.roster_id == roster.id, RosterRow.number > after)
        .order_by(RosterRow.number)
        .limit(PAGE + 1)
    )
    if words.strip():
        number = normal_no(words)
        numbered = [RosterRow.certificate_no_key == number] if number else []
        named = RosterRow.holder_name_folded.contains(fold(words), autoescape=True)
        query = query.where(or_(named, *numbered))
    rows = session.scalars(query).all()
    return rows[:PAGE], rows[PAGE - 1].number if len(rows) > PAGE else None


def known_rows(body_licence_key: str, keys: Collection[str]) -> dict[str, RosterRow]:
    """Return the rows of any list of this body that carry one of these numbers, by number."""
    rows = session.scalars(
        select(RosterRow).where(
            RosterRow.result == Result.COMPETENT,
            RosterRow.body_licence_key == body_licence_key,
            RosterRow.certificate_no_key.in_(keys),
        )
    )
    return {row.certificate_no_key: row for row in rows}


def known_certificates(body_licence_key: str, keys: Collection[str]) -> set[str]:
    """Return which of these numbers of this body are public records already."""
    return set(
        session.scalars(
            select(Certificate.certificate_no_key).where(
                Certificate.body_licence_key == body_licence_key,
                Certificate.certificate_no_key.in_(keys),
                Certificate.status.in_(PUBLIC_STATUSES),
            )
        )
    )


def known_not_yet(body_licence_key: str) -> set[tuple[str, str]]:
    """Return name and scheme of everybody this body has reported as not yet competent."""
    rows = session.execute(
        select(RosterRow.holder_name, RosterRow.scheme).where(
            RosterRow.result == Result.NOT_YET, RosterRow.body_licence_key == body_licence_key
        )
    )
    return {(name, scheme) for name, scheme in rows}


def earlier_import(digest: str) -> Roster | None:
    """Return the standing import of this very file, if there is one."""
    return session.scalars(
        select(Roster).where(Roster.digest == digest, Roster.state == State.IMPORTED).limit(1)
    ).one_or_none()


def match_of(certificate_id: int) -> RosterRow | None:
    """Return the row a certificate was claimed from."""
    return session.scalars(
        select(RosterRow)
        .options(joinedload(RosterRow.roster).joinedload(Roster.imported_by))
        .where(RosterRow.certificate_id == certificate_id)
    ).one_or_none()


def locked_accounts() -> Sequence[tuple[Account, Artisan | None]]:
    """Return the accounts that have used up their tries."""
    rows = session.execute(
        select(Account, Artisan)
        .join(ClaimTries, ClaimTries.account_id == Account.id)
        .outerjoin(Artisan, Artisan.account_id == Account.id)
        .where(ClaimTries.tries >= MOST_TRIES)
        .order_by(Account.name)
    )
    return [(account, artisan) for account, artisan in rows]
