"""Changing the register. Every change is written into the journal, field by field, with what stood there before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.artisans.rules import Technique
from marketplace.audit import operations as journal
from marketplace.bodies import queries
from marketplace.bodies.models import Body, Scheme, SchemeUnit, SchemeUnitTechnique
from marketplace.bodies.rules import (
    LicenceStatus,
    LspType,
    SchemeKind,
    StandardType,
    Stream,
    changes,
    free_slug,
    lacking,
)
from marketplace.database.session import session
from marketplace.kit.errors import Conflict, Invalid
from marketplace.kit.text import fold, normal_key, slugify

LONGEST_FOLDED, LONGEST_KEY = 240, 40
NO_SLUG = "lembaga"
"""Stands in the address of a name that leaves no letters for one."""


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """A body as an officer notes it; texts as printed."""

    name: str
    stream: Stream
    name_en: str = ""
    lsp_type: LspType = LspType.UNKNOWN
    licence_no: str = ""
    decree: str = ""
    licence_status: LicenceStatus = LicenceStatus.UNKNOWN
    licence_valid_until: date | None = None
    directory_url: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit of a scheme as it is noted."""

    title: str
    code: str = ""
    title_en: str = ""
    means: str = ""
    means_en: str = ""
    techniques: frozenset[Technique] = frozenset()


@dataclass(frozen=True, slots=True)
class SchemeEntry:
    """A scheme as an officer notes it, with all its units in their order."""

    title: str
    title_en: str = ""
    kind: SchemeKind = SchemeKind.UNKNOWN
    level: int | None = None
    field: str = ""
    standard_ref: str = ""
    standard_type: StandardType = StandardType.UNKNOWN
    units: Sequence[UnitLine] = ()


def add_body(entry: BodyEntry, *, actor: Actor, at: datetime, today: date) -> Body:
    """Note a new body and give it its address. Raises Invalid, naming the inputs."""
    policy.require(actor, Permission.EDIT_REGISTER)
    slug = free_slug(slugify(entry.name) or NO_SLUG, queries.slug_is_taken)
    body = Body(slug=slug, created_at=at)
    _write_body(body, entry, at, today)
    session.add(body)
    session.flush()
    _journal("body.add", body, changes({}, _facts_of_body(body)), actor, at)
    return body


def edit_body(
    body: Body, entry: BodyEntry, *, actor: Actor, at: datetime, today: date, version: int | None = None
) -> None:
    """Change an entry; its address stays. Raises Conflict when `version` is out of date, Invalid like `add_body`."""
    policy.require(actor, Permission.EDIT_REGISTER)
    _require_version(body.version, version)
    before = _facts_of_body(body)
    _write_body(body, entry, at, today)
    session.flush()
    _journal("body.edit", body, changes(before, _facts_of_body(body)), actor, at)


def add_scheme(body: Body, entry: SchemeEntry, *, actor: Actor, at: datetime) -> Scheme:
    """Note a scheme of a body and give it its address below the body's."""
    policy.require(actor, Permission.EDIT_REGISTER)
    slug = free_slug(
        slugify(entry.title) or NO_SLUG, lambda wanted: queries.scheme_slug_is_taken(body.id, wanted)
    )
    with session.no_autoflush:
        scheme = Scheme(body=body, slug=slug, created_at=at)
        session.add(scheme)
        _write_scheme(scheme, entry, at)
    session.flush()
    _journal("body.scheme_add", body, changes({}, _facts_of_scheme(scheme)), actor, at, scheme)
    return scheme


def edit_scheme(
    scheme: Scheme, entry: SchemeEntry, *, actor: Actor, at: datetime, version: int | None = None
) -> None:
    """Change a scheme and its units; certificates that copied from it keep what they have."""
    policy.require(actor, Permission.EDIT_REGISTER)
    _require_version(scheme.version, version)
    before = _facts_of_scheme(scheme)
    _write_scheme(scheme, entry, at)
    session.flush()
    _journal("body.scheme_edit", scheme.body, changes(before, _facts_of_scheme(scheme)), actor, at, scheme)


