"""A page behind a secret address is kept and listed nowhere, and its address is told to nobody."""

from __future__ import annotations

from flask import Response

from marketplace.requests.views.blueprint import private


def test_a_private_page_says_so_in_its_headers():
    headers = private(Response("x")).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert (headers["Referrer-Policy"], headers["X-Robots-Tag"]) == ("no-referrer", "noindex")
