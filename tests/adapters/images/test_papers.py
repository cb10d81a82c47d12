"""Marks of papers: the same one is known again, another one of the same template is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageEnhance

from marketplace.adapters.images.papers import paper_marks
from marketplace.adapters.images.specimens import TextLine, draw_sheet
from marketplace.certificates.copies import bits_apart
from tests.adapters.images.samples import opened, saved


def sheet(name: str = "SITI RAHMAWATI", number: int = 7) -> Image.Image:
    lines = [
        TextLine("SERTIFIKAT CONTOH", 170, 44),
        TextLine(f"No. 00000 0000 3 {number:07d} 2025", 290, 24),
        TextLine(name, 408, 44),
        TextLine(f"No. Reg. TIK 0000 {number:05d} 2025", 476, 22),
        TextLine("Pembuatan Tas Rajut", 588, 34),
        TextLine("Bontang, 31 Oktober 2025", 730, 22),
        TextLine("LSP Contoh", 880, 26),
    ]
    return opened(draw_sheet(lines, "SPECIMEN / CONTOH")).convert("RGB")


def alike(one: Image.Image, other: Image.Image) -> bool:
    return any(bits_apart(mark, paper_marks(other)[0]) is not None for mark in paper_marks(one))


def test_the_same_paper_is_known_again() -> None:
    paper = sheet()
    copies = [
        opened(saved(paper, "JPEG", quality=30)),
        paper.resize((400, 566)),
        ImageEnhance.Brightness(paper).enhance(0.7),
        paper.crop((12, 16, 788, 1110)),
        paper.transpose(Image.Transpose.ROTATE_90),
        paper.transpose(Image.Transpose.ROTATE_180),
        paper.transpose(Image.Transpose.ROTATE_270),
        paper.rotate(1, Image.Resampling.BICUBIC, fillcolor="#faf7ee"),
    ]
    assert [alike(paper, copy) for copy in copies] == [True] * 8


@pytest.mark.parametrize("name", ["DEWI HANDAYANI", "SRI AYU LESTARI", "SITI RAHMADANI", "MEGA"])
def test_another_name_on_the_same_template_is_another_paper(name: str) -> None:
    assert not alike(sheet(), sheet(name, 8))


@pytest.mark.parametrize("colour", ["white", "black", "#808080"])
def test_an_empty_sheet_has_no_mark(colour: str) -> None:
    assert paper_marks(Image.new("RGB", (800, 1131), colour)) == ()


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 900), st.integers(1, 900), st.booleans())
def test_any_picture_has_four_marks_or_none(width: int, height: int, noisy: bool) -> None:
    image = (
        Image.effect_noise((width, height), 80)
        if noisy
        else Image.linear_gradient("L").resize((width, height))
    )
    assert [len(mark) for mark in paper_marks(image)] in ([], [256] * 4)
