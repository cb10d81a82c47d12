"""Files for programs: checkpoint, tiles, keys, proofs (C2SP tlog-tiles, tlog-proof)."""

from __future__ import annotations

from flask import Response

from marketplace.decision_log import proofs, queries
from marketplace.decision_log.labels import keys_text
from marketplace.decision_log.rules.tiles import Tile, bundle, read_number
from marketplace.decision_log.views.blueprint import blueprint
from marketplace.kit.errors import NotFound
from marketplace.web.doors import public

FOR_EVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=10"
TEXT, BYTES = "text/plain; charset=utf-8", "application/octet-stream"


@blueprint.get("/log/checkpoint")
@public
def checkpoint() -> Response:
    """The latest signed state, as a signed note."""
    latest = queries.latest_checkpoint()
    if latest is None:
        raise NotFound()
    return _file(latest.note, TEXT, SHORT)


@blueprint.get("/log/checkpoint/<int(max=2147483647):size>")
@public
def old_checkpoint(size: int) -> Response:
    """An earlier signed state, for whoever wants to know what was said when."""
    found = queries.checkpoint_of(size)
    if found is None:
        raise NotFound()
    return _file(found.note, TEXT, SHORT)


@blueprint.get("/log/tile/<int:level>/<path:number>")
@public
def tile(level: int, number: str) -> Response:
    """256 hashes of one level in a row, or fewer at the edge; one tile has one address."""
    size = queries.signed_size()
    return _file(b"".join(queries.tile_hashes(_tile(level, number), size)), BYTES, FOR_EVER)


@blueprint.get("/log/tile/entries/<path:number>")
@public
def entries(number: str) -> Response:
    """The entries under one tile of the lowest level."""
    size = queries.signed_size()
    return _file(bundle(queries.entries_of(_tile(0, number), size)), BYTES, FOR_EVER)


@blueprint.get("/log/keys")
@public
def keys() -> Response:
    """Every public key the log was ever signed with, and when it counted."""
    return _file(keys_text(queries.known_keys()), TEXT, SHORT)


@blueprint.get("/c/<code>/log-proof")
@public
def proof(code: str) -> Response:
    """The proof that the latest decision on a record is in the log."""
    return _file(proofs.proof_of_record(code).text(), TEXT, SHORT)


def _tile(level: int, number: str) -> Tile:
    try:
        return Tile(level, *read_number(number))
    except ValueError as error:
        raise NotFound() from error


def _file(data: str | bytes, kind: str, keep: str) -> Response:
    """Answer with what is the same for everybody, open to pages of other sites. Nothing at all is not found."""
    if not data:
        raise NotFound()
    response = Response(data, content_type=kind)
    response.headers["Cache-Control"] = keep
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
