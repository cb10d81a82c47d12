"""QR codes as inline SVG."""

from __future__ import annotations

import io
from functools import lru_cache

import segno
from markupsafe import Markup, escape

QUIET_MODULES = 4


def qr(text: str, label: str) -> Markup:
    """Return the QR code of a text: rows drawn as merged runs, with the quiet zone of four modules the standard asks.

    `label` says in words where the code leads, for those who do not see it. The SVG has no size of its own; the
    style sheet gives it one, and without styles it is as wide as its column.
    """
    svg = _drawn(text)
    head = (
        f'<svg role="img" aria-label="{escape(label)}" shape-rendering="crispEdges" width="160" height="160" '
    )
    return Markup(head + svg.removeprefix("<svg "))  # noqa: S704 - drawn by segno from a text of ours


@lru_cache(maxsize=64)
def _drawn(text: str) -> str:
    """Draw a code once: finding the best mask of eight takes longer than the rest of a page."""
    code = segno.make(text, error="m", micro=False)
    drawing = io.BytesIO()
    code.save(
        drawing,
        kind="svg",
        border=QUIET_MODULES,
        xmldecl=False,
        svgns=True,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return drawing.getvalue().decode("utf-8").strip()
