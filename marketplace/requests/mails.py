"""Letters about custom requests. Neither side's way to be reached stands in any of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.accounts.mails import tell
from marketplace.database.session import session
from marketplace.notices import buyers, matters
from marketplace.notices.rules import Subject
from marketplace.order_notes import mails as orders
from marketplace.order_notes.models import OrderNote
from marketplace.requests import links
from marketplace.requests.models import CustomRequest, Recipient
from marketplace.toolbox import toolbox


def _mute(request: CustomRequest, muted: bool) -> None:
    request.letters_ended_at = toolbox().clock() if muted else None


REQUEST = matters.name(
    matters.Matter(
        Subject.REQUEST,
        lambda number: session.get(CustomRequest, number),
        lambda request: request.code,
        _mute,
    )
)


def asked(recipient: Recipient, *, at: datetime) -> None:
    """Tell an artisan that a request was put to her."""
    _to_artisan(recipient, "asked", at)


def ended(recipient: Recipient, *, at: datetime) -> None:
    """Tell an artisan whose offer stood that the request has ended without it."""
    _to_artisan(recipient, "ended", at)


def to_buyer(
    request: CustomRequest,
    deed: str,
    *,
    key: object,
    at: datetime,
    maker: str = "",
    note: OrderNote | None = None,
    token: str = "",
) -> None:
    """Tell the buyer; a letter to an address carries a link that takes the place of those before it.

    It leads to the request (`token` where she was given it already), or to the order note the letter is about.
    """
    where: list[Any]
    if note is not None:
        where = ["order_notes.show", {"token": orders.newest(note, at=at)}]
    elif buyers.is_written_to(request):
        where = ["requests.show", {"token": token or links.rotate(request, at=at)}]
    else:
        where = ["requests.show", {"token": token or request.code}]
    buyers.tell(
        REQUEST,
        request,
        "request_news",
        key=f"request-{deed}-{key}",
        at=at,
        deed=deed,
        maker=maker,
        where=where,
    )


def _to_artisan(recipient: Recipient, deed: str, at: datetime) -> None:
    request = recipient.request
    tell(
        recipient.artisan.account,
        "custom_request",
        key=f"custom-request-{deed}-{recipient.id}",
        at=at,
        where=["studio.request", {"code": request.code}],
        deed=deed,
        code=request.code,
        quantity=request.quantity,
        until=request.closes_on.isoformat(),
    )
