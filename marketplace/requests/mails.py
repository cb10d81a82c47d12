"""Letters about custom requests. Neither side's way to be reached stands in any of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.accounts.mails import tell
from marketplace.adapters.mail.outbox import post
from marketplace.database.session import session
from marketplace.order_notes import links as orders
from marketplace.order_notes.models import OrderNote
from marketplace.requests import links
from marketplace.requests.models import CustomRequest, Recipient


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
    """Write to the buyer, where an address was left, with a link that takes the place of those before it.

    It leads to the request (`token` where she was given it already), or to the order note the letter is about.
    """
    if request.buyer_email is None:
        return
    where: list[Any]
    if note is not None:
        where = ["order_notes.show", {"token": orders.rotate(note, at=at)}]
    else:
        where = ["requests.show", {"token": token or links.rotate(request, at=at)}]
    post(
        session(),
        "request_news",
        request.buyer_email,
        key=f"request-{deed}-{key}",
        locale=request.locale,
        at=at,
        secret=True,
        name=request.buyer_name,
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
