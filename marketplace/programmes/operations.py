"""Noting programmes and cohorts. Every change is written into the journal with what stood there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time

from sqlalchemy.orm.attributes import flag_modified

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.audit import operations as journal
from marketplace.bodies.rules import changes, free_slug
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Invalid
from marketplace.kit.text import slugify
from marketplace.programmes import queries
from marketplace.programmes.models import Cohort, CohortDay, CohortFigure, Craft, Organiser, Programme
from marketplace.programmes.rules import (
    CohortAction,
    CohortState,
    DayLine,
    Figure,
    OrganiserLine,
    after,
    lacking_for_publication,
    wrong_days,
    wrong_figures,
)

NO_SLUG = "program"
"""Stands in the address of a title that leaves no letters for one."""


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """A programme as an officer writes it."""

    title: str
    craft_code: str
    title_en: str = ""
    intro: str = ""
    intro_en: str = ""


@dataclass(frozen=True, slots=True)
class CohortEntry:
    """A cohort as an officer writes it; what is not known stays empty."""

    first_on: date
    last_on: date
    place_code: str | None = None
    venue: str = ""
    seats: int | None = None
    eligibility: str = ""
    eligibility_en: str = ""
    register_from: date | None = None
    register_until: date | None = None
    source: str = ""
    organisers: Sequence[OrganiserLine] = ()
    days: Sequence[DayLine] = ()
    figures: Mapping[Figure, int] = field(default_factory=dict)


def add_craft(code: str, title: str, title_en: str = "") -> Craft:
    """Note a craft, or give one that is there these titles. Crafts come with an installation's texts."""
    craft = session.get(Craft, code)
    if craft is None:
        craft = Craft(code=code)
        session.add(craft)
    craft.title, craft.title_en = title, title_en
    session.flush()
    return craft


def add_programme(entry: ProgrammeEntry, *, actor: Actor, at: datetime) -> Programme:
    """Note a programme and give it its address, which stays. Raises Invalid, naming the inputs."""
    policy.require(actor, Permission.EDIT_PROGRAMME)
    _check_craft(entry)
    slug = free_slug(slugify(entry.title) or NO_SLUG, queries.slug_is_taken)
    found = Programme(slug=slug, created_at=at)
    _write_programme(found, entry, at)
    session.add(found)
    session.flush()
    _journal("programme.add", found, {}, _facts(found, ProgrammeEntry), actor, at)
    return found


def edit_programme(
    found: Programme, entry: ProgrammeEntry, *, version: int, actor: Actor, at: datetime
) -> None:
    """Change a programme; its address stays. Conflict when somebody changed it meanwhile, Invalid like adding."""
    policy.require(actor, Permission.EDIT_PROGRAMME)
    _require_version(found.version, version)
    _check_craft(entry)
    if any(cohort.published_at for cohort in found.cohorts):
        _require_shown({"title": entry.title, "title_en": entry.title_en})
    before = _facts(found, ProgrammeEntry)
    _write_programme(found, entry, at)
    session.flush()
    _journal("programme.edit", found, before, _facts(found, ProgrammeEntry), actor, at)


def add_cohort(programme: Programme, entry: CohortEntry, *, actor: Actor, at: datetime) -> Cohort:
    """Note the next cohort of a programme, as a draft. Raises Invalid, naming the inputs."""
    policy.require(actor, Permission.EDIT_PROGRAMME)
    _check_cohort(entry)
    found = Cohort(
        programme_id=programme.id,
        number=queries.next_number(programme.id),
        state=CohortState.DRAFT,
        created_at=at,
    )
    _write_cohort(found, entry, at)
    session.add(found)
    session.flush()
    session.expire(programme, ["cohorts"])
    _journal("cohort.add", programme, {}, facts_of_cohort(found), actor, at, found.number)
    return found


def edit_cohort(found: Cohort, entry: CohortEntry, *, version: int, actor: Actor, at: datetime) -> None:
    """Change a cohort in any state. Conflict when somebody changed it meanwhile, Invalid like adding."""
    policy.require(actor, Permission.EDIT_PROGRAMME)
    _require_version(found.version, version)
    _check_cohort(entry)
    before = facts_of_cohort(found)
    _write_cohort(found, entry, at)
    session.flush()
    _journal("cohort.edit", found.programme, before, facts_of_cohort(found), actor, at, found.number)


def move_cohort(found: Cohort, action: CohortAction, *, version: int, actor: Actor, at: datetime) -> None:
    """Take a cohort one step along its lifecycle.

    Conflict for a step there is not, or when somebody changed the cohort meanwhile; Invalid while the programme
    lacks what visitors of both languages read.
    """
    policy.require(actor, Permission.EDIT_PROGRAMME)
    _require_version(found.version, version)
    state = after(found.state, action)
    if action is CohortAction.PUBLISH:
        _require_shown({"title": found.programme.title, "title_en": found.programme.title_en})
    if state is CohortState.PUBLISHED:
        found.published_at = found.published_at or at
    elif state is CohortState.DRAFT:
        found.published_at = None
    before, found.state, found.updated_at = found.state, state, at
    session.flush()
    details = {"number": found.number, "changes": {"state": [before.value, state.value]}}
    journal.record(
        f"cohort.{action.value}", "programme", found.programme_id, actor=actor, at=at, details=details
    )


