"""Public pages for anonymous readers, answered whole from what was made before, as long as nothing has changed.

A page is kept when its door says so (`@public(kept=True)`), it was read without a session and carries neither cookie
nor anything of its reader. It is found by all that it depends on: address and language, `Save-Data`, whether a script
asked for a part, the encoding. It holds for the version of the public data (`adapters/versions`) that was committed
before it was made, and for the local day; a page that tells the time (`tells_the_time`) for that minute. The version is
asked for each time, so no copy outlives a change; a page made while something changed is newer than its version, and
made again.

Others are told `no-cache`: browsers and proxies may keep a page and must ask before each use, for a badge is about
today. Limits of a route are not asked for a page that is kept: they are there because making it is dear.
"""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Flask, Response, g, has_request_context, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from marketplace.adapters.pages.port import KeptPage, Pages
from marketplace.adapters.versions.port import Versions
from marketplace.adapters.versions.watch import Watch
from marketplace.database.base import db
from marketplace.toolbox import Toolbox
from marketplace.web.doors import door_of
from marketplace.web.identity import cookie_name, session_token

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OFFER = "marketplace.kept_page"
PARTS = ("HTTP_HX_REQUEST", "HTTP_HX_REQUEST_TYPE", "HTTP_HX_TARGET")
KNOWN = frozenset({"cookie", "accept-encoding", "save-data", "hx-request", "hx-request-type", "hx-target"})
"""What a kept page may vary by."""
LONGEST = 500
"""Characters of an address and its question; a longer one is nobody's second visit."""
OWN = frozenset({"x-request-id", "set-cookie", "date"})
ENTITY = frozenset({"content-type", "content-length", "content-encoding"})
CONTROL = "public, no-cache"
log = logging.getLogger("marketplace.requests")


@dataclass(frozen=True, slots=True)
class Offer:
    """Where a page may be kept that is being made, and what it will hold for."""

    name: str
    version: str
    day: str
    minute: str


def wrap(app: Flask, inner: WSGIApplication) -> WSGIApplication:
    """Put kept pages before the application, where the settings give them room."""
    box: Toolbox = app.extensions["toolbox"]
    if box.pages is None:
        return inner
    with app.app_context():
        box.versions = Watch(db.engine.url, db.metadata)
        cookies = (cookie_name(), app.config["SESSION_COOKIE_NAME"])
    return KeptPages(inner, box, box.pages, box.versions, cookies)


class KeptPages:
    """WSGI middleware around the application, inside the language prefix."""

    def __init__(
        self,
        application: WSGIApplication,
        box: Toolbox,
        pages: Pages,
        versions: Versions,
        cookies: Iterable[str],
    ) -> None:
        self.application = application
        self._box, self._pages, self._versions = box, pages, versions
        self._cookies = tuple(f"{name}=" for name in cookies)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = time.perf_counter()
        name = self._name(environ)
        version = self._versions.now() if name is not None else None
        if name is None or version is None:
            return self.application(environ, start_response)
        local = self._box.local(self._box.clock()).isoformat()
        day, minute = local[:10], local[:16]
        page = self._pages.look(name, version)
        if page is not None and page.moment == (minute if page.by_minute else day):
            return self._answer(page, environ, start_response, began)
        if environ["REQUEST_METHOD"] == "GET":
            environ[OFFER] = Offer(name, version, day, minute)
        return self.application(environ, start_response)

    def _name(self, environ: WSGIEnvironment) -> str | None:
        """All that the page depends on in one string; None where the answer is for this visitor alone."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return None
        cookies = environ.get("HTTP_COOKIE", "")
        if cookies and any(name in cookies for name in self._cookies):
            return None
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        parts = [environ.get(part, "") for part in PARTS]
        if len(path) + len(query) + sum(map(len, parts)) > LONGEST:
            return None
        light = environ.get("HTTP_SAVE_DATA", "").strip().lower() == "on"
        encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        return "\n".join(
            [environ.get("SCRIPT_NAME", ""), path, query, "light" if light else "", encoding, *parts]
        )

    def _answer(
        self, page: KeptPage, environ: WSGIEnvironment, start_response: StartResponse, began: float
    ) -> Iterable[bytes]:
        reads = environ["REQUEST_METHOD"] == "GET"
        if reads and page.row_id is not None:
            self._box.visits.note(page.row_id, self._box.today())
        request_id = secrets.token_hex(8)
        headers = [*page.headers, ("X-Request-Id", request_id)]
        body, status = page.body if reads else b"", "200 OK"
        if _is_known(page.etag, environ.get("HTTP_IF_NONE_MATCH")):
            body, status = b"", "304 NOT MODIFIED"
            headers = [one for one in headers if one[0].lower() not in ENTITY]
        start_response(status, headers)
        log.info(
            "request",
            extra={
                "request_id": request_id,
                "method": environ["REQUEST_METHOD"],
                "path": page.rule,
                "status": int(status[:3]),
                "milliseconds": round((time.perf_counter() - began) * 1000, 1),
                "endpoint": page.endpoint,
                "kept": True,
            },
        )
        return [body]


@lru_cache(maxsize=256)
def _encoding(header: str) -> str:
    """Which of our encodings `web/compression` chooses for this header."""
    accepted = parse_accept_header(header[:LONGEST], Accept)
    return next((one for one in ("br", "gzip") if accepted[one] > 0), "")


def _is_known(etag: str, header: str | None) -> bool:
    """Whether the browser says that it has this very copy (RFC 9110, 13.1.2: compared weakly)."""
    if not header:
        return False
    return header.strip() == "*" or etag in (one.strip().removeprefix("W/") for one in header.split(","))


def tells_the_time() -> None:
    """Say that the page being made tells the minute, so that it is kept no longer."""
    if has_request_context():
        g.tells_the_time = True


def leave_out() -> None:
    """Say that the page being made depends on more than the database, or must be made to be counted: it is not kept."""
    if has_request_context():
        g.left_out = True


def count_reader(box: Toolbox, row_id: int) -> None:
    """Count a reader of this row (a certificate) today, and those who will be answered from what is kept."""
    if request.method == "GET":
        box.visits.note(row_id, box.today())
        g.read_row = row_id


def keep(app: Flask, response: Response) -> None:
    """Keep an answer that is finished, ETag included, where its door and the answer itself allow it."""
    offer: Offer | None = request.environ.get(OFFER)
    door = door_of(app, request.endpoint)
    pages: Pages | None = app.extensions["toolbox"].pages
    if offer is None or pages is None or door is None or not door.kept or g.get("left_out"):
        return
    if not _is_for_all(response):
        return
    told = bool(g.get("tells_the_time"))
    etag, _ = response.get_etag()
    page = KeptPage(
        version=offer.version,
        moment=offer.minute if told else offer.day,
        by_minute=told,
        etag=f'"{etag}"',
        headers=tuple((name, value) for name, value in response.headers if name.lower() not in OWN),
        body=response.get_data(),
        endpoint=request.endpoint or "",
        rule=request.url_rule.rule if request.url_rule else "",
        row_id=g.get("read_row"),
    )
    pages.put(offer.name, page)


def _is_for_all(response: Response) -> bool:
    return (
        response.status_code == 200
        and session_token() is None
        and "Set-Cookie" not in response.headers
        and response.headers.get("Cache-Control") == CONTROL
        and {name.lower() for name in response.vary} <= KNOWN
        and not response.is_streamed
    )
