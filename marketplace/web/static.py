"""Stylesheets, scripts and fonts: served beside the application, with names that change when their bytes do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whitenoise import WhiteNoise

from marketplace.settings import PROJECT, Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HASHED = re.compile(r"\.[0-9a-f]{10}\.[a-z0-9]+$")


def serve_static(application: WSGIApplication, settings: Settings) -> WhiteNoise:
    """Serve `static/dist` under `/static/dist/` with its precompressed siblings; hashed names for a year."""
    server = WhiteNoise(
        application,
        autorefresh=settings.debug,
        max_age=3600,
        immutable_file_test=lambda path, url: bool(HASHED.search(url)),
        add_headers_function=_headers,
    )
    server.add_files(str(PROJECT / "static" / "dist"), prefix="static/dist/")
    return server


def _headers(headers: object, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"  # type: ignore[index] # WhiteNoise gives a mapping
    headers["Cross-Origin-Resource-Policy"] = "same-origin"  # type: ignore[index] # WhiteNoise gives a mapping
