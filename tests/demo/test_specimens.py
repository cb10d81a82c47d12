"""The papers of the demonstration belong to their holders, and nobody can take them for real ones."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.adapters.images.inspection import DEFAULT_LIMITS, inspect_scan
from marketplace.adapters.images.specimens import TextLine
from marketplace.certificates.claims import Claim
from marketplace.certificates.rules import ScanSide
from marketplace.demo import specimens
from marketplace.demo.papers import claims
from marketplace.demo.people import PEOPLE

TODAY = date(2026, 11, 26)
ALL = [claim for number, person in enumerate(PEOPLE, start=1) for claim in claims(person, number, TODAY)]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str]]:
    """What is written on each sheet, and its stamp."""
    seen: list[tuple[list[str], str]] = []

    def note(lines: list[TextLine], stamp: str) -> bytes:
        seen.append(([line.text for line in lines], stamp))
        return b""

    monkeypatch.setattr(specimens, "draw_sheet", note)
    return seen


@pytest.mark.parametrize("claim", ALL, ids=lambda claim: claim.certificate_no)
def test_a_paper_says_what_its_record_says(claim: Claim, drawn: list[tuple[list[str], str]]) -> None:
    for side in ScanSide:
        specimens.specimen(claim, side)
    front, back = (" | ".join(lines) for lines, _ in drawn)
    for fact in (
        claim.holder_name,
        claim.certificate_no,
        claim.registration_no,
        claim.scheme,
        claim.body_name,
    ):
        assert fact in front
    assert str(claim.issue_date) in front and (claim.last_day is None or str(claim.last_day) in front)
    assert "None" not in front + back
    assert claim.holder_name in back
    for unit in claim.units:
        assert unit.title in back and unit.code in back


def test_every_sheet_is_stamped_as_a_specimen(drawn: list[tuple[list[str], str]]) -> None:
    for side in ScanSide:
        specimens.specimen(ALL[0], side)
    assert {stamp for _, stamp in drawn} == {"SPECIMEN / CONTOH"}
    assert "bukan dokumen resmi" in " ".join(drawn[0][0])


def test_no_two_papers_are_the_same_file_and_each_is_an_acceptable_scan() -> None:
    sheets = [specimens.specimen(claim, side) for claim in ALL[:4] for side in ScanSide]
    assert len(set(sheets)) == len(sheets)
    for sheet in sheets:
        assert inspect_scan(sheet, DEFAULT_LIMITS).format == "jpeg"
        assert len(sheet) < 200_000


def test_the_renewed_have_two_papers_with_numbers_of_their_own() -> None:
    renewed = next(person for person in PEOPLE if person.fate == "renewed")
    first, second = claims(renewed, 22, TODAY)
    assert first.last_day < TODAY <= second.last_day
    assert first.certificate_no != second.certificate_no
    assert len({claim.certificate_no for claim in ALL}) == len(ALL)
