"""Public files: renditions of photographs. Private files have no address here."""

from __future__ import annotations

from os import SEEK_END

from flask import Response, send_file

from marketplace.adapters.storage.port import MEDIA_TYPES, YEAR
from marketplace.kit.errors import NotFound
from marketplace.pages.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import public


@blueprint.get("/media/<path:key>")
@public
def media(key: str) -> Response:
    """Serve one public file. Its name is the digest of its bytes, so it may be kept for ever."""
    kind = MEDIA_TYPES.get(key.rpartition(".")[2])
    if kind is None:
        raise NotFound()
    file = toolbox().public_files.open(key)
    length = file.seek(0, SEEK_END)
    file.seek(0)
    response = send_file(
        file,
        mimetype=kind,
        max_age=YEAR,
        etag=key.rpartition("/")[2].partition(".")[0],
    )
    if response.status_code == 200:
        response.content_length = length
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
