"""What opens a request for its buyer: her private links, a new one with each letter, and her account by the code."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, false, or_, select

from marketplace.database import private_links
from marketplace.database.session import session
from marketplace.kit.errors import Gone, NotFound, SignInRequired
from marketplace.kit.tokens import digest, still_works
from marketplace.requests import queries
from marketplace.requests.models import CustomRequest, RequestLink
from marketplace.requests.rules import CODE_LENGTH, link_ends

LINK_REPLACED = "request.link_replaced"


def give(request: CustomRequest, *, at: datetime) -> str:
    """Make one more link to a request, beside those there are; returns its token, which is kept nowhere."""
    return private_links.give(request.links, RequestLink, at=at)


def rotate(request: CustomRequest, *, at: datetime) -> str:
    """Make a link that takes the place of all there are; returns its token."""
    return private_links.rotate(request.links, RequestLink, at=at)


def again(request: CustomRequest, *, at: datetime) -> str:
    """Make a link for whoever pressed the button twice; only one lasts: the letter's, or this one without a letter."""
    if request.buyer_email is None:
        return rotate(request, at=at)
    return private_links.lend(request.links, RequestLink, at=at)


def held(request: CustomRequest, token: str) -> RequestLink | None:
    """Return the request's own link that this token is; None where it was opened by its account."""
    return next((link for link in request.links if link.digest == digest(token)), None)


def keep(request: CustomRequest, at: datetime) -> None:
    """Keep the links alive after a step."""
    request.link_expires_at = link_ends(at, request.closes_on)


def prune(at: datetime) -> int:
    """Delete the links replaced long ago; return how many."""
    return private_links.prune(RequestLink, at)


def opened(token: str, at: datetime, *, account_id: int | None, lock: bool = False) -> CustomRequest:
    """Return the request behind what its buyer holds; for the account that holds it no link runs out.

    Raises NotFound where there is none or its time is over, Gone(LINK_REPLACED) where a newer one was sent, and
    SignInRequired for its code while nobody is signed in. `lock` holds the request until the transaction has ended:
    takes of one request come one after another.
    """
    if len(token) == CODE_LENGTH:
        if account_id is None:
            raise SignInRequired()
        return queries.one(CustomRequest.code == token, _of_account(account_id), lock=lock)
    link = session.execute(
        select(RequestLink.request_id, RequestLink.replaced_at).where(RequestLink.digest == digest(token))
    ).one_or_none()
    if link is None:
        raise NotFound("request.link")
    alive = or_(CustomRequest.link_expires_at > at, _of_account(account_id))
    request = queries.one(CustomRequest.id == link.request_id, alive, lock=lock)
    if not still_works(link.replaced_at, at) and (
        account_id is None or request.buyer_account_id != account_id
    ):
        raise Gone(LINK_REPLACED)
    return request


def _of_account(account_id: int | None) -> ColumnElement[bool]:
    return false() if account_id is None else CustomRequest.buyer_account_id == account_id
