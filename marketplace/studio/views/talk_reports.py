"""Pages: reporting one of her talks to officers."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import Response, url_for

from marketplace.access.permissions import Permission
from marketplace.inquiries import queries
from marketplace.inquiries.rules import Side
from marketplace.inquiries.views.blueprint import private
from marketplace.kit.errors import NotFound
from marketplace.studio.views.blueprint import blueprint
from marketplace.talk_reports.views import seats
from marketplace.talk_reports.views.seats import Seat
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor

if TYPE_CHECKING:
    from marketplace.inquiries.models import Thread

log = logging.getLogger("marketplace.talks")


@blueprint.get("/inbox/<int:thread_id>/report")
@requires(Permission.ANSWER_INQUIRY)
def write_talk_report(thread_id: int) -> Response:
    """The form that reports a talk."""
    return seats.write(_seat(thread_id))


@blueprint.post("/inbox/<int:thread_id>/report")
@requires(Permission.ANSWER_INQUIRY)
def send_talk_report(thread_id: int) -> Response:
    """Report it."""
    return seats.send(_seat(thread_id))


def _seat(thread_id: int) -> Seat:
    actor = current_actor()

    def find(lock: bool) -> Thread:
        try:
            return queries.own_thread(actor.artisan_id, thread_id, lock=lock)
        except NotFound:
            log.warning("account %d asked for talk %d, which is not its own", actor.id, thread_id)
            raise

    place, way = (
        url_for(".inbox_thread", thread_id=thread_id),
        url_for(".write_talk_report", thread_id=thread_id),
    )
    return Seat(Side.ARTISAN, "layouts/studio.html", find, place, way, private)
