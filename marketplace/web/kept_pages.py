"""Public pages for anonymous readers, answered whole from what was made before, as long as nothing has changed.

A page is kept when its door says so (`@public(kept=True)`), it was read without a session and carries neither cookie
nor anything of its reader. It is found by all that it depends on: address and language, the parameters pages know
(`web/questions`), `Save-Data`, the encoding. It holds for the local day; a page that tells the time (`tells_the_time`)
for that minute. And it holds for the versions of the public data (`adapters/versions`) that were committed before it
was made: of everything, or where it says whose it is (`hangs_on`), of what belongs to that artisan and of what all
share. Versions are asked for each time, so no copy outlives a change; a page made while something changed is newer
than its version, and made again.

Others are told `no-cache`: browsers and proxies may keep a page and must ask before each use, for a badge is about
today. Limits of a route are not asked for a page that is kept: they are there because making it is dear.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from flask import Flask, Response, g, has_request_context, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from marketplace.adapters.pages.port import KeptPage, Pages
from marketplace.adapters.pages.values import Values
from marketplace.adapters.versions.port import Versions
from marketplace.adapters.versions.scopes import EVERYTHING, SHARED, of_artisan
from marketplace.adapters.versions.watch import Watch
from marketplace.database.base import db
from marketplace.toolbox import Toolbox, toolbox
from marketplace.web.doors import door_of
from marketplace.web.identity import cookie_name, session_token
from marketplace.web.questions import known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OFFER = "marketplace.kept_page"
KNOWN = frozenset({"cookie", "accept-encoding", "save-data"})
"""What a kept page may vary by."""
LONGEST = 500
"""Characters of an address and its question; a longer one is nobody's second visit. Of a header that is read, too."""
NO_VERSION = "?"
"""Of a scope: the page was made, but under which version is not known; before the next one is made, it is asked for."""
OWN = frozenset({"x-request-id", "set-cookie", "date"})
ENTITY = frozenset({"content-type", "content-length", "content-encoding"})
CONTROL = "public, no-cache"
log = logging.getLogger("marketplace.requests")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Offer:
    """Where a page may be kept that is being made, and what it will hold for: versions read before it was begun."""

    name: str
    encoding: str
    versions: Mapping[str, str]
    day: str
    minute: str


class _Now:
    """The versions as one request finds them, each asked for once."""

    def __init__(self, versions: Versions, day: str, minute: str) -> None:
        self._versions, self.day, self.minute = versions, day, minute
        self.read: dict[str, str] = {}

    def knows(self, *scopes: str) -> bool:
        """Read what was not read yet; False where nothing may be kept."""
        if EVERYTHING not in self.read or any(scope not in self.read for scope in scopes):
            self.read = dict(self._versions.now(scopes) or {})
        return bool(self.read)

    def holds(self, page: KeptPage) -> bool:
        """Whether a page shows what is committed now, today."""
        scopes = [scope for scope, _ in page.versions]
        return (
            self.knows(*scopes)
            and all(self.read[scope] == version for scope, version in page.versions)
            and page.moment == (self.minute if page.by_minute else self.day)
        )


def wrap(app: Flask, inner: WSGIApplication) -> WSGIApplication:
    """Put kept pages before the application, where the settings give them room."""
    box: Toolbox = app.extensions["toolbox"]
    if box.pages is None:
        return inner
    with app.app_context():
        box.versions = Watch(db.engine.url, db.metadata)
        cookies = (cookie_name(), app.config["SESSION_COOKIE_NAME"])
    return KeptPages(inner, box, box.pages, box.versions, cookies, _beginnings(app))


def _beginnings(app: Flask) -> frozenset[str]:
    """The first parts of the addresses under which pages are kept: for pictures and probes nobody is asked anything."""
    rules = (rule for rule in app.url_map.iter_rules() if (door := door_of(app, rule.endpoint)) and door.kept)
    return frozenset(rule.rule.split("/", 2)[1] for rule in rules)


