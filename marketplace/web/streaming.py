"""Long answers, written piece by piece while they are read, so that their length costs no memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from flask import Response, request, stream_with_context

GZIP = 16 + zlib.MAX_WBITS


class Streamed(Response):
    """An answer that nothing may gather into one piece."""

    implicit_sequence_conversion = False
    automatically_set_content_length = False


def streamed(pieces: Iterable[str], content_type: str, *, seconds: int, etag: str = "") -> Response:
    """Answer with the pieces, to be kept by everybody for so many seconds; 304 where the reader has them already.

    `etag` stands for the whole before a piece of it is made: for a 304 none is. It is a weak one, for the same text
    travels compressed or not.
    """
    zipped = request.accept_encodings["gzip"] > 0
    encoded = (piece.encode() for piece in pieces)
    body = _gzip(encoded) if zipped else encoded
    response = Streamed(stream_with_context(body), content_type=content_type)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    if etag:
        response.set_etag(etag, weak=True)
        response.make_conditional(request)
    return response


def _gzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    squeeze = zlib.compressobj(6, zlib.DEFLATED, GZIP)
    for piece in pieces:
        if some := squeeze.compress(piece):
            yield some
    yield squeeze.flush()
