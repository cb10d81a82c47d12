"""For the editor's script: how the photos it has sent are getting on, and one taken back."""

from __future__ import annotations

from flask import Response, make_response, render_template, request

from marketplace.access.permissions import Permission
from marketplace.kit.errors import Incomplete
from marketplace.listings import photos, queries
from marketplace.listings.rules import MAX_PHOTOS
from marketplace.pictures.rules import PictureState
from marketplace.studio.bag_page import tile_of
from marketplace.studio.views.bag_photos import note_change
from marketplace.studio.views.blueprint import blueprint
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor
from marketplace.web.row_numbers import row_number


@blueprint.get("/listings/<code>/photos")
@requires(Permission.DRAFT_LISTING)
def photo_tiles(code: str) -> Response:
    """The tiles of the photos asked for by number; with `settled` only of those no longer being prepared."""
    asked = {row_number(number) for number in request.args.getlist("photo")[:MAX_PHOTOS]}
    listing = queries.own(current_actor().artisan_id, code)
    tiles = [
        tile_of(photo, number)
        for number, photo in enumerate(listing.photos, 1)
        if photo.id in asked
        and not ("settled" in request.args and photo.picture.state is PictureState.PENDING)
    ]
    return make_response(
        render_template("studio/listings/tiles.html", tiles=tiles, total=len(listing.photos))
    )


@blueprint.post("/listings/<code>/photos/<int:photo_id>/take-back")
@requires(Permission.DRAFT_LISTING)
def take_back_photo(code: str, photo_id: int) -> Response:
    """Take away a photo whose sending was cancelled too late to stop it; the last one of a bag on show stays."""
    actor = current_actor()
    listing = queries.own(actor.artisan_id, code, lock=True)
    try:
        photos.take_back(listing, photo_id, actor=actor)
        note_change(listing, actor)
    except Incomplete:
        return make_response("", 409)
    return make_response("", 204)
