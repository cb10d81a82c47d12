"""The blueprint of the buyer's pages, and what all of them answer with."""

from __future__ import annotations

from flask import Blueprint, Response

blueprint = Blueprint("requests", __name__)
FLOOD = "60 per hour"
"""Posts of one address, good or bad; the finer limits keep what was typed and say how long to wait."""


def private(response: Response) -> Response:
    """Its address is a secret: keep the page nowhere, list it nowhere, tell the address to no other site."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
