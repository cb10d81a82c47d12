"""A swatch as strokes: neighbouring stitches of one yarn are one zigzag line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import groupby

from marketplace.artisans.rules import Swatch

STITCH = 10
"""Width and height of one stitch, in units of the drawing."""


def rows_by_yarn(sample: Swatch) -> Mapping[str, str]:
    """Return for each colour the SVG path of its stitches: every stitch is a V, as in plain knitting."""
    paths: dict[str, str] = defaultdict(str)
    for number, row in enumerate(sample.stitches):
        column = 0
        for colour, run in groupby(row):
            length = sum(1 for _ in run)
            paths[colour] += f"M{column * STITCH} {number * STITCH}" + "l5 5 5-5" * length
            column += length
    return dict(paths)
