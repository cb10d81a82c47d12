"""The blueprint the buyer's pages share, and what all of them do with what is sent to them."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request

from marketplace.inquiries import operations, photos
from marketplace.inquiries.rules import MAX_ONCE
from marketplace.kit.errors import TooMany
from marketplace.kit.tokens import digest
from marketplace.toolbox import toolbox
from marketplace.web.forms import Form
from marketplace.web.identity import maybe_actor
from marketplace.web.private_files import members_picture

if TYPE_CHECKING:
    from marketplace.inquiries.models import MessagePhoto, Thread
    from marketplace.inquiries.rules import Side

blueprint = Blueprint("inquiries", __name__)
FLOOD = "120 per hour"
"""Posts of one address, good or bad; the finer limits keep what was typed and say how long to wait."""
HOUR = 3600
MARK = re.compile(rf"[A-Za-z0-9_-]{{16,{MAX_ONCE}}}")
LAST_MARKS = 10


def admit(listing_id: int, contact: str, *, begins: bool = False) -> None:
    """Count the message against every limit; raises TooMany."""
    box = toolbox()
    operations.admit(
        listing_id,
        contact,
        address=request.remote_addr or "",
        secret=box.settings.secret_key,
        actor=maybe_actor(),
        at=box.clock(),
        begins=begins,
    )


def told_to_wait(form: Form[Any], refusal: TooMany) -> Form[Any]:
    """Say beside the message how long to wait; what was typed stays."""
    if refusal.retry_after > 2 * HOUR:
        form.fail("message", "inquiry.too_many_hours", hours=ceil(refusal.retry_after / HOUR))
    else:
        form.fail("message", "inquiry.too_many", minutes=ceil(refusal.retry_after / 60))
    return form


def too_many(response: Response, refusal: TooMany) -> Response:
    """Tell programs as well when to come again."""
    response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def once_of() -> str | None:
    """Return the mark of the form that was sent (`static/js/saying.js` makes it); None for what is no mark."""
    mark = request.form.get("once", "")
    return mark if MARK.fullmatch(mark) else None


def draft_key(thread: Thread, side: Side) -> str:
    """Return what a browser keeps the draft of a talk under: it leads nowhere, and both sides have their own."""
    return digest(f"{toolbox().settings.secret_key}:draft:{thread.id}:{side}")[:24]


def arrived(thread: Thread, side: Side) -> str:
    """Return the marks of one side's last messages, so that their drafts are forgotten."""
    marks = [message.once for message in thread.messages if message.side is side and message.once]
    return " ".join(marks[-LAST_MARKS:])


def private_picture(photo: MessagePhoto, size: str) -> Response:
    """Show one copy ("view", "thumb") of a photo to a member of its talk; its address is told to no other site.

    NotFound for a copy there is not.
    """
    response = members_picture(photos.file_of(photo, size), f"photo-{photo.id}-{size}")
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def private(response: Response) -> Response:
    """What only the two sides of a talk may read: kept nowhere, listed nowhere, its address told to no other site."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
