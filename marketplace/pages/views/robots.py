"""For search engines: what not to read, and where everything is."""

from __future__ import annotations

from flask import Response, make_response

from marketplace.pages.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.kept_pages import hangs_on
from marketplace.web.links import absolute_url
from marketplace.web.locale import LOCALES, prefix_of

PRIVATE = (
    "/account",
    "/studio",
    "/desk",
    "/inquiries",
    "/reset",
    "/sign-in",
    "/sign-up",
    "/invitation",
    "/products/*/whatsapp",
)


@blueprint.get("/robots.txt")
@public(kept=True)
def robots() -> Response:
    """Public pages may be read; private areas are not worth the trip."""
    hangs_on()
    lines = [
        "User-agent: *",
        *(f"Disallow: {prefix}{path}" for path in PRIVATE for prefix in map(prefix_of, LOCALES)),
    ]
    lines.append(f"Sitemap: {absolute_url('feeds.sitemap', locale=toolbox().settings.locale)}")
    return _typed("\n".join(lines) + "\n", "text/plain; charset=utf-8")


def _typed(body: str, kind: str) -> Response:
    response = make_response(body)
    response.headers["Content-Type"] = kind
    return response
