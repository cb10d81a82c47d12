"""An artisan claims her row with the certificate's number and one more fact.

Whatever is wrong, the answer is the same and costs the same: an unknown number, a wrong fact, a row of somebody not yet
competent, a row that is locked. A try is counted before its outcome is known, in a transaction of its own and under a
lock, so that a refused request still counts and a hundred at once are a hundred tries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import joinedload

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.access.roles import Role
from marketplace.artisans.models import Artisan
from marketplace.audit import operations as journal
from marketplace.certificates import drafts
from marketplace.certificates import operations as certificates
from marketplace.certificates.claims import Claim, UnitEntry
from marketplace.certificates.likeness import names_agree
from marketplace.certificates.models import Certificate
from marketplace.certificates.numbers import normal_no
from marketplace.certificates.papers import Paper
from marketplace.certificates.printed_dates import read_printed_date
from marketplace.database.session import session, writing
from marketplace.kit.errors import Conflict, Invalid
from marketplace.relatives import queries as relatives
from marketplace.rosters.models import ClaimTries, Roster, RosterRow
from marketplace.rosters.rules import MOST_TRIES, Fact, Result, agrees, fact_hash

NOBODY = 0
"""No row has this number: work on it costs as much as on a real one."""
_NO_ROW = ("0" * 32, NOBODY, "0" * 64)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a claim made. `verified`: at once; otherwise an officer looks first, since the names differ."""

    certificate: Certificate
    verified: bool


class NoMatch(Invalid):
    """Number and fact fit no row that can be claimed. `left` tries remain before only an officer helps."""

    def __init__(self, left: int) -> None:
        self.left = left
        super().__init__({"form": "roster.no_match" if left else "roster.no_tries"}, left=left)


def read_fact(text: str) -> tuple[Fact, str]:
    """Return what was typed: a birthday in any spelling, or four digits. ValueError for anything else."""
    plain = "".join(text.split())
    if len(plain) == 4 and plain.isascii() and plain.isdigit():
        return Fact.NIK_TAIL, plain
    return Fact.BIRTH_DATE, read_printed_date(text).isoformat()


@dataclass(frozen=True, slots=True)
class _Try:
    """A counted try: how many the account has left, and the rows it may open."""

    left: int
    rows: tuple[int, ...]


def claim(
    artisan: Artisan,
    number: str,
    fact: tuple[Fact, str],
    *,
    key: bytes,
    prefix: str,
    actor: Actor,
    at: datetime,
) -> Claimed:
    """Make a certificate of the row that number and fact fit.

    Raises NoMatch; Conflict where the row, or the number by another way, has been claimed already.
    """
    policy.require(actor, Permission.SUBMIT_CERTIFICATE, artisan)
    account_id, artisan_id = artisan.account_id, artisan.id
    counted = _count_try(account_id, normal_no(number)[:80])
    row = _find(counted.rows, fact, key)
    if row is None:
        raise NoMatch(counted.left)
    if row.claimed_at is not None:
        raise Conflict("roster.claimed_already")
    _forgive(account_id, counted.rows)
    owner = session.get_one(Artisan, artisan_id)
    return _take(row, owner, prefix=prefix, actor=actor, at=at)


def tries_left(account_id: int) -> int:
    """Return how many wrong answers an account may still give."""
    used = session.scalar(select(ClaimTries.tries).where(ClaimTries.account_id == account_id))
    return MOST_TRIES - (used or 0)


def _count_try(account_id: int, wanted: str) -> _Try:
    """Count one try for the account, and for every row of this number: several bodies may have given it out.

    What has no tries left is not counted any further, and stays out of the answer.
    """
    with writing() as own:
        insert = postgresql.insert if own.get_bind().dialect.name == "postgresql" else sqlite.insert
        own.execute(insert(ClaimTries).values(account_id=account_id, tries=0).on_conflict_do_nothing())
        tries = own.scalars(
            select(ClaimTries).where(ClaimTries.account_id == account_id).with_for_update()
        ).one()
        if tries.tries >= MOST_TRIES:
            return _Try(0, ())
        tries.tries += 1
        left = MOST_TRIES - tries.tries
        rows = own.scalars(
            select(RosterRow.id)
            .where(
                RosterRow.certificate_no_key == wanted,
                RosterRow.result == Result.COMPETENT,
                RosterRow.tries < MOST_TRIES,
            )
            .order_by(RosterRow.id)
            .with_for_update()
        ).all()
        _add_to_tries(rows, 1)
        return _Try(left, tuple(rows))


