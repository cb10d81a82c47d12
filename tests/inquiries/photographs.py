"""Photos for tests of talks: good ones, and ones that are none."""

from __future__ import annotations

import re
from io import BytesIO

from tests.adapters.images.samples import png_claiming, quarters, saved

GOOD = saved(quarters(), "jpeg")
OTHER = saved(quarters(300, 200), "png")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BOMB = png_claiming(60_000, 60_000)
EMOJI = "\U0001f600".encode() * 2_600_000


def files(*contents: bytes, name: str = "foto") -> list[tuple[BytesIO, str]]:
    """Return what the test client sends as files, called foto1.jpg, foto2.jpg, …"""
    return [(BytesIO(one), f"{name}{number}.jpg") for number, one in enumerate(contents, 1)]


def csrf(page: str) -> str:
    """Return the token of a page's form."""
    return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]


def kept(page: str) -> list[str]:
    """Return the signed names of photos a refused form brings along."""
    return re.findall(r'name="kept" value="([^"]+)"', page)


def pictures(page: str) -> list[str]:
    """Return the addresses of the small copies on a page."""
    return re.findall(r'<img src="([^"]+/photos/\d+/thumb)"', page)
