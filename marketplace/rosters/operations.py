"""What officers do with lists: bring one, match its columns, import it, take it back, help with one row."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.adapters.jobs.queue import enqueue
from marketplace.adapters.spreadsheets.tables import Table
from marketplace.audit import operations as journal
from marketplace.certificates.rules import Status
from marketplace.database.session import session
from marketplace.kit.errors import Conflict
from marketplace.kit.text import fold, normal_key
from marketplace.rosters import queries
from marketplace.rosters.forgetting import CleanTable, clean
from marketplace.rosters.judging import Judged, fingerprint, judge, key_of_entry
from marketplace.rosters.models import ClaimTries, Roster, RosterRow
from marketplace.rosters.reading import Plan, lacks, read_entries
from marketplace.rosters.rules import Entry, Fact, Outcome, Result, State, counted, undo_until
from marketplace.rosters.storing import plan_from_json, plan_to_json, table_from_json, table_to_json

FORGET_DRAFT = "rosters.forget_draft"
DRAFT_KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a list comes from, and what stands for every row that does not say otherwise."""

    event: str
    body_name: str
    body_licence_no: str = ""
    scheme: str = ""
    issue_date: date | None = None
    term_months: int | None = None
    units: tuple[str, ...] = ()


def begin(origin: Origin, table: Table, digest: str, *, key: bytes, actor: Actor, at: datetime) -> Roster:
    """Keep a file's rows as a draft, without anything that identifies people. Raises Unsupported "roster....".

    `digest` is the file's SHA-256 in hex, `key` the one its facts are hashed with.
    """
    policy.require(actor, Permission.IMPORT_ROSTER)
    salt = secrets.token_hex(16)
    cleaned = clean(table, key=key, salt=salt)
    guessed = {
        place: column.guess for place, column in enumerate(cleaned.columns) if column.guess is not None
    }
    facts = offered_facts(cleaned)
    plan = Plan(guessed, facts[0] if facts else None)
    roster = Roster(
        state=State.DRAFT,
        event=origin.event,
        body_name=origin.body_name,
        body_licence_no=origin.body_licence_no,
        body_licence_key=(normal_key(origin.body_licence_no) or normal_key(origin.body_name))[:40],
        scheme=origin.scheme,
        issue_date=origin.issue_date,
        term_months=origin.term_months,
        units=list(origin.units),
        digest=digest,
        row_count=len(cleaned.rows),
        salt=salt,
        cleaned=table_to_json(cleaned),
        plan=plan_to_json(plan),
        created_at=at,
        created_by_id=actor.id,
    )
    session.add(roster)
    session.flush()
    enqueue(session(), FORGET_DRAFT, {"roster_id": roster.id}, at=at, run_after=at + DRAFT_KEPT)
    return roster


def offered_facts(table: CleanTable) -> list[Fact]:
    """Return the facts the file could give, the one most rows have first; a birthday where it is a draw."""
    tally = Counter(fact for row in table.rows for fact in row.facts)
    return sorted(tally, key=lambda fact: (-tally[fact], list(Fact).index(fact)))


def rows_with(table: CleanTable, fact: Fact) -> int:
    """Return how many rows could be claimed with this fact."""
    return sum(fact in row.facts for row in table.rows)


def match(roster: Roster, plan: Plan, *, version: int, actor: Actor) -> None:
    """Keep what the columns mean. Raises Conflict when somebody else changed or imported the list meanwhile."""
    policy.require(actor, Permission.IMPORT_ROSTER)
    _require_draft(roster, version)
    if any(place >= len(table_of(roster).columns) for place in plan.columns):
        raise Conflict()
    roster.plan = plan_to_json(plan)
    session.flush()


def table_of(roster: Roster) -> CleanTable:
    """Return a draft's rows. Raises Conflict once they are gone."""
    if roster.cleaned is None:
        raise Conflict("roster.not_draft")
    return table_from_json(roster.cleaned)


def plan_of(roster: Roster) -> Plan:
    """Return how a draft is read."""
    return plan_from_json(
        roster.plan,
        scheme=roster.scheme,
        issue_date=roster.issue_date,
        term_months=roster.term_months,
        units=tuple(roster.units),
    )


def dry_run(roster: Roster, today: date) -> list[Judged]:
    """Return what an import would do with each row; nothing is changed. Three queries."""
    entries = read_entries(table_of(roster), plan_of(roster), today)
    keys = {key for entry in entries if (key := key_of_entry(entry))}
    body = roster.body_licence_key
    return judge(
        entries,
        queries.known_rows(body, keys),
        queries.known_certificates(body, keys),
        queries.known_not_yet(body),
    )


