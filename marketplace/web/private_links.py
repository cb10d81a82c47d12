"""Addresses of private pictures: for one account, for a quarter of an hour, saying where they were opened from.

They come on top of the question whose the picture is, which every view asks as before.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import current_app, request, url_for
from itsdangerous import BadData, URLSafeSerializer

from marketplace.kit.errors import Forbidden, Gone
from marketplace.toolbox import toolbox
from marketplace.web.identity import current_actor

VALID_FOR = timedelta(minutes=15)
NAME = "link"


def private_url(endpoint: str, **values: int) -> str:
    """Return an address that only the person now reading the page can open, until VALID_FOR is over."""
    until = int((toolbox().clock() + VALID_FOR).timestamp())
    bound = [current_actor().id, endpoint, values, request.endpoint, until]
    query: dict[str, Any] = {**values, NAME: _signer().dumps(bound)}
    return url_for(endpoint, **query)


def opened_from() -> str | None:
    """Return the page this address was made on; None for an address without a link.

    Raises Forbidden for another account's link, Gone("link.over") when its time is over or it was not
    made for this address.
    """
    token = request.args.get(NAME)
    if not token:
        return None
    try:
        account_id, endpoint, values, origin, until = _signer().loads(token)
    except (BadData, ValueError, TypeError) as error:
        raise Gone("link.over") from error
    if account_id != current_actor().id:
        raise Forbidden()
    if (endpoint, values) != (request.endpoint, request.view_args) or toolbox().clock().timestamp() >= until:
        raise Gone("link.over")
    return str(origin)


def needed(origin: str | None) -> str:
    """Return where the link came from; raises Gone("link.over") where there was none."""
    if origin is None:
        raise Gone("link.over")
    return origin


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="private picture")
