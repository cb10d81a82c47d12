"""The public pages of bodies and schemes, as anybody reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from marketplace.bodies import operations
from marketplace.bodies.operations import BodyEntry, SchemeEntry, UnitLine
from marketplace.bodies.rules import LicenceStatus, Stream
from tests.bodies.test_operations import ENTRY, OFFICER, SCHEME


@pytest.fixture
def note(session, clock):
    def add(entry: BodyEntry = ENTRY, scheme: SchemeEntry = SCHEME):
        body = operations.add_body(entry, actor=OFFICER, at=clock(), today=clock().date())
        operations.add_scheme(body, scheme, actor=OFFICER, at=clock())
        session.commit()
        return body

    return add


def test_the_chain_reads_from_the_authority_to_the_units(client, note) -> None:
    unit = UnitLine(
        "Merajut badan tas", "CONTOH.3", means="Jahitannya rata.", means_en="Its stitches are even."
    )
    note(scheme=replace(SCHEME, units=(unit,)))
    page = client.get("/en/bodies/lsp-contoh/pembuatan-tas-rajut-contoh").text
    places = [page.index(f"<b>{words}</b>") for words in ("BNSP",)]
    places += [page.index(f">{words}</a></b>") for words in ("LSP Contoh", "1 unit")]
    assert places == sorted(places)
    assert "Its stitches are even." in page and "CONTOH.3" in page
    assert "issues no certificates" in page
    assert "Jahitannya rata." in client.get("/bodies/lsp-contoh/pembuatan-tas-rajut-contoh").text


def test_a_licence_is_shown_with_the_day_it_was_looked_up(client, note) -> None:
    note(replace(ENTRY, licence_valid_until=date(2026, 4, 13), directory_url="https://contoh.invalid/lsp"))
    page = client.get("/en/bodies/lsp-contoh").text
    assert (
        "Active, as looked up on 1 April 2026. Its last day on record, 13 April 2026, has passed since."
        in page
    )
    assert "Look it up yourself at contoh.invalid" in page


def test_a_gap_stays_a_gap(client, note) -> None:
    note(BodyEntry("LSP Contoh", Stream.LSP), SchemeEntry("Skema"))
    page = client.get("/en/bodies/lsp-contoh").text
    assert page.count("not recorded") >= 5 and "Look it up yourself" not in page
    scheme = client.get("/en/bodies/lsp-contoh/skema").text
    assert "No units were recorded." in scheme and "not recorded" in scheme


@pytest.mark.parametrize("stream", Stream)
def test_only_an_lsp_stands_under_bnsp(client, note, stream: Stream) -> None:
    note(BodyEntry("Lembaga Contoh", stream, licence_status=LicenceStatus.UNKNOWN))
    for address in ("/en/bodies/lembaga-contoh", "/en/bodies/lembaga-contoh/pembuatan-tas-rajut-contoh"):
        assert ("<b>BNSP</b>" in client.get(address).text) is (stream is Stream.LSP)


def test_what_nobody_noted_is_not_there(client, note) -> None:
    note()
    assert client.get("/bodies/lain").status_code == 404
    assert client.get("/bodies/lsp-contoh/lain").status_code == 404


def test_a_page_asks_few_questions_however_many_units(client, note, queries) -> None:
    note(scheme=replace(SCHEME, units=tuple(UnitLine(f"Unit {number}") for number in range(20))))
    with queries() as asked:
        client.get("/bodies/lsp-contoh/pembuatan-tas-rajut-contoh")
    assert len(asked) <= 4
