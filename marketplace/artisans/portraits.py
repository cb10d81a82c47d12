"""Which picture stands for an artisan where there is room for a small one only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from marketplace.pictures.rules import PictureFormat


class _Rendition(Protocol):
    @property
    def width(self) -> int: ...
    @property
    def format(self) -> PictureFormat: ...
    @property
    def key(self) -> str: ...


class _Picture(Protocol):
    @property
    def renditions(self) -> Sequence[_Rendition]: ...


class Pictured(Protocol):
    """What is asked of an artisan here."""

    @property
    def slug(self) -> str: ...
    @property
    def techniques(self) -> Sequence[str]: ...
    @property
    def portrait(self) -> _Picture | None: ...


def face_key(artisan: Pictured) -> str | None:
    """Return the key of the lightest portrait every browser reads, or None: then the swatch stands for her."""
    if artisan.portrait is None:
        return None
    found = [each for each in artisan.portrait.renditions if each.format is PictureFormat.JPEG]
    return min(found, key=lambda each: each.width).key if found else None
