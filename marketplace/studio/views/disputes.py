"""Pages: disputes over her order notes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import Response, url_for

from marketplace.access.permissions import Permission
from marketplace.disputes.views import seats
from marketplace.disputes.views.seats import Seat
from marketplace.inquiries.rules import Side
from marketplace.kit.errors import NotFound
from marketplace.order_notes import operations as orders
from marketplace.order_notes import queries as notes
from marketplace.studio.views.blueprint import blueprint
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor

if TYPE_CHECKING:
    from marketplace.order_notes.models import OrderNote

log = logging.getLogger("marketplace.disputes")


@blueprint.get("/orders/<code>/dispute")
@requires(Permission.ANSWER_INQUIRY)
def write_dispute(code: str) -> Response:
    """The form that opens a dispute."""
    return seats.write(_seat(code))


@blueprint.post("/orders/<code>/dispute")
@requires(Permission.ANSWER_INQUIRY, uploads=True)
def begin_dispute(code: str) -> Response:
    """Open it."""
    return seats.begin(_seat(code))


@blueprint.get("/orders/<code>/disputes/<int:dispute_id>")
@requires(Permission.ANSWER_INQUIRY)
def dispute(code: str, dispute_id: int) -> Response:
    """One dispute over a note of hers."""
    return seats.show(_seat(code), dispute_id)


@blueprint.post("/orders/<code>/disputes/<int:dispute_id>/<action>")
@requires(Permission.ANSWER_INQUIRY, uploads=True)
def act_in_dispute(code: str, dispute_id: int, action: str) -> Response:
    """Reply, propose, accept or take back."""
    return seats.act(_seat(code), dispute_id, action)


@blueprint.get("/orders/<code>/disputes/<int:dispute_id>/photos/<int:photo_id>")
@requires(Permission.ANSWER_INQUIRY)
def dispute_photo(code: str, dispute_id: int, photo_id: int) -> Response:
    """One photo that came with it."""
    return seats.photo(_seat(code), dispute_id, photo_id)


def _seat(code: str) -> Seat:
    actor = current_actor()

    def find(lock: bool) -> OrderNote:
        try:
            return notes.own(actor.artisan_id, code, lock=lock)
        except NotFound:
            log.warning("account %d asked for order note %.20s, which is not its own", actor.id, code)
            raise

    return Seat(
        Side.ARTISAN,
        "layouts/studio.html",
        find,
        lambda note: orders.artisan_of(note, actor),
        url_for(".order", code=code),
        _unkept,
    )


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-store"
    return response