def entry_of_programme(found: Programme) -> ProgrammeEntry:
    """Return a programme as the form shows it again."""
    return ProgrammeEntry(**{name.name: getattr(found, name.name) for name in fields(ProgrammeEntry)})


def entry_of_cohort(found: Cohort) -> CohortEntry:
    """Return a cohort as the form shows it again."""
    kept = {name.name: getattr(found, name.name) for name in fields(CohortEntry) if name.name not in _LISTS}
    return CohortEntry(
        **kept,
        organisers=[OrganiserLine(row.role, row.name, row.note, row.note_en) for row in found.organisers],
        days=[DayLine(row.on, row.begins, row.ends, row.plan, row.plan_en) for row in found.days],
        figures={row.figure: row.number for row in found.figures},
    )


def facts_of_cohort(found: Cohort) -> dict[str, object]:
    """Return all that is recorded of a cohort as the journal keeps it."""
    entry = entry_of_cohort(found)
    kept: dict[str, object] = {
        name.name: _plain(getattr(entry, name.name))
        for name in fields(CohortEntry)
        if name.name not in _LISTS
    }
    return kept | {
        "organisers": [
            " · ".join(filter(None, (line.role.value, line.name, line.note, line.note_en)))
            for line in entry.organisers
        ],
        "days": [
            " · ".join(
                filter(
                    None,
                    (line.on.isoformat(), _hour(line.begins), _hour(line.ends), line.plan, line.plan_en),
                )
            )
            for line in entry.days
        ],
        **{f"figure_{figure.value}": entry.figures.get(figure) for figure in Figure},
    }


_LISTS = ("organisers", "days", "figures")


def _check_craft(entry: ProgrammeEntry) -> None:
    if session.get(Craft, entry.craft_code) is None:
        raise Invalid({"craft_code": "choice"})


def _check_cohort(entry: CohortEntry) -> None:
    found = wrong_days(entry.first_on, entry.last_on, entry.days, (entry.register_from, entry.register_until))
    found |= wrong_figures(entry.figures)
    if entry.place_code is not None and not queries.place_exists(entry.place_code):
        found["place_code"] = "choice"
    if found:
        raise Invalid(found)


def _require_shown(texts: Mapping[str, str]) -> None:
    if found := lacking_for_publication(texts):
        raise Invalid(found)


def _require_version(there: int, read: int) -> None:
    if there != read:
        raise Conflict("programmes.changed")


def _write_programme(found: Programme, entry: ProgrammeEntry, at: datetime) -> None:
    for name in fields(ProgrammeEntry):
        setattr(found, name.name, getattr(entry, name.name))
    found.updated_at = at


def _write_cohort(found: Cohort, entry: CohortEntry, at: datetime) -> None:
    """Also of the lists alone: `updated_at` moves, and with it the version that refuses a second officer."""
    for name in fields(CohortEntry):
        if name.name not in _LISTS:
            setattr(found, name.name, getattr(entry, name.name))
    found.updated_at = at
    if found.id is not None:
        flag_modified(found, "updated_at")
    known = queries.bodies_by_name([line.name for line in entry.organisers])
    for rows in (found.organisers, found.days, found.figures):
        rows.clear()
    if found.id is not None:
        session.flush()
    found.organisers.extend(
        Organiser(
            position=position,
            role=line.role,
            name=line.name,
            note=line.note,
            note_en=line.note_en,
            body_id=known.get(line.name),
        )
        for position, line in enumerate(entry.organisers, start=1)
    )
    found.days.extend(
        CohortDay(on=line.on, begins=line.begins, ends=line.ends, plan=line.plan, plan_en=line.plan_en)
        for line in sorted(entry.days, key=lambda line: line.on)
    )
    found.figures.extend(
        CohortFigure(figure=figure, number=number) for figure, number in entry.figures.items()
    )


def _facts(found: Programme, shape: type[ProgrammeEntry]) -> dict[str, object]:
    return {name.name: _plain(getattr(found, name.name)) for name in fields(shape)}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value if value != "" else None


def _hour(value: time | None) -> str:
    return value.isoformat("minutes") if value else ""


def _journal(
    action: str,
    programme: Programme,
    before: Mapping[str, object],
    now: Mapping[str, object],
    actor: Actor,
    at: datetime,
    number: int | None = None,
) -> None:
    """One entry a change, all on the programme, so that its page can tell the whole story; nothing for no change."""
    changed = changes(before, now)
    if not changed:
        return
    details: dict[str, object] = {"changes": {name: list(pair) for name, pair in changed.items()}}
    if number is not None:
        details["number"] = number
    journal.record(action, "programme", programme.id, actor=actor, at=at, details=details)
