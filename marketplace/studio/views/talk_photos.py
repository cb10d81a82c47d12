"""Photos that came with the messages of her talks."""

from __future__ import annotations

import logging

from flask import Response

from marketplace.access.permissions import Permission
from marketplace.inquiries import photos
from marketplace.inquiries.views.blueprint import private_picture
from marketplace.kit.errors import NotFound
from marketplace.studio.views.blueprint import blueprint
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor

log = logging.getLogger("marketplace.talks")


@blueprint.get("/inbox/<int:thread_id>/photos/<int:photo_id>/<size>")
@requires(Permission.WRITE_ANSWER)
def talk_photo(thread_id: int, photo_id: int, size: str) -> Response:
    """One photo of one of her talks."""
    actor = current_actor()
    try:
        found = photos.of_artisan(actor.artisan_id, thread_id, photo_id)
    except NotFound:
        log.warning(
            "account %d asked for photo %d of talk %d, which is not its own", actor.id, photo_id, thread_id
        )
        raise
    return private_picture(found, size)
