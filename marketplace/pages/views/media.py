"""Public files: renditions of photographs. Private files have no address here."""

from __future__ import annotations

from flask import Response, send_file

from marketplace.kit.errors import NotFound
from marketplace.pages.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import public

TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
YEAR = 31_536_000


@blueprint.get("/media/<path:key>")
@public
def media(key: str) -> Response:
    """Serve one public file. Its name is the digest of its bytes, so it may be kept for ever."""
    kind = TYPES.get(key.rpartition(".")[2])
    if kind is None:
        raise NotFound()
    response = send_file(
        toolbox().public_files.open(key),
        mimetype=kind,
        max_age=YEAR,
        etag=key.rpartition("/")[2].partition(".")[0],
    )
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