class KeptPages:
    """WSGI middleware around the application, inside the language prefix."""

    def __init__(
        self,
        application: WSGIApplication,
        box: Toolbox,
        pages: Pages,
        versions: Versions,
        cookies: Iterable[str],
        beginnings: frozenset[str],
    ) -> None:
        self.application, self._beginnings = application, beginnings
        self._box, self._pages, self._versions = box, pages, versions
        self._cookies = tuple(f"{name}=" for name in cookies)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = time.perf_counter()
        encoding = _encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        name = self._name(environ, encoding)
        if name is None or encoding is None:
            return self.application(environ, start_response)
        local = self._box.local(self._box.clock()).isoformat()
        now = _Now(self._versions, local[:10], local[:16])
        page = self._pages.look(name, now.holds)
        if page is not None:
            return self._answer(page, environ, start_response, began)
        if environ["REQUEST_METHOD"] == "GET" and now.knows():
            environ[OFFER] = Offer(name, encoding, now.read, now.day, now.minute)
        return self.application(environ, start_response)

    def _name(self, environ: WSGIEnvironment, encoding: str | None) -> str | None:
        """All that the page depends on in one string; None where the answer is for this visitor alone."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or encoding is None:
            return None
        cookies = environ.get("HTTP_COOKIE", "")
        if cookies and any(name in cookies for name in self._cookies):
            return None
        path, query = environ.get("PATH_INFO", ""), known(environ.get("QUERY_STRING", ""))
        if len(path) + len(query) > LONGEST or path[1:].partition("/")[0] not in self._beginnings:
            return None
        light = environ.get("HTTP_SAVE_DATA", "").strip().lower() == "on"
        return "\n".join([environ.get("SCRIPT_NAME", ""), path, query, "light" if light else "", encoding])

    def _answer(
        self, page: KeptPage, environ: WSGIEnvironment, start_response: StartResponse, began: float
    ) -> Iterable[bytes]:
        reads = environ["REQUEST_METHOD"] == "GET"
        if reads and page.row_id is not None:
            self._box.visits_of(page.row_kind).note(page.row_id, self._box.today())
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


def _encoding(header: str) -> str | None:
    """Which of our encodings `web/compression` chooses for this header; None for one too long to be a browser's."""
    return _chosen(header) if len(header) <= LONGEST else None


@lru_cache(maxsize=256)
def _chosen(header: str) -> str:
    accepted = parse_accept_header(header, Accept)
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


def hangs_on(*artisan_ids: int) -> None:
    """Say that the page being made shows nothing but what belongs to these artisans, and what all share.

    Said of none: nothing of anybody. A page that does not say it hangs on everything.
    """
    if has_request_context():
        g.hangs_on = (SHARED, *map(of_artisan, artisan_ids))


def kept_value(name: Hashable, make: Callable[[], T]) -> T:
    """Return a value that depends on its name and the public data alone: one made since the same version was read.

    The version is the one that was read before this page was begun, so that the value is never older than the request.
    Where none was read (nothing is kept, or the answer is for this visitor alone) it is made.
    """
    offer: Offer | None = request.environ.get(OFFER) if has_request_context() else None
    if offer is None or EVERYTHING not in offer.versions:
        return make()
    values: Values = toolbox().values
    return values.of(offer.versions[EVERYTHING], name, make)


def leave_out() -> None:
    """Say that the page being made depends on more than the database, or must be made to be counted: it is not kept."""
    if has_request_context():
        g.left_out = True


def count_reader(box: Toolbox, kind: str, row_id: int) -> None:
    """Count a reader of this row today, and those answered from what is kept; `kind` as in `Toolbox.visits_of`."""
    if request.method == "GET":
        box.visits_of(kind).note(row_id, box.today())
        g.read_row = kind, row_id


def keep(app: Flask, response: Response) -> None:
    """Keep an answer that is finished, ETag included, where its door and the answer itself allow it."""
    offer: Offer | None = request.environ.get(OFFER)
    door = door_of(app, request.endpoint)
    box: Toolbox = app.extensions["toolbox"]
    pages = box.pages
    if offer is None or pages is None or door is None or not door.kept or g.get("left_out"):
        return
    if not _is_for_all(response, offer):
        return
    versions = _made_under(offer, g.get("hangs_on", (EVERYTHING,)), box.versions)
    if versions is None:
        return
    told = bool(g.get("tells_the_time"))
    etag, _ = response.get_etag()
    row_kind, row_id = g.get("read_row", ("", None))
    page = KeptPage(
        versions=versions,
        moment=offer.minute if told else offer.day,
        by_minute=told,
        etag=f'"{etag}"',
        headers=tuple((name, value) for name, value in response.headers if name.lower() not in OWN),
        body=b"" if NO_VERSION in dict(versions).values() else response.get_data(),
        endpoint=request.endpoint or "",
        rule=request.url_rule.rule if request.url_rule else "",
        row_id=row_id,
        row_kind=row_kind,
    )
    pages.put(offer.name, page)


def _made_under(
    offer: Offer, scopes: tuple[str, ...], versions: Versions | None
) -> tuple[tuple[str, str], ...] | None:
    """Return the versions a page was made under; None where they can no longer be told.

    Whose page it is was known before where one lay there already. Else the versions are asked for now, and count if
    nothing at all has changed meanwhile; otherwise it is only noted whose it is, for who makes it next.
    """
    read = offer.versions
    if not all(scope in read for scope in scopes):
        now = versions.now(scopes) if versions is not None else None
        if now is None:
            return None
        same = now[EVERYTHING] == read[EVERYTHING]
        read = now if same else dict.fromkeys(scopes, NO_VERSION)
    return tuple((scope, read[scope]) for scope in scopes)


def _is_for_all(response: Response, offer: Offer) -> bool:
    return (
        response.status_code == 200
        and session_token() is None
        and "Set-Cookie" not in response.headers
        and response.headers.get("Cache-Control") == CONTROL
        and {name.lower() for name in response.vary} <= KNOWN
        and not response.is_streamed
        and response.headers.get("Content-Encoding", "") in ("", offer.encoding)
    )
