"""Formats have the names files and browsers know them by."""

from __future__ import annotations

from marketplace.adapters.images.encoding import RECIPES, ZOOM
from marketplace.adapters.images.formats import FORMATS, ZOOM_FORMATS, Pass, PictureFormat
from marketplace.adapters.images.sizes import (
    MASTER_SIDE,
    RENDITION_WIDTHS,
    ZOOM_WIDTH,
)
from marketplace.pictures.rules import PAGE_WIDTH


def test_suffixes_and_media_types() -> None:
    assert [(f.suffix, f.media_type) for f in PictureFormat] == [
        ("jpg", "image/jpeg"),
        ("png", "image/png"),
        ("webp", "image/webp"),
        ("heic", "image/heic"),
        ("avif", "image/avif"),
        ("pdf", "application/pdf"),
    ]


def test_every_format_has_its_recipe() -> None:
    assert {which: tuple(recipes) for which, recipes in RECIPES.items()} == FORMATS
    assert tuple(ZOOM) == ZOOM_FORMATS
    assert set(FORMATS[Pass.FINE]) <= set(FORMATS[Pass.FIRST])


def test_what_a_page_names_and_what_it_does_not() -> None:
    assert max(RENDITION_WIDTHS) == PAGE_WIDTH < ZOOM_WIDTH < MASTER_SIDE
