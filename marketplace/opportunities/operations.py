"""Writing down opportunities. Every change is in the journal with what stood there before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from marketplace.access import policy
from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.permissions import Permission
from marketplace.audit import operations as journal
from marketplace.bodies.rules import changes, free_slug
from marketplace.certificates.unit_keys import known_units
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Invalid
from marketplace.kit.text import slugify
from marketplace.opportunities import mails, queries
from marketplace.opportunities.models import Opportunity
from marketplace.opportunities.rules import (
    LIFECYCLE,
    STANDING,
    Action,
    Kind,
    State,
    lacking_for_publication,
    may_move,
    wrong_days,
)

NO_SLUG = "peluang"
"""Stands in the address of a title that leaves no letters for one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An opportunity as an officer writes it; what is not known stays empty. `units` are keys, `areas` place codes."""

    kind: Kind
    title: str
    offered_by: str
    deadline: date
    title_en: str = ""
    description: str = ""
    description_en: str = ""
    place_code: str | None = None
    first_on: date | None = None
    last_on: date | None = None
    places: int | None = None
    units: tuple[str, ...] = ()
    rule_valid: bool = False
    rule_until: date | None = None
    areas: tuple[str, ...] = ()


def add(entry: Entry, *, actor: Actor, at: datetime, today: date) -> Opportunity:
    """Write one down as a draft and give it its address, which stays. Raises Invalid, naming the inputs."""
    policy.require(actor, Permission.EDIT_OPPORTUNITY)
    _check(entry)
    slug = free_slug(slugify(entry.title) or NO_SLUG, queries.slug_is_taken)
    found = Opportunity(slug=slug, state=State.DRAFT, created_at=at, rule_units=[])
    _write(found, entry, at, today)
    session.add(found)
    session.flush()
    _journal("opportunity.add", found, {}, actor, at)
    return found


def edit(found: Opportunity, entry: Entry, *, version: int, actor: Actor, at: datetime, today: date) -> None:
    """Change one; its address stays. Conflict when somebody changed it meanwhile or an outcome was given, Invalid
    like adding, and where what was published would lose a language."""
    policy.require(actor, Permission.EDIT_OPPORTUNITY)
    _require_version(found, version)
    if found.decided_at is not None:
        raise Conflict("opportunities.decided")
    _check(entry)
    if found.state is State.PUBLISHED:
        lacking = lacking_for_publication(
            entry.title_en, entry.description, entry.description_en, entry.deadline, today
        )
        if lacking:
            raise Invalid(lacking)
    before = _facts(found)
    _write(found, entry, at, today)
    session.flush()
    _journal("opportunity.edit", found, before, actor, at)


def move(
    found: Opportunity, action: Action, *, version: int, actor: Actor, at: datetime, today: date
) -> None:
    """Take one a step along its lifecycle; whoever waits for an outcome of one that is withdrawn is told.

    Conflict for a step there is not, or when somebody changed it meanwhile; Invalid while it lacks what visitors of
    both languages read, or its deadline is over.
    """
    policy.require(actor, Permission.EDIT_OPPORTUNITY)
    _require_version(found, version)
    if not may_move(found.state, action, decided=found.decided_at is not None):
        raise Conflict("opportunities.not_possible")
    state = LIFECYCLE.move(found.state, action).target
    if state is State.PUBLISHED:
        lacking = lacking_for_publication(
            found.title_en, found.description, found.description_en, found.deadline, today
        )
        if lacking:
            raise Invalid(lacking)
        found.published_at = found.published_at or at
    _move(found, action, state, actor, at)
    if state is State.WITHDRAWN:
        for application in queries.applications(found.id):
            if application.answer in STANDING:
                mails.tell_news(application, "withdrawn", at=at)


def close_due(*, at: datetime, today: date) -> int:
    """Close what takes no applications any more because its deadline is over; return how many."""
    due = queries.over(today)
    for found in due:
        _move(found, Action.CLOSE, LIFECYCLE.move(found.state, Action.CLOSE).target, SYSTEM, at)
    return len(due)


def entry_of(found: Opportunity) -> Entry:
    """Return one as the form shows it again."""
    kept = {name.name: getattr(found, name.name) for name in fields(Entry) if name.name not in _LISTS}
    units = tuple(unit["key"] for unit in found.rule_units)
    return Entry(**kept, units=units, areas=tuple(found.rule_areas))


_LISTS = ("units", "areas")


def _move(found: Opportunity, action: Action, state: State, actor: Actor, at: datetime) -> None:
    before, found.state, found.updated_at = found.state, state, at
    session.flush()
    details = {"changes": {"state": [before.value, state.value]}}
    journal.record(
        f"opportunity.{action.value}", "opportunity", found.id, actor=actor, at=at, details=details
    )


def _check(entry: Entry) -> None:
    wrong = wrong_days(entry.first_on, entry.last_on, entry.deadline)
    codes = {*entry.areas, *([entry.place_code] if entry.place_code else [])}
    unknown = codes - set(queries.place_names(codes))
    if entry.place_code in unknown:
        wrong["place_code"] = "choice"
    if unknown & set(entry.areas):
        wrong["areas"] = "choice"
    if wrong:
        raise Invalid(wrong)


def _write(found: Opportunity, entry: Entry, at: datetime, today: date) -> None:
    titles = dict(known_units(today)) if entry.units else {}
    titles = {unit["key"]: unit["title"] for unit in found.rule_units} | titles
    if set(entry.units) - set(titles):
        raise Invalid({"units": "choice"})
    for name in fields(Entry):
        if name.name not in _LISTS:
            setattr(found, name.name, getattr(entry, name.name))
    found.rule_units = [{"key": key, "title": titles[key]} for key in dict.fromkeys(entry.units)]
    found.rule_areas = list(dict.fromkeys(entry.areas))
    found.updated_at = at


def _require_version(found: Opportunity, read: int) -> None:
    if found.version != read:
        raise Conflict("opportunities.changed")


def _facts(found: Opportunity) -> dict[str, object]:
    entry = entry_of(found)
    kept: dict[str, object] = {name.name: _plain(getattr(entry, name.name)) for name in fields(Entry)}
    return kept | {"units": [unit["title"] for unit in found.rule_units], "areas": list(entry.areas)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value if value not in ("", False) else None


def _journal(
    action: str, found: Opportunity, before: Mapping[str, object], actor: Actor, at: datetime
) -> None:
    changed = changes(before, _facts(found))
    if changed:
        details = {"changes": {name: list(pair) for name, pair in changed.items()}}
        journal.record(action, "opportunity", found.id, actor=actor, at=at, details=details)
