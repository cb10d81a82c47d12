"""Formats have the names files and browsers know them by."""

from __future__ import annotations

from marketplace.adapters.images.formats import FINE, LIGHT, PictureFormat


def test_suffixes_and_media_types() -> None:
    assert [(f.suffix, f.media_type) for f in PictureFormat] == [
        ("jpg", "image/jpeg"),
        ("png", "image/png"),
        ("webp", "image/webp"),
        ("heic", "image/heic"),
        ("avif", "image/avif"),
        ("pdf", "application/pdf"),
    ]


def test_no_format_is_made_twice() -> None:
    assert not set(LIGHT) & set(FINE)
