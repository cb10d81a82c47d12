"""What public pages are asked: the parameters they know, and no others.

Links shared through messengers and social media carry a mark of each click (`fbclid`, `utm_source`): to a page that
is kept it is nothing, and were it seen, every reader would have a page of his own made, and the next one his mark in
the links to the other language. So it is taken out before such a page is looked for, and before it is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

from flask import Flask
from werkzeug.exceptions import HTTPException

from marketplace.web.doors import SAFE_METHODS, door_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LISTS = {"q", "low", "high", "certified", "near", "exact", "sort", "after", "availability"}
FILTERS = {"type", "technique", "unit", "material", "colour", "band", "fits", "ready", "place", "artisan"}
VARIATION = "v"
ASKED = frozenset({*LISTS, *FILTERS, VARIATION})
"""Every parameter that some kept page reads; the tests hold this against what the features read."""


def known(query: str) -> str:
    """Return a query without the parameters no kept page knows, all others as they stand and in their order."""
    if not query:
        return query
    return "&".join(pair for pair in query.split("&") if unquote_plus(pair.partition("=")[0]) in ASKED)


class Questions:
    """WSGI middleware right around the application: pages whose door is kept see parameters they know, no others."""

    def __init__(self, app: Flask, application: WSGIApplication) -> None:
        self._app, self.application = app, application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        query = environ.get("QUERY_STRING", "")
        if (
            query
            and environ["REQUEST_METHOD"] in SAFE_METHODS
            and known(query) != query
            and self._is_kept(environ)
        ):
            environ["QUERY_STRING"] = known(query)
        return self.application(environ, start_response)

    def _is_kept(self, environ: WSGIEnvironment) -> bool:
        try:
            endpoint, _ = self._app.url_map.bind_to_environ(environ).match()
        except HTTPException:
            return False
        door = door_of(self._app, endpoint)
        return door is not None and door.kept
