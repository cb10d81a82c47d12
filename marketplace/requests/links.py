"""The buyer's link to a request: chance that is kept, under a secret that is not kept with it."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

from marketplace.kit.tokens import digest, new_token
from marketplace.requests.models import CustomRequest
from marketplace.requests.rules import link_ends


def token_of(request: CustomRequest, secret: str) -> str:
    """Return the token of the buyer's link."""
    mac = hmac.new(secret.encode(), f"custom-request:{request.link_seed}".encode(), sha256).digest()
    return urlsafe_b64encode(mac).rstrip(b"=").decode()


def give(request: CustomRequest, secret: str, at: datetime) -> None:
    """Make the link of a new request."""
    request.link_seed = new_token()
    request.link_digest = digest(token_of(request, secret))
    keep(request, at)


def keep(request: CustomRequest, at: datetime) -> None:
    """Keep the link alive after a step."""
    request.link_expires_at = link_ends(at, request.closes_on)
