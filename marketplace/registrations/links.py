"""The private links that open a registration for whoever registered; they work until it is forgotten."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import select

from marketplace.database import private_links
from marketplace.database.session import session
from marketplace.kit.errors import Forbidden, Gone, NotFound
from marketplace.kit.tokens import digest, new_token, still_works
from marketplace.registrations import queries
from marketplace.registrations.models import Registration, RegistrationLink

LINK_REPLACED = "registration.link_replaced"
_MARK = re.compile(r"[A-Za-z0-9_-]{43}")


def new_mark() -> str:
    """Return what tells one form that is handed out from all others."""
    return new_token()


def mark_of(text: str) -> str:
    """Return the mark a form came back with; empty for what is none."""
    return text if _MARK.fullmatch(text) else ""


def give(registration: Registration, *, at: datetime) -> str:
    """Make one more link beside those there are; returns its token, which is kept nowhere."""
    return private_links.give(registration.links, RegistrationLink, at=at)


def rotate(registration: Registration, *, at: datetime) -> str:
    """Make a link that takes the place of all there are; returns its token."""
    return private_links.rotate(registration.links, RegistrationLink, at=at)


def mark(registration: Registration, once: str, *, at: datetime) -> None:
    """Remember the form it came with for as long as a replaced link; nothing for an empty mark.

    No address has a slash where a token stands: what is kept here opens nothing.
    """
    if once:
        registration.links.append(
            RegistrationLink(digest=_marked(registration, once), given_at=at, replaced_at=at)
        )
        session.flush()


def is_marked(registration: Registration, once: str) -> bool:
    """Whether it came with this very form."""
    wanted = _marked(registration, once)
    return bool(once) and any(link.digest == wanted for link in registration.links)


def again(registration: Registration, once: str, *, at: datetime) -> str:
    """Make a link for whoever sent the very same entry again; returns its token.

    A lasting one is made for the same form alone, where no letter brought one: the first answer may never have come
    through. Whoever typed the same into another form may be a neighbour who knows all of it, and reads for a day.
    """
    if registration.email is None and is_marked(registration, once):
        return rotate(registration, at=at)
    return private_links.lend(registration.links, RegistrationLink, at=at)


def held(registration: Registration, token: str) -> RegistrationLink | None:
    """Return the registration's own link that this token is."""
    return next((link for link in registration.links if link.digest == digest(token)), None)


def require_newest(registration: Registration, token: str) -> None:
    """Raise Forbidden "registration.other_link" for a link that was replaced or lent: it may be in anybody's hands."""
    link = held(registration, token)
    if link is None or link.replaced_at is not None:
        raise Forbidden("registration.other_link")


def end_others(registration: Registration, token: str) -> None:
    """End all links but the one she came by, at once: they were sent to an address that is hers no longer."""
    registration.links[:] = [link for link in registration.links if link.digest == digest(token)]
    session.flush()


def end(registration: Registration) -> None:
    """End all links."""
    registration.links.clear()
    session.flush()


def prune(at: datetime) -> int:
    """Delete the links replaced long ago; return how many."""
    return private_links.prune(RegistrationLink, at)


def opened(token: str, at: datetime) -> Registration:
    """Return the registration behind a link. Raises NotFound for none, Gone(LINK_REPLACED) for an old one."""
    link = session.execute(
        select(RegistrationLink.registration_id, RegistrationLink.replaced_at).where(
            RegistrationLink.digest == digest(token)
        )
    ).one_or_none()
    if link is None:
        raise NotFound("registration.link")
    if not still_works(link.replaced_at, at):
        raise Gone(LINK_REPLACED)
    return queries.one(link.registration_id)


def _marked(registration: Registration, once: str) -> str:
    return digest(f"form/{registration.receipt}/{once}")
