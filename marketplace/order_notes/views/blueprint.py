"""The blueprint of the buyer's pages, what all of them answer with, and the notes beside a talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, url_for

from marketplace.inquiries import blocks
from marketplace.inquiries.operations import sender_key
from marketplace.order_notes import operations
from marketplace.order_notes.pages import beside_talk
from marketplace.toolbox import toolbox

if TYPE_CHECKING:
    from marketplace.order_notes.models import OrderNote

blueprint = Blueprint("order_notes", __name__)
FLOOD = "120 per hour"
"""Posts of one address, good or bad; the finer limits keep what was typed and say how long to wait."""


@blueprint.app_template_global("order_notes_of_talk")
def _of_talk(thread: Any) -> list[tuple[str, OrderNote]]:
    """The notes of a talk with the buyer's address of each, for the private page of the talk."""
    secret = toolbox().settings.secret_key
    return [
        (url_for("order_notes.show", token=operations.link_token(note, secret)), note)
        for note in beside_talk(thread)
    ]


@blueprint.app_template_global("order_notes_of_studio_talk")
def _of_studio_talk(thread: Any) -> list[tuple[str, OrderNote]]:
    """The same for the artisan's page of the talk."""
    return [(url_for("studio.order", code=note.code), note) for note in beside_talk(thread)]


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
