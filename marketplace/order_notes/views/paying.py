"""The picture an artisan shows for paying, inside an agreed note alone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import Response

from marketplace.kit.errors import NotFound
from marketplace.order_notes import paying
from marketplace.order_notes.views.blueprint import NOTE, blueprint, opened
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.private_files import members_picture

if TYPE_CHECKING:
    from marketplace.order_notes.models import PaymentPicture

log = logging.getLogger("marketplace.orders")


@blueprint.get(f"{NOTE}/paying/<int:photo_id>")
@public
def paying_picture(token: str, photo_id: int) -> Response:
    """A picture the note shows, for whoever holds it."""
    note = opened(token)
    try:
        return payment_picture(paying.picture_of(note, photo_id, toolbox().today()))
    except NotFound:
        log.warning(
            "picture %d was asked for through order note %s, which does not show it", photo_id, note.code
        )
        raise


def payment_picture(picture: PaymentPicture) -> Response:
    """Return the copy that is shown. NotFound while there is none."""
    if picture.view_key is None:
        raise NotFound()
    response = members_picture(picture.view_key, f"payment-{picture.id}")
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
