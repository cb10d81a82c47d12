"""Noting and changing bodies and schemes, and the history each change leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from marketplace.access.actors import SYSTEM, Actor
from marketplace.access.roles import Role
from marketplace.artisans.rules import Technique
from marketplace.audit import queries as journal
from marketplace.bodies import operations, queries
from marketplace.bodies.models import Body
from marketplace.bodies.operations import BodyEntry, SchemeEntry, UnitLine
from marketplace.bodies.rules import LicenceStatus, LspType, Stream
from marketplace.kit.errors import Conflict, Forbidden, Invalid, NotFound

AT, TODAY = datetime(2026, 4, 14, 1, tzinfo=UTC), date(2026, 4, 14)
OFFICER = Actor(SYSTEM.id, Role.ADMIN, "Petugas (contoh)", second_factor=True)
ENTRY = BodyEntry(
    name="LSP Contoh",
    stream=Stream.LSP,
    lsp_type=LspType.P3,
    licence_no="BNSP-LSP-0000-ID",
    licence_status=LicenceStatus.ACTIVE,
    checked_on=date(2026, 4, 1),
)
UNIT = UnitLine("Merajut badan tas", "CONTOH.000.003", techniques=frozenset({Technique.CROCHET}))
SCHEME = SchemeEntry("Pembuatan Tas Rajut (contoh)", units=(UNIT,))


def add(entry: BodyEntry = ENTRY) -> Body:
    return operations.add_body(entry, actor=OFFICER, at=AT, today=TODAY)


def test_a_body_gets_an_address_that_outlives_its_name(session) -> None:
    body, namesake = add(), add()
    assert (body.slug, namesake.slug) == ("lsp-contoh", "lsp-contoh-2")
    operations.edit_body(body, replace(ENTRY, name="LSP Baru"), actor=OFFICER, at=AT, today=TODAY)
    assert queries.by_slug("lsp-contoh").name == "LSP Baru"
    assert add(replace(ENTRY, name="無")).slug == "lembaga"


def test_each_change_is_written_down_with_what_stood_there_before(session) -> None:
    body = add()
    changed = replace(ENTRY, licence_status=LicenceStatus.SUSPENDED, checked_on=TODAY)
    operations.edit_body(body, changed, actor=OFFICER, at=AT, today=TODAY, version=body.version)
    scheme = operations.add_scheme(body, SCHEME, actor=OFFICER, at=AT)
    operations.edit_scheme(scheme, replace(SCHEME, level=3, units=()), actor=OFFICER, at=AT)
    added, edited, noted, redone = journal.about("body", body.id)
    assert added.details["changes"]["name"] == [None, "LSP Contoh"]
    assert edited.details["changes"] == {
        "licence_status": ["active", "suspended"],
        "checked_on": ["2026-04-01", "2026-04-14"],
    }
    line = "CONTOH.000.003 · Merajut badan tas · crochet"
    assert noted.details["changes"]["units"] == [None, [line]]
    assert redone.details["changes"] == {"level": [None, 3], "units": [[line], []]}
    assert {entry.actor_name for entry in (added, edited, noted, redone)} == {"Petugas (contoh)"}


def test_saving_without_a_change_leaves_no_entry(session) -> None:
    body = add()
    scheme = operations.add_scheme(body, SCHEME, actor=OFFICER, at=AT)
    operations.edit_body(body, operations.entry_of_body(body), actor=OFFICER, at=AT, today=TODAY)
    operations.edit_scheme(scheme, operations.entry_of_scheme(scheme), actor=OFFICER, at=AT)
    assert [entry.action for entry in journal.about("body", body.id)] == ["body.add", "body.scheme_add"]


def test_the_second_of_two_officers_is_refused(session) -> None:
    body = add()
    scheme, read = operations.add_scheme(body, SCHEME, actor=OFFICER, at=AT), body.version
    operations.edit_body(body, replace(ENTRY, decree="A"), actor=OFFICER, at=AT, today=TODAY, version=read)
    with pytest.raises(Conflict):
        operations.edit_body(body, ENTRY, actor=OFFICER, at=AT, today=TODAY, version=read)
    with pytest.raises(Conflict):
        operations.edit_scheme(scheme, SCHEME, actor=OFFICER, at=AT, version=scheme.version + 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"checked_on": None}, "checked_on"),
        ({"checked_on": date(2026, 4, 15)}, "checked_on"),
        ({"stream": Stream.LPK}, "lsp_type"),
    ],
)
def test_what_does_not_fit_is_named(session, change: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        add(replace(ENTRY, **change))
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN])
def test_only_officers_change_the_register(session, role: Role) -> None:
    body, stranger = add(), Actor(5, role, "Orang", second_factor=True)
    with pytest.raises(Forbidden):
        operations.add_body(ENTRY, actor=stranger, at=AT, today=TODAY)
    with pytest.raises(Forbidden):
        operations.edit_body(body, ENTRY, actor=stranger, at=AT, today=TODAY)
    with pytest.raises(Forbidden):
        operations.add_scheme(body, SCHEME, actor=stranger, at=AT)


def test_units_keep_their_order_and_techniques(session) -> None:
    lines = tuple(replace(UNIT, title=f"Unit {number}") for number in range(3))
    scheme = operations.add_scheme(add(), replace(SCHEME, units=lines), actor=OFFICER, at=AT)
    turned = replace(SCHEME, units=tuple(reversed(lines)))
    operations.edit_scheme(scheme, turned, actor=OFFICER, at=AT)
    session.expire_all()
    assert operations.entry_of_scheme(queries.scheme_of(scheme.body_id, scheme.id)) == turned


def test_a_scheme_is_found_below_its_own_body_only(session) -> None:
    body, other = add(), add()
    scheme = operations.add_scheme(body, SCHEME, actor=OFFICER, at=AT)
    assert queries.scheme_by_slugs(body.slug, scheme.slug) is scheme
    with pytest.raises(NotFound):
        queries.scheme_by_slugs(other.slug, scheme.slug)
    with pytest.raises(NotFound):
        queries.scheme_of(other.id, scheme.id)


def test_a_suggestion_needs_a_licence_or_a_name_and_prefers_both(session) -> None:
    number = add(replace(ENTRY, name="LSP Lain"))
    both, neither = add(), add(replace(ENTRY, name="LSP Jauh", licence_no="BNSP-LSP-9999-ID"))
    assert queries.suggested("bnsp lsp 0000 id", "lsp  CONTOH") == [both, number]
    assert queries.suggested("", "LSP Jauh") == [neither]
    assert queries.suggested("", "") == []


@pytest.mark.parametrize(
    "values",
    [{"stream": Stream.LPK}, {"checked_on": None}, {"directory_url": "http://contoh.id"}],
)
def test_the_table_itself_refuses_what_does_not_fit(session, values: dict[str, object]) -> None:
    body = add()
    with pytest.raises(IntegrityError):
        session.execute(update(Body).where(Body.id == body.id).values(**values))
