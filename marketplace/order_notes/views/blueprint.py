"""The blueprint of the buyer's pages, what all of them answer with, and the notes beside a talk."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, url_for
from flask_babel import lazy_gettext

from marketplace.inquiries import blocks
from marketplace.inquiries import links as talks
from marketplace.inquiries.senders import sender_key
from marketplace.kit.errors import Gone, NotFound
from marketplace.order_notes import links
from marketplace.order_notes.labels import TERM_WORDS
from marketplace.order_notes.pages import beside_talk
from marketplace.order_notes.rules import Delivery, ShippingBy
from marketplace.toolbox import toolbox
from marketplace.web.identity import maybe_actor
from marketplace.web.typed_words import keep_typed, name_fields

if TYPE_CHECKING:
    from marketplace.inquiries.models import Thread
    from marketplace.order_notes.models import OrderNote

log = logging.getLogger("marketplace.orders")
blueprint = Blueprint("order_notes", __name__)
NOTE = "/orders/<token>"
FLOOD = "120 per hour"
"""Posts of one address, good or bad; the finer limits keep what was typed and say how long to wait."""
name_fields(TERM_WORDS, {"delivery": Delivery, "shipping_by": ShippingBy})
name_fields({"words": lazy_gettext("What you wrote"), "email": lazy_gettext("E-mail")})


@blueprint.app_template_global("order_notes_of_talk")
def _of_talk(thread: Any, token: str) -> list[tuple[str, OrderNote]]:
    """The notes of a talk with the buyer's address of each: under the talk's link `token`, "" for her account."""
    return [
        (url_for("order_notes.show", token=links.in_talk(token, note) if token else note.code), note)
        for note in beside_talk(thread)
    ]


@blueprint.app_template_global("order_notes_of_studio_talk")
def _of_studio_talk(thread: Any) -> list[tuple[str, OrderNote]]:
    """The same for the artisan's page of the talk."""
    return [(url_for("studio.order", code=note.code), note) for note in beside_talk(thread)]


def opened(token: str, *, lock: bool = False) -> OrderNote:
    """Return the note behind what its buyer holds; what opens nothing is logged."""
    actor = maybe_actor()
    try:
        return links.opened(token, toolbox().clock(), account_id=actor.id if actor else None, lock=lock)
    except (NotFound, Gone) as refusal:
        if isinstance(refusal, NotFound):
            log.warning("no order note behind what account %s holds", actor.id if actor else "-")
        keep_typed(refusal)
        raise


def opened_talk(token: str, *, lock: bool = False) -> Thread:
    """Return the talk behind its private link, for a note that is to come of it."""
    try:
        return talks.opened(token, toolbox().clock(), lock=lock).thread
    except (NotFound, Gone) as refusal:
        keep_typed(refusal)
        raise


def is_blocked(artisan_id: int, contact: str, account_id: int | None) -> bool:
    """Whether an artisan takes nothing more from a contact or an account: no proposal, no change, no word of agreement.

    What is agreed goes its way: the steps of an agreed note stay open to both.
    """
    return blocks.is_blocked(artisan_id, sender_key(contact, toolbox().settings.secret_key), account_id)


def private(response: Response) -> Response:
    """Its address is a secret: keep the page nowhere, list it nowhere, tell the address to no other site."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