def import_rows(
    roster: Roster, *, seen: str, version: int, actor: Actor, at: datetime, today: date
) -> dict[Outcome, int]:
    """Keep the new rows, forget the rest of the file, and return how many rows there were of each outcome.

    `seen` is the fingerprint of the dry run the officer looked at: Conflict where it would come out otherwise now, or
    where nothing is new.
    """
    policy.require(actor, Permission.IMPORT_ROSTER)
    _require_draft(roster, version)
    judged = dry_run(roster, today)
    if lacks(plan_of(roster)) or fingerprint(judged) != seen:
        raise Conflict("roster.changed_since")
    counts = counted([one.outcome for one in judged])
    if not counts[Outcome.NEW]:
        raise Conflict("roster.nothing_new")
    fact = plan_of(roster).fact
    session.add_all(_row(roster, one.entry, fact) for one in judged if one.outcome is Outcome.NEW)
    roster.state, roster.cleaned = State.IMPORTED, None
    roster.imported_at, roster.imported_on, roster.imported_by_id = at, today, actor.id
    session.flush()
    _note("import", roster, actor, at, {outcome.value: count for outcome, count in counts.items()})
    return counts


def _row(roster: Roster, entry: Entry, fact: Fact | None) -> RosterRow:
    competent = entry.result is Result.COMPETENT
    return RosterRow(
        roster=roster,
        number=entry.number,
        result=entry.result,
        holder_name=entry.holder_name,
        holder_name_folded=fold(entry.holder_name)[:160],
        certificate_no=entry.certificate_no,
        certificate_no_key=key_of_entry(entry) if competent else "",
        registration_no=entry.registration_no,
        blanko_no=entry.blanko_no,
        body_licence_key=roster.body_licence_key,
        scheme=entry.scheme,
        issue_date=entry.issue_date,
        term_months=entry.term_months,
        valid_until=entry.valid_until,
        village=entry.village,
        units=list(entry.units),
        fact=fact if competent and entry.fact_hash else None,
        fact_hash=entry.fact_hash if competent else "",
    )


def undo(roster: Roster, *, actor: Actor, at: datetime) -> tuple[int, int]:
    """Take an import back: delete the rows nobody has claimed. Returns how many went, and how many stay.

    Raises Conflict when it is not, or no longer, possible.
    """
    policy.require(actor, Permission.IMPORT_ROSTER)
    if roster.state is not State.IMPORTED or roster.imported_at is None:
        raise Conflict("roster.not_imported")
    if at > undo_until(roster.imported_at):
        raise Conflict("roster.undo_too_late")
    before = queries.counts_of(roster)
    session.execute(delete(RosterRow).where(RosterRow.roster_id == roster.id, RosterRow.claimed_at.is_(None)))
    gone, stay = before.unclaimed + before.not_yet, before.claimed
    roster.state, roster.undone_at = State.UNDONE, at
    session.flush()
    _note("undo", roster, actor, at, {"deleted": gone, "claimed": stay})
    return gone, stay


def discard(roster: Roster, *, actor: Actor) -> None:
    """Forget a draft. Raises Conflict once it is imported."""
    policy.require(actor, Permission.IMPORT_ROSTER)
    _require_draft(roster, roster.version)
    session.delete(roster)
    session.flush()


def release(row: RosterRow, *, actor: Actor, at: datetime) -> None:
    """Let a row be claimed again: after too many wrong answers, or after the claim was rejected.

    Raises Conflict for a row that is neither, and Forbidden to whom the rejected claim belongs.
    """
    policy.require(actor, Permission.IMPORT_ROSTER)
    rejected = row.certificate is not None and row.certificate.status is Status.REJECTED
    if not row.tries and not rejected:
        raise Conflict("roster.nothing_to_release")
    if rejected:
        policy.require(actor, Permission.REVIEW_CERTIFICATE, row.certificate)
        row.certificate, row.claimed_at = None, None
    row.tries = 0
    session.flush()
    journal.record("roster.release", "roster", row.roster_id, actor=actor, at=at, details={"row": row.id})


def release_account(account_id: int, *, actor: Actor, at: datetime) -> None:
    """Give an account its tries back. Nobody does so for themselves."""
    tries = session.get(ClaimTries, account_id)
    if tries is None:
        raise Conflict("roster.nothing_to_release")
    policy.require(actor, Permission.IMPORT_ROSTER, tries)
    tries.tries = 0
    session.flush()
    journal.record("roster.release", "account", account_id, actor=actor, at=at)


def remove_row(row: RosterRow, *, actor: Actor, at: datetime) -> None:
    """Delete a row nobody has claimed, so that a corrected one can be imported. Raises Conflict otherwise."""
    policy.require(actor, Permission.IMPORT_ROSTER)
    if row.claimed_at is not None:
        raise Conflict("roster.claimed")
    session.delete(row)
    session.flush()
    journal.record("roster.remove_row", "roster", row.roster_id, actor=actor, at=at, details={"row": row.id})


def _require_draft(roster: Roster, version: int) -> None:
    if roster.state is not State.DRAFT:
        raise Conflict("roster.not_draft")
    if roster.version != version:
        raise Conflict()


def _note(deed: str, roster: Roster, actor: Actor, at: datetime, counts: dict[str, int]) -> None:
    journal.record(
        f"roster.{deed}",
        "roster",
        roster.id,
        actor=actor,
        at=at,
        note=roster.event,
        details={"digest": roster.digest, "rows": roster.row_count, **counts},
    )