def _require_version(there: int, read: int | None) -> None:
    if read is not None and there != read:
        raise Conflict("body.changed_elsewhere")


def _write_body(body: Body, entry: BodyEntry, at: datetime, today: date) -> None:
    wrong = lacking(entry.stream, entry.lsp_type, entry.licence_status, entry.checked_on)
    if entry.checked_on is not None and entry.checked_on > today:
        wrong["checked_on"] = "body.checked_in_future"
    if wrong:
        raise Invalid(wrong)
    for field in fields(BodyEntry):
        setattr(body, field.name, getattr(entry, field.name))
    body.name_folded = fold(entry.name)[:LONGEST_FOLDED]
    body.licence_key = normal_key(entry.licence_no)[:LONGEST_KEY]
    body.updated_at = at


def _write_scheme(scheme: Scheme, entry: SchemeEntry, at: datetime) -> None:
    for field in fields(SchemeEntry):
        if field.name != "units":
            setattr(scheme, field.name, getattr(entry, field.name))
    scheme.updated_at = at
    if [_line_of(unit) for unit in scheme.units] == list(entry.units):
        return
    scheme.units.clear()
    session.flush()
    scheme.units.extend(_unit(position, line) for position, line in enumerate(entry.units, start=1))


def _unit(position: int, line: UnitLine) -> SchemeUnit:
    return SchemeUnit(
        position=position,
        code=line.code,
        title=line.title,
        title_en=line.title_en,
        means=line.means,
        means_en=line.means_en,
        covered=[SchemeUnitTechnique(technique=technique) for technique in sorted(line.techniques)],
    )


def _line_of(unit: SchemeUnit) -> UnitLine:
    return UnitLine(unit.title, unit.code, unit.title_en, unit.means, unit.means_en, unit.techniques)


def entry_of_body(body: Body) -> BodyEntry:
    """Return an entry as the form shows it again."""
    return BodyEntry(**{field.name: getattr(body, field.name) for field in fields(BodyEntry)})


def entry_of_scheme(scheme: Scheme) -> SchemeEntry:
    """Return a scheme as the form shows it again."""
    kept = {field.name: getattr(scheme, field.name) for field in fields(SchemeEntry)}
    return SchemeEntry(**kept | {"units": tuple(_line_of(unit) for unit in scheme.units)})


def _facts_of_body(body: Body) -> dict[str, object]:
    return {field.name: _plain(getattr(body, field.name)) for field in fields(BodyEntry)}


def _facts_of_scheme(scheme: Scheme) -> dict[str, object]:
    facts = {
        field.name: _plain(getattr(scheme, field.name))
        for field in fields(SchemeEntry)
        if field.name != "units"
    }
    return facts | {"units": [_said(_line_of(unit)) for unit in scheme.units]}


def _plain(value: object) -> object:
    """A value as the journal keeps it; an empty text is nothing recorded."""
    if isinstance(value, date):
        return value.isoformat()
    return value if value != "" else None


def _said(line: UnitLine) -> str:
    parts = (
        line.code,
        line.title,
        line.title_en,
        line.means,
        line.means_en,
        ", ".join(sorted(line.techniques)),
    )
    return " · ".join(part for part in parts if part)


def _journal(
    action: str,
    body: Body,
    changed: Mapping[str, tuple[object, object]],
    actor: Actor,
    at: datetime,
    scheme: Scheme | None = None,
) -> None:
    """One entry a change, all on the body, so that its desk page can tell the whole story; nothing for no change."""
    if not changed:
        return
    details: dict[str, object] = {"changes": {name: list(pair) for name, pair in changed.items()}}
    if scheme is not None:
        details |= {"scheme": scheme.id, "title": scheme.title}
    journal.record(action, "body", body.id, actor=actor, at=at, details=details)
