"""Photos of a talk for the buyer: behind her private link, or in her account."""

from __future__ import annotations

import logging

from flask import Response

from marketplace.inquiries import links, photos
from marketplace.inquiries.views.blueprint import blueprint, private_picture
from marketplace.kit.errors import NotFound
from marketplace.toolbox import toolbox
from marketplace.web.doors import public, signed_in
from marketplace.web.identity import current_actor

log = logging.getLogger("marketplace.talks")


@blueprint.get("/inquiries/<token>/photos/<int:photo_id>/<size>")
@public
def photo(token: str, photo_id: int, size: str) -> Response:
    """One photo, for whoever holds the private link of its talk."""
    thread_id = links.opened(token, toolbox().clock()).thread_id
    try:
        found = photos.of_thread(thread_id, photo_id)
    except NotFound:
        log.warning("the private link of talk %d asked for photo %d, which is not in it", thread_id, photo_id)
        raise
    return private_picture(found, size)


@blueprint.get("/account/talks/<int:thread_id>/photos/<int:photo_id>/<size>")
@signed_in
def own_photo(thread_id: int, photo_id: int, size: str) -> Response:
    """One photo of a talk this account began."""
    actor = current_actor()
    try:
        found = photos.of_buyer(actor.id, thread_id, photo_id)
    except NotFound:
        log.warning(
            "account %d asked for photo %d of talk %d, which is not its own", actor.id, photo_id, thread_id
        )
        raise
    return private_picture(found, size)
