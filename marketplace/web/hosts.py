"""The outermost door: a request for a host that is not ours is answered before anything reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marketplace.web.locale import locale_of_path

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOST = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[0-9A-Za-z._-]+))(?::[0-9]{0,5})?")
"""Told apart by this rather than by urlsplit, which drops line breaks and finds `::1` in `evil.example[::1]`."""
WORDS = {
    "id": "Alamat situs ini tidak dikenal.",
    "en": "This site does not answer to that host name.",
}
PAGE = (
    '<!doctype html><html lang="{first}"><meta charset="utf-8"><title>400</title><main><h1>400</h1>'
    '<p>{said} <span lang="{second}">{again}</span></p></main></html>'
)


class KnownHosts:
    """WSGI middleware: 400 unless the Host header names one of `hosts` (port not compared).

    The answer says it in both languages, first in the one the path asks for, else in `default`.
    """

    def __init__(self, application: WSGIApplication, hosts: frozenset[str], default: str = "id") -> None:
        self.application = application
        self.hosts = hosts
        self.default = default

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> object:
        if _host(environ.get("HTTP_HOST", "")) in self.hosts:
            return self.application(environ, start_response)
        answer = _page(locale_of_path(environ.get("PATH_INFO", "")) or self.default)
        start_response(
            "400 Bad Request",
            [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Length", str(len(answer))),
                ("Cache-Control", "no-store"),
                ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
        return [answer]


def _page(first: str) -> bytes:
    second = next(locale for locale in WORDS if locale != first)
    page = PAGE.format(first=first, said=WORDS[first], second=second, again=WORDS[second])
    return page.encode()


def _host(header: str) -> str:
    """The host name in a Host header, lower-case, without its port; empty where it cannot be read."""
    match = HOST.fullmatch(header)
    return (match["six"] or match["name"]).lower() if match else ""