def _add_to_tries(rows: Sequence[int], change: int) -> None:
    session.execute(
        update(RosterRow)
        .where(RosterRow.id.in_(rows or [NOBODY]))
        .values(tries=RosterRow.tries + change)
        .execution_options(synchronize_session=False)
    )


def _find(row_ids: Sequence[int], fact: tuple[Fact, str], key: bytes) -> RosterRow | None:
    """Return the row whose fact this is, locked; the work is the same where there is none."""
    rows = session.scalars(
        select(RosterRow)
        .options(joinedload(RosterRow.roster).joinedload(Roster.imported_by))
        .where(RosterRow.id.in_(row_ids or [NOBODY]))
        .order_by(RosterRow.id)
        .with_for_update(of=RosterRow)
    ).all()
    found: RosterRow | None = None
    candidates: list[RosterRow | None] = [*rows] or [None]
    for row in candidates:
        salt, number, expected = _NO_ROW if row is None else (row.roster.salt, row.number, row.fact_hash)
        if agrees(expected, fact_hash(key, salt, number, *fact)):
            found = row
    return found


def _forgive(account_id: int, row_ids: Sequence[int]) -> None:
    """Take the try back: only wrong answers count."""
    session.execute(
        update(ClaimTries).where(ClaimTries.account_id == account_id).values(tries=ClaimTries.tries - 1)
    )
    _add_to_tries(row_ids, -1)


def _take(row: RosterRow, artisan: Artisan, *, prefix: str, actor: Actor, at: datetime) -> Claimed:
    certificate = drafts.draft(artisan, _as_claim(row), actor=actor, at=at)
    row.certificate, row.claimed_at = certificate, at
    session.flush()
    officer = _officer_of(row.roster)
    verified = (
        names_agree(row.holder_name, artisan.account.name)
        and officer.id != actor.id
        and not relatives.are_related(officer.id, artisan.id)
    )
    if verified:
        try:
            certificates.verify_from_roster(
                certificate, officer=officer, checked_on=_day_of(row.roster), at=at, prefix=prefix
            )
        except Invalid as refusal:
            raise Conflict("roster.recorded_already") from refusal
    else:
        certificates.submit(certificate, actor=actor, at=at, on_list=True)
    journal.record(
        "roster.claim",
        "certificate",
        certificate.id,
        actor=actor,
        at=at,
        details={"roster": row.roster_id, "row": row.id, "verified": verified},
    )
    return Claimed(certificate, verified)


def _as_claim(row: RosterRow) -> Claim:
    """Return the row as if it had been copied from the paper; nothing is added that the list does not say."""
    return Claim(
        paper=Paper.BNSP,  # only LSPs file these lists
        holder_name=row.holder_name,
        certificate_no=row.certificate_no,
        registration_no=row.registration_no,
        blanko_no=row.blanko_no,
        body_name=row.roster.body_name,
        body_licence_no=row.roster.body_licence_no,
        scheme=row.scheme,
        issue_date=row.issue_date,
        term_months=row.term_months,
        valid_until=row.valid_until,
        units=tuple(map(_unit, row.units)),
    )


def _unit(line: str) -> UnitEntry:
    """Read "C.139110.001.01 Merajut badan tas": what has a digit and a dot in front is the code."""
    first, _, rest = line.partition(" ")
    if rest and "." in first and any(map(str.isdigit, first)) and len(first) <= 40:
        return UnitEntry(rest.strip(), first)
    return UnitEntry(line)


def _officer_of(roster: Roster) -> Actor:
    """Return who imported the list, as who they were then: that was the decision a claim carries out."""
    account = roster.imported_by
    if account is None:
        raise Conflict("roster.not_imported")
    return Actor(account.id, Role.OFFICER, account.name, second_factor=True)


def _day_of(roster: Roster) -> date:
    if roster.imported_on is None:
        raise Conflict("roster.not_imported")
    return roster.imported_on
