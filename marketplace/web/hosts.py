"""The outermost door: a request for a host that is not ours is answered before anything reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOST = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<name>[0-9A-Za-z._-]+))(?::[0-9]{0,5})?")
"""Told apart by this rather than by urlsplit, which drops line breaks and finds `::1` in `evil.example[::1]`."""
ANSWER = (
    b'<!doctype html><html lang="id"><meta charset="utf-8"><title>400</title><main><h1>400</h1>'
    b'<p>Alamat situs ini tidak dikenal. <span lang="en">This site does not answer to that host name.</span>'
    b"</p></main></html>"
)


class KnownHosts:
    """WSGI middleware: 400 unless the Host header names one of `hosts` (port not compared)."""

    def __init__(self, application: WSGIApplication, hosts: frozenset[str]) -> None:
        self.application = application
        self.hosts = hosts

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> object:
        if _host(environ.get("HTTP_HOST", "")) in self.hosts:
            return self.application(environ, start_response)
        start_response(
            "400 Bad Request",
            [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Length", str(len(ANSWER))),
                ("Cache-Control", "no-store"),
                ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
        return [ANSWER]


def _host(header: str) -> str:
    """The host name in a Host header, lower-case, without its port; empty where it cannot be read."""
    match = HOST.fullmatch(header)
    return (match["six"] or match["name"]).lower() if match else ""
