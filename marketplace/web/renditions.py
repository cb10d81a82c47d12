"""Which light copies of a picture a page offers, worked out in one walk: a page of cards asks for dozens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

WIDEST, WIDEST_LIGHT, PLAIN = 1080, 400, 640
"""Pixels a page names on its own, for who saves data, and for a browser that does not choose."""


class Rendition(Protocol):
    """One light copy."""

    @property
    def width(self) -> int: ...
    @property
    def format(self) -> str: ...
    @property
    def key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Sources:
    """The `srcset` of each format ("" where there is none of it), and the copy for who does not choose."""

    avif: str
    webp: str
    last: str
    src: str


@dataclass(frozen=True, slots=True)
class Zoom:
    """The addresses of the widest copy every browser shows, and of lighter ones as wide."""

    href: str
    lighter: tuple[tuple[str, str], ...]


def sources(renditions: Iterable[Rendition], base: str, light: bool) -> Sources | None:
    """Return what `<picture>` names, None where nothing is ready. Wider copies than a page needs are for zooming.

    `base` stands before each key; `light` is for who saves data.
    """
    made = sorted(renditions, key=lambda one: one.width)
    if not made:
        return None
    limit = WIDEST_LIGHT if light else WIDEST
    ready = [one for one in made if one.width <= limit] or [one for one in made if one.width == made[0].width]
    sets: dict[str, list[str]] = {"avif": [], "webp": [], "jpeg": []}
    plain: dict[str, str] = {}
    for one in ready:
        address, format = base + one.key, str(one.format)
        sets[format].append(f"{address} {one.width}w")
        if one.width <= PLAIN or format not in plain:
            plain[format] = address
    avif, webp, jpeg = (", ".join(sets[format]) for format in ("avif", "webp", "jpeg"))
    last = "jpeg" if jpeg else "webp" if webp else "avif"
    return Sources(
        avif=avif if webp or jpeg else "",
        webp=webp if jpeg else "",
        last=jpeg or webp or avif,
        src=plain[last],
    )


def zoom(renditions: Iterable[Rendition], base: str) -> Zoom | None:
    """Return what the dialog for zooming shows, None where nothing is ready."""
    widest: dict[str, Rendition] = {}
    for one in sorted(renditions, key=lambda one: one.width):
        widest[str(one.format)] = one
    if not widest:
        return None
    shown = widest.get("jpeg") or widest.get("webp") or widest["avif"]
    lighter = [
        (format, base + widest[format].key)
        for format in ("avif", "webp")
        if format in widest and widest[format].width >= shown.width
    ]
    return Zoom(base + shown.key, tuple(lighter))
