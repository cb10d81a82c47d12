"""The buyer's pages, behind the private link of her note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, url_for

from marketplace.disputes.views import seats
from marketplace.disputes.views.blueprint import blueprint
from marketplace.disputes.views.seats import Seat
from marketplace.extensions import limiter
from marketplace.inquiries.rules import Side
from marketplace.order_notes import operations as orders
from marketplace.order_notes.views.blueprint import FLOOD, opened, private
from marketplace.web.doors import public
from marketplace.web.identity import maybe_actor

if TYPE_CHECKING:
    from marketplace.order_notes.models import OrderNote

NOTE = "/orders/<token>"


@blueprint.get(f"{NOTE}/dispute")
@public
def write(token: str) -> Response:
    """The form that opens a dispute."""
    return seats.write(_seat(token))


@blueprint.post(f"{NOTE}/dispute")
@public(form=True, uploads=True)
@limiter.limit(FLOOD)
def begin(token: str) -> Response:
    """Open it."""
    return seats.begin(_seat(token))


@blueprint.get(f"{NOTE}/disputes/<int:dispute_id>")
@public
def show(token: str, dispute_id: int) -> Response:
    """One dispute over the note."""
    return seats.show(_seat(token), dispute_id)


@blueprint.post(f"{NOTE}/disputes/<int:dispute_id>/<action>")
@public(form=True, uploads=True)
@limiter.limit(FLOOD)
def act(token: str, dispute_id: int, action: str) -> Response:
    """Reply, propose, accept or take back."""
    return seats.act(_seat(token), dispute_id, action)


@blueprint.get(f"{NOTE}/disputes/<int:dispute_id>/photos/<int:photo_id>")
@public
def photo(token: str, dispute_id: int, photo_id: int) -> Response:
    """One photo that came with it."""
    return seats.photo(_seat(token), dispute_id, photo_id)


def _seat(token: str) -> Seat:
    actor = maybe_actor()

    def find(lock: bool) -> OrderNote:
        return opened(token, lock=lock)

    return Seat(
        Side.BUYER,
        "layouts/base.html",
        find,
        lambda note: orders.buyer_of(note, actor),
        url_for("order_notes.show", token=token),
        private,
    )
