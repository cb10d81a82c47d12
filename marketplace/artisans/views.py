"""The knitted swatch that stands for an artisan. Her pages join bags and certificates: see `catalogue.views`."""

from __future__ import annotations

import re

from flask import Blueprint, Response, make_response, render_template

from marketplace.artisans.rules import swatch as knit_swatch
from marketplace.artisans.swatches import rows_by_yarn
from marketplace.kit.errors import NotFound
from marketplace.web.doors import public

blueprint = Blueprint("artisans", __name__)
SLUG = re.compile(r"[a-z0-9-]{1,90}", re.ASCII)


@blueprint.get("/artisans/<slug>/swatch.svg")
@public
def swatch(slug: str) -> Response:
    """Draw the swatch of this address. Asks no database: it tells nobody which artisans exist."""
    if not SLUG.fullmatch(slug):
        raise NotFound()
    sample = knit_swatch(slug)
    response = make_response(
        render_template("artisans/swatch.svg", ground=sample.ground, yarns=rows_by_yarn(sample))
    )
    response.content_type = "image/svg+xml; charset=utf-8"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "public, max-age=604800"
    response.add_etag()
    return response
