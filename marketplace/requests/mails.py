"""Letters about custom requests. Neither side's way to be reached stands in any of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.accounts.mails import tell
from marketplace.database.session import session
from marketplace.notices import buyers, matters
from marketplace.notices.rules import Subject
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
    secret: str,
    at: datetime,
    maker: str = "",
    note: str = "",
) -> None:
    """Tell the buyer, with the private link; `note` is the token of an order note."""
    blanks: dict[str, Any] = {"where": ["requests.show", {"token": links.token_of(request, secret)}]}
    if note:
        blanks["where"] = ["order_notes.show", {"token": note}]
    buyers.tell(
        REQUEST,
        request,
        "request_news",
        key=f"request-{deed}-{key}",
        at=at,
        deed=deed,
        maker=maker,
        **blanks,
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
