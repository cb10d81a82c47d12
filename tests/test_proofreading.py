"""The proof-reader itself: what it lets pass about pictures, and what not."""

from __future__ import annotations

import pytest

from tests.proofreading import proofread

PAGE = '<!doctype html><html lang="en"><head><title>Bags</title></head><body><main><h1>Bags</h1>{}</main></body></html>'
FIRST = '<img src="/a" alt="" width="4" height="5" fetchpriority="high">'
LATER = '<img src="/b" alt="" width="4" height="5" loading="lazy"{}>'


def complaints(inside: str) -> list[str]:
    return proofread(PAGE.format(inside), "en")


def test_a_page_with_one_picture_first_and_the_others_later_is_right() -> None:
    wide = ' srcset="/media/a.webp 240w, /media/b.webp 1080w" sizes="100vw"'
    assert complaints(FIRST + FIRST + LATER.format("") + LATER.format(wide)) == []


@pytest.mark.parametrize(
    ("inside", "word"),
    [
        ('<img src="/a" alt="" width="4" loading="lazy">', "no width and height"),
        ('<img src="/a" alt="" width="0" height="5" loading="lazy">', "no width and height"),
        ('<img src="/a" alt="" width="4" height="5">', "neither first nor lazy"),
        (LATER.format(' fetchpriority="high"'), "first and lazy at once"),
        (FIRST * 3, "3 pictures want to be the first"),
        (LATER.format(' srcset="/media/a.webp 1600w" sizes="1px"'), "wider than 1080"),
        (LATER.format(' srcset="/media/a.webp 400w"'), "without sizes"),
        ('<picture><source srcset="/media/a.avif 1600w" sizes="1px">' + FIRST + "</picture>", "wider than"),
    ],
)
def test_every_fault_of_a_picture_is_named(inside: str, word: str) -> None:
    assert any(word in complaint for complaint in complaints(inside)), complaints(inside)
