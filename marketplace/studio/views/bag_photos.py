"""Photos sent to a bag: by the form all at once, by the script one by one; their order after a drag."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, request

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.extensions import limiter
from marketplace.helping import deeds
from marketplace.helping.rules import Deed
from marketplace.kit.errors import BadRequest, Conflict, Refusal
from marketplace.listings import operations, photos, queries
from marketplace.listings.rules import MAX_PHOTOS, to_change
from marketplace.pictures import operations as pictures
from marketplace.pictures.operations import StoredPicture
from marketplace.studio.bag_page import tile_of
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.errors import status_of
from marketplace.web.forms import uploaded_files
from marketplace.web.identity import current_actor, whose
from marketplace.web.labels import message
from marketplace.web.row_numbers import row_number

if TYPE_CHECKING:
    from marketplace.listings.models import Listing

LONGEST_ORDER = 20 * MAX_PHOTOS
FLOOD = "60 per minute;900 per hour"
"""Of one account: ten photos for each of ninety bags in an hour."""


@blueprint.post("/listings/<code>/photos")
@requires(Permission.DRAFT_LISTING, uploads=True)
@limiter.limit(FLOOD, key_func=whose)
def add_photo(code: str) -> Response:
    """Take one photo from the script: its tile and that for more (201), or the sentence that says what is wrong.

    With `again`, sent before without an answer, the same bytes are no mistake: the tile they have (200).
    """
    actor = current_actor()
    room = room_for(code, actor)
    stored, refused = store_photos(1 if room or "again" in request.form else 0, too_many())
    listing = queries.own(actor.artisan_id, code, lock=True)
    status = 200
    try:
        if not stored:
            raise next(iter(refused.values()), BadRequest())
        photo = photos.of_bytes(listing, stored[1]) if "again" in request.form else None
        if photo is None:
            after = row_number(request.form.get("after", ""))
            photo = photos.add(listing, stored[1], actor=actor, at=toolbox().clock(), after=after)
            note_change(listing, actor)
            status = 201
    except Refusal as refusal:
        return sentence(refusal)
    total = len(listing.photos)
    tiles = [tile_of(photo, listing.photos.index(photo) + 1)]
    return make_response(
        render_template("studio/listings/tiles.html", tiles=tiles, total=total, left=MAX_PHOTOS - total),
        status,
    )


@blueprint.post("/listings/<code>/photos/order")
@requires(Permission.DRAFT_LISTING)
def arrange_photos(code: str) -> Response:
    """Keep the order the script sends after a drag ("12,9,15"), and answer with the tiles in it."""
    actor = current_actor()
    listing = queries.own(actor.artisan_id, code, lock=True)
    sent = request.form.get("order", "")
    wanted = sent.split(",")
    try:
        if len(sent) > LONGEST_ORDER or not all(
            one.isascii() and one.isdecimal() and len(one) < 19 for one in wanted
        ):
            raise BadRequest()
        photos.arrange(listing, [int(one) for one in wanted], actor=actor)
        note_change(listing, actor)
    except Refusal as refusal:
        return sentence(refusal)
    tiles = [tile_of(photo, number) for number, photo in enumerate(listing.photos, 1)]
    return make_response(render_template("studio/listings/tiles.html", tiles=tiles, total=len(tiles)))


def room_for(code: str, actor: Actor) -> int:
    """How many photos her bag can still take: asked, and the transaction ended, before a stranger's bytes are kept."""
    with operations.lasting():
        policy.require(actor, to_change(queries.own(actor.artisan_id, code).state))
        return queries.room_for_photos(actor.artisan_id, code)


def note_change(listing: Listing, actor: Actor) -> None:
    """Keep that a helper changed the bag; of the artisan's own changes nothing."""
    deeds.note(actor, Deed.BAG_CHANGED, listing.code, listing.title, at=toolbox().clock())


def too_many() -> Conflict:
    """Return what is said of a photo there is no room for."""
    return Conflict("listing.too_many_photos", limit=MAX_PHOTOS)


def store_photos(limit: int, beyond: Refusal) -> tuple[dict[int, StoredPicture], dict[int, Refusal]]:
    """Put what was sent in the private area, numbered from 1; what is more than `limit` is refused as `beyond`.

    Outside of any transaction: files are slow.
    """
    box = toolbox()
    stored: dict[int, StoredPicture] = {}
    refused: dict[int, Refusal] = {}
    for number, file in enumerate(uploaded_files("photos"), 1):
        with closing(file):
            if number > limit:
                refused[number] = beyond
                continue
            try:
                stored[number] = pictures.store(box, file.stream.read(box.settings.photo_max_bytes + 1))
            except Refusal as refusal:
                refused[number] = refusal
    return stored, refused


def sentence(refusal: Refusal) -> Response:
    """Answer the script with one plain line."""
    return make_response(
        message(refusal.code, refusal.details),
        status_of(refusal),
        {"Content-Type": "text/plain; charset=utf-8"},
    )
