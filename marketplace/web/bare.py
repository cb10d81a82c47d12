"""Error pages for when anything may be broken: made without a request, a visitor, a database or a translation."""

from __future__ import annotations

import logging

from flask import Flask, current_app, g, request

from marketplace.toolbox import Toolbox
from marketplace.web.locale import KEY, LOCALES

STATUSES = frozenset({400, 413, 500, 503})
PLAIN = "<!doctype html><title>{0}</title><h1>{0}</h1><p>{1}</p>"
log = logging.getLogger("marketplace.errors")


def page_of(app: Flask, status: int, locale: str = "", request_id: str = "") -> str:
    """Return the page for a status, in both languages, that of `locale` first. Never fails: the rest is a plain line.

    A status without a page of its own gets the one for a request that could not be read, or for an accident.
    """
    name = status if status in STATUSES else 400 if status < 500 else 500
    box: Toolbox = app.extensions["toolbox"]
    own = box.settings.locale
    homes = {language: "/" if language == own else f"/{language}/" for language in LOCALES}
    try:
        template = app.jinja_env.get_template(f"errors/{name}.html")
        return template.render(locale=locale or own, homes=homes, request_id=request_id)
    except Exception:
        log.exception("the error page %d could not be made", name)
        return PLAIN.format(status, request_id)


def page_here(status: int) -> str:
    """Return the page for the request that is being answered."""
    return page_of(current_app, status, request.environ.get(KEY, ""), g.get("request_id", ""))
