"""Showing a picture out of the private storage to the one person who may see it now."""

from __future__ import annotations

from flask import Response, send_file

from marketplace.kit.errors import NotFound
from marketplace.toolbox import toolbox

MEDIA_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
"""What viewing pages are made of; nothing else is ever shown."""


def private_picture(key: str, name: str) -> Response:
    """Return a viewing page to look at, kept by nobody. `name` is made up by us, never what the upload was called.

    The file is opened here and read after the transaction, so a slow line holds no lock.
    """
    suffix = key.rpartition(".")[2]
    if suffix not in MEDIA_TYPES:
        raise NotFound("storage.missing")
    response = send_file(
        toolbox().private_files.open(key),
        mimetype=MEDIA_TYPES[suffix],
        download_name=f"{name}.{suffix}",
        conditional=False,
        etag=False,
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
