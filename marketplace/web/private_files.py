"""Showing a picture out of the private storage to the one person who may see it now."""

from __future__ import annotations

from hashlib import sha256

from flask import Response, request, send_file

from marketplace.kit.errors import NotFound
from marketplace.toolbox import toolbox

MEDIA_TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
"""What viewing pages are made of; nothing else is ever shown."""


def members_picture(key: str, name: str) -> Response:
    """Return a picture to one who may see it as often as she likes: her own browser keeps it, and asks us each time.

    So it crosses a slow line once, and whoever signs out, or loses the talk, is shown nothing.
    """
    response = _picture(key, name)
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(sha256(key.encode()).hexdigest()[:32])
    response.make_conditional(request)
    return response


def private_picture(key: str, name: str) -> Response:
    """Return a viewing page to look at, kept by nobody. `name` is made up by us, never what the upload was called.

    The file is opened here and read after the transaction, so a slow line holds no lock.
    """
    response = _picture(key, name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _picture(key: str, name: str) -> Response:
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
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
