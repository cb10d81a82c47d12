"""QR codes: readable by a camera, named for those who see none."""

from __future__ import annotations

import re

import pytest
import segno
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from marketplace.web.qr import QUIET_MODULES, qr

ADDRESS = "http://127.0.0.1:8000/c/BTG-7K4P"


def dark_modules(svg: str) -> set[tuple[int, int]]:
    """Read the drawing back: each `M x y` or `m dx dy` begins a row, each `h n` draws n dark modules."""
    (path,) = re.findall(r'<path[^>]* d="([^"]+)"', svg)
    found, column, row = set(), 0.0, 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        steps = [float(number) for number in re.findall(r"-?\d*\.?\d+", numbers)]
        if command == "h":
            found |= {(int(row), int(column) + step) for step in range(int(steps[0]))}
            column += steps[0]
        elif command == "M":
            column, row = steps
        else:
            column, row = column + steps[0], row + steps[1]
    return found


@pytest.mark.parametrize("text", [ADDRESS, "a", "https://wa.me/6281234567890?text=" + "Halo%20" * 40])
def test_the_drawing_holds_every_module_and_a_quiet_zone_of_four(text: str) -> None:
    code = segno.make(text, error="m", micro=False)
    expected = {
        (row + QUIET_MODULES, column + QUIET_MODULES)
        for row, line in enumerate(code.matrix)
        for column, dark in enumerate(line)
        if dark
    }
    svg = str(qr(text, "x"))
    assert dark_modules(svg) == expected
    side = len(code.matrix) + 2 * QUIET_MODULES
    assert f'viewBox="0 0 {side} {side}"' in svg


@pytest.mark.parametrize("text", ["1", "A", ADDRESS])
def test_every_code_is_one_that_phones_read(text: str) -> None:
    """Phones read no micro codes; three finder patterns are at least 21 modules wide."""
    side = re.search(r'viewBox="0 0 (\d+)', str(qr(text, "x")))
    assert side is not None
    assert int(side[1]) >= 21 + 2 * QUIET_MODULES


@profile(max_examples=40)
@given(st.text(max_size=40))
def test_whatever_the_label_says_it_stays_a_label(label: str) -> None:
    svg = str(qr("a", label))
    assert svg.count("<svg ") == 1
    (kept,) = re.findall(r'aria-label="([^"]*)"', svg)
    assert "<" not in kept
    head = svg[: svg.index(">")]
    assert head.startswith('<svg role="img" aria-label="')
    assert set(re.findall(r' ([a-zA-Z-]+)="', re.sub(r'aria-label="[^"]*"', "", head))) == {
        "role",
        "shape-rendering",
        "width",
        "height",
        "xmlns",
        "viewBox",
    }


def test_nothing_in_it_asks_for_a_style_or_a_script() -> None:
    svg = str(qr(ADDRESS, '"><script>alert(1)</script>'))
    assert "<script" not in svg
    assert "style" not in svg
    assert "class=" not in svg
