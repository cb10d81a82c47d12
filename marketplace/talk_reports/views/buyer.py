"""The buyer's pages: behind the private link of her talk, or in her account."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import Response, url_for

from marketplace.extensions import limiter
from marketplace.inquiries import links, queries
from marketplace.inquiries.rules import Side
from marketplace.inquiries.views.blueprint import FLOOD, private
from marketplace.kit.errors import NotFound
from marketplace.talk_reports.views import seats
from marketplace.talk_reports.views.blueprint import blueprint
from marketplace.talk_reports.views.seats import Seat
from marketplace.toolbox import toolbox
from marketplace.web.doors import public, signed_in
from marketplace.web.identity import current_actor

if TYPE_CHECKING:
    from marketplace.inquiries.models import Thread

log = logging.getLogger("marketplace.talks")


@blueprint.get("/inquiries/<token>/report")
@public
def write(token: str) -> Response:
    """The form that reports a talk, for whoever holds its private link."""
    return seats.write(_behind(token))


@blueprint.post("/inquiries/<token>/report")
@public(form=True)
@limiter.limit(FLOOD)
def send(token: str) -> Response:
    """Report it."""
    return seats.send(_behind(token))


@blueprint.get("/account/talks/<int:thread_id>/report")
@signed_in
def write_own(thread_id: int) -> Response:
    """The same form for a talk of this account."""
    return seats.write(_own(thread_id))


@blueprint.post("/account/talks/<int:thread_id>/report")
@signed_in
@limiter.limit(FLOOD)
def send_own(thread_id: int) -> Response:
    """Report a talk of this account."""
    return seats.send(_own(thread_id))


def _behind(token: str) -> Seat:
    def find(lock: bool) -> Thread:
        return links.opened(token, toolbox().clock(), lock=lock).thread

    place, way = url_for("inquiries.thread", token=token), url_for("talk_reports.write", token=token)
    return Seat(Side.BUYER, "layouts/base.html", find, place, way, private)


def _own(thread_id: int) -> Seat:
    actor = current_actor()

    def find(lock: bool) -> Thread:
        try:
            return queries.thread_of_buyer(actor.id, thread_id, lock=lock)
        except NotFound:
            log.warning("account %d asked for talk %d, which is not its own", actor.id, thread_id)
            raise

    place = url_for("inquiries.own_talk", thread_id=thread_id)
    return Seat(
        Side.BUYER,
        "layouts/base.html",
        find,
        place,
        url_for("talk_reports.write_own", thread_id=thread_id),
        private,
    )
