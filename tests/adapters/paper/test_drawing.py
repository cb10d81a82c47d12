"""Sheets of text: whatever was written comes out as text, in order, and the same content as the same bytes."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from marketplace.adapters.paper.drawing import MOST_SHEETS, draw
from marketplace.adapters.paper.sheets import Block, Kind
from tests.adapters.images.samples import quarters, saved


def sheets(*blocks, pictures=()):
    return PdfReader(BytesIO(draw("Catatan", blocks, pictures, "BTG · Terajut", "id"))).pages


def text(*blocks):
    return "\n".join(page.extract_text() for page in sheets(*blocks))


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>tebal</b> &amp; </para><img src='file:///etc/passwd'/>",
        "BT /F1 (x) Tj ) ET \\) (( %%EOF endstream",
        "{{ 7*7 }} %(nama)s ${x} é ß Ω Ж",
        "مرحبا بالعالم",
        "שלום עולם",
    ],
)
def test_what_looks_like_markup_or_runs_the_other_way_comes_out_as_it_was_written(hostile):
    assert hostile in text(Block(Kind.TEXT, hostile))


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\U0001f600 halo", "[U+1F600] halo"),
        ("永 halo", "[U+6C38] halo"),
        ("a\x00b\x1bc\u202ed\u200be", "abcde"),
        ("satu\tdua", "satu    dua"),
    ],
)
def test_a_sign_without_a_face_is_named_and_what_is_not_seen_is_dropped(written, shown):
    assert shown.replace(" ", "") in text(Block(Kind.TEXT, written)).replace(" ", "")


def test_five_thousand_signs_without_a_blank_are_broken_and_none_is_lost():
    found = text(Block(Kind.FACT, "w" * 5000, "Cara membuatnya"))
    assert found.count("w") == 5000 and "Cara membuatnya" in found


def test_lines_stay_within_the_sheet_and_sheets_have_numbers():
    pages = sheets(Block(Kind.TITLE, "Catatan"), *[Block(Kind.TEXT, "kata " * 400)] * 6)
    assert len(pages) > 1
    assert [f"BTG · Terajut · {number}" in page.extract_text() for number, page in enumerate(pages, 1)]
    assert sum(page.extract_text().count("kata") for page in pages) == 2400


def test_there_is_an_end_to_the_sheets():
    pages = sheets(Block(Kind.TEXT, "a\n" * 6000))
    assert len(pages) == MOST_SHEETS and pages[-1].extract_text().count("…") == 1


def test_photos_are_taken_over_and_the_same_content_is_the_same_bytes():
    photo = saved(quarters(64, 80), "jpeg")
    blocks = [Block(Kind.HEADING, "Foto"), Block(Kind.PICTURES)]
    made = [draw("Catatan", blocks, [photo] * 5, "x", "id") for _ in range(2)]
    assert made[0] == made[1]
    (page,) = PdfReader(BytesIO(made[0])).pages
    assert (len(page.images) >= 1 and photo in made[0]) or page.images[0].data
    assert PdfReader(BytesIO(made[0])).metadata.title == "Catatan"
