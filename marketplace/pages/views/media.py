"""Public files: renditions of photographs. Private files have no address here."""

from __future__ import annotations

from os import SEEK_END

from flask import Response, send_file

from marketplace.access import policy
from marketplace.access.permissions import Permission
from marketplace.adapters.storage.port import MEDIA_TYPES, YEAR
from marketplace.kit.errors import Gone, NotFound
from marketplace.listings.withheld import withheld
from marketplace.pages.views.blueprint import blueprint
from marketplace.pictures.queries import colour_behind
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.identity import maybe_actor

ALONE = "default-src 'none'; sandbox"
GROUND = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 5" preserveAspectRatio="none">'
    '<rect width="4" height="5" fill="{}"/></svg>'
)
MAY_SEE = (Permission.EDIT_LISTING, Permission.MODERATE_LISTING)


@blueprint.get("/media/<path:key>")
@public
def media(key: str) -> Response:
    """Serve one public file. Its name is the digest of its bytes, so it may be kept for ever.

    Where the file of a picture is lost, its colour takes the place of a broken image, under 404 and kept by nobody.
    Photos of a bag that was taken down are gone for everybody but its maker and officers, and kept by neither.
    """
    kind = MEDIA_TYPES.get(key.rpartition(".")[2])
    if kind is None:
        raise NotFound()
    whose = withheld(key)
    if whose is not None:
        actor = maybe_actor()
        if not any(policy.allows(actor, right, whose) for right in MAY_SEE):
            raise Gone("listing.gone")
    try:
        file = toolbox().public_files.open(key)
    except NotFound:
        return _ground(key)
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
    if whose is not None:
        response.cache_control.clear()
        response.cache_control.private = response.cache_control.no_store = True
        response.headers.pop("Expires", None)
    else:
        response.cache_control.public = True
        response.cache_control.immutable = True
    response.headers["Content-Security-Policy"] = ALONE
    return response


def _ground(key: str) -> Response:
    colour = colour_behind(key)
    if colour is None:
        raise NotFound()
    response = Response(GROUND.format(colour), 404, mimetype="image/svg+xml")
    response.cache_control.no_store = True
    response.headers["Content-Security-Policy"] = ALONE
    return response
