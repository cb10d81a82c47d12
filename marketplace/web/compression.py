"""Smaller answers for slow lines: text that is the same for everybody travels compressed.

Pages of a signed-in person stay as they are: compressing a secret beside text that others choose gives the secret
away by its length.
"""

from __future__ import annotations

import gzip

import brotli  # type: ignore[import-untyped]
from flask import Request, Response

SMALLEST = 1_000
"""Bytes below which compressing is not worth a header."""
BROTLI_QUALITY, GZIP_LEVEL = 4, 6
TEXTS = frozenset(
    {"image/svg+xml", "application/xml", "application/json", "application/rss+xml", "application/feed+json"}
)


def compress(response: Response, request: Request) -> Response:
    """Compress a whole textual body if the browser reads it that way; call before the ETag is made."""
    if response.direct_passthrough or response.is_streamed or "Content-Encoding" in response.headers:
        return response
    body = response.get_data()
    if len(body) < SMALLEST or not _is_text(response.mimetype):
        return response
    accepted = request.accept_encodings
    if accepted["br"] > 0:
        response.set_data(brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY))
        response.headers["Content-Encoding"] = "br"
    elif accepted["gzip"] > 0:
        response.set_data(gzip.compress(body, GZIP_LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _is_text(mimetype: str | None) -> bool:
    return mimetype is not None and (mimetype.startswith("text/") or mimetype in TEXTS)
