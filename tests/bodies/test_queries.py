"""Finding bodies and schemes; what a paper has printed on it is a hint and never more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marketplace.bodies import operations, queries
from marketplace.bodies.queries import every
from marketplace.kit.errors import NotFound
from tests.bodies.test_operations import AT, ENTRY, OFFICER, SCHEME, add


def test_a_body_is_reached_by_its_address_and_its_number(session):
    body = add()
    assert queries.by_slug("lsp-contoh") is body
    assert queries.by_id(body.id) is body
    for wrong in ("LSP-CONTOH", "lsp-contoh ", "", "%"):
        with pytest.raises(NotFound):
            queries.by_slug(wrong)
    with pytest.raises(NotFound):
        queries.by_id(body.id + 1)


def test_a_scheme_is_reached_through_its_own_body_only(session):
    body, other = add(), add(replace(ENTRY, name="LSP Lain", licence_no="X"))
    scheme = operations.add_scheme(body, SCHEME, actor=OFFICER, at=AT)
    assert queries.scheme_by_slugs(body.slug, scheme.slug) is scheme
    assert queries.scheme_of(body.id, scheme.id) is scheme
    with pytest.raises(NotFound):
        queries.scheme_by_slugs(other.slug, scheme.slug)
    with pytest.raises(NotFound):
        queries.scheme_of(other.id, scheme.id)
    assert queries.scheme_slug_is_taken(body.id, scheme.slug)
    assert not queries.scheme_slug_is_taken(other.id, scheme.slug)
    assert queries.slug_is_taken(body.slug)
    assert not queries.slug_is_taken(scheme.slug)


def test_all_stand_by_name_without_regard_to_case_or_accent(session):
    for name in ("lsp Zebra", "LSP Ábaka", "LSP Contoh"):
        add(replace(ENTRY, name=name))
    assert [body.name for body in queries.every()] == ["LSP Ábaka", "LSP Contoh", "lsp Zebra"]


def test_both_number_and_name_come_before_the_number_and_that_before_the_name(session):
    name_only = add(replace(ENTRY, licence_no="BNSP-LSP-9999-ID"))
    number_only = add(replace(ENTRY, name="LSP Lain"))
    both = add()
    add(replace(ENTRY, name="LSP Asing", licence_no="BNSP-LSP-8888-ID"))
    assert queries.suggested("bnsp lsp 0000 id", " lsp  CONTOH ") == [both, number_only, name_only]


@pytest.mark.parametrize(("number", "name"), [("", ""), (" - ", "  "), ("-", "\u200b")])
def test_where_nothing_is_printed_nobody_is_suggested(session, number, name):
    add(replace(ENTRY, licence_no=""))
    assert queries.suggested(number, name) == []


def test_a_list_of_bodies_takes_two_statements_however_many_there_are(session, queries):
    for number in range(4):
        body = add(replace(ENTRY, name=f"LSP {number}"))
        operations.add_scheme(body, SCHEME, actor=OFFICER, at=AT)
    session.commit()
    session.expunge_all()
    with queries() as asked:
        assert all(len(body.schemes) == 1 for body in every())
    assert len(asked) <= 2, asked
