"""Taking nothing more from whoever proposed an order note from a bag's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, url_for
from flask_babel import gettext as _

from marketplace.access.permissions import Permission
from marketplace.order_notes import blocking, queries
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.order_notes.models import OrderNote


@blueprint.post("/orders/<code>/block")
@requires(Permission.ANSWER_INQUIRY)
def block_buyer(code: str) -> Response:
    """Take nothing more from this buyer, about any of her bags."""
    box, actor = toolbox(), current_actor()
    note = queries.own(actor.artisan_id, code, lock=True)
    blocking.block(note, secret=box.settings.secret_key, actor=actor, at=box.clock())
    flash(_("No more messages and order notes from this contact reach you."), "ok")
    return see_other(url_for(".order", code=code))


@blueprint.post("/orders/<code>/unblock")
@requires(Permission.ANSWER_INQUIRY)
def unblock_buyer(code: str) -> Response:
    """Take messages and notes from this buyer again."""
    actor = current_actor()
    note = queries.own(actor.artisan_id, code, lock=True)
    secret = toolbox().settings.secret_key
    blocking.lift(note, secret=secret, actor=actor)
    if blocking.ended(note, secret):
        flash(_("An officer has ended the talks of you two: neither can write to the other."), "warn")
    else:
        flash(_("This contact can write to you again."), "ok")
    return see_other(url_for(".order", code=code))


def block_ways(note: OrderNote, helping: bool) -> dict[str, Any]:
    """Return what the page of a note shows of blocking: of one out of a talk nothing, that stands in the talk."""
    secret = toolbox().settings.secret_key
    alone = note.thread_id is None
    return {
        "blocked": alone and blocking.holds(note, secret),
        "ended": alone and blocking.ended(note, secret),
        "block": url_for(".block_buyer", code=note.code) if alone and not helping else "",
        "unblock": url_for(".unblock_buyer", code=note.code),
    }
