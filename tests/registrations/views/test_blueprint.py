"""Pages whose address is a secret are kept nowhere."""

from __future__ import annotations

from flask import Response

from marketplace.registrations.views.blueprint import private


def test_a_private_page_is_kept_nowhere_and_tells_no_other_site_its_address():
    headers = private(Response("x")).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Referrer-Policy"] == "no-referrer" and headers["X-Robots-Tag"] == "noindex"
