"""The private links that open a registration for whoever registered; they work until it is forgotten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from marketplace.database import private_links
from marketplace.database.session import session
from marketplace.kit.errors import Gone, NotFound
from marketplace.kit.tokens import digest, still_works
from marketplace.registrations import queries
from marketplace.registrations.models import Registration, RegistrationLink

LINK_REPLACED = "registration.link_replaced"


def give(registration: Registration, *, at: datetime) -> str:
    """Make one more link beside those there are; returns its token, which is kept nowhere."""
    return private_links.give(registration.links, RegistrationLink, at=at)


def rotate(registration: Registration, *, at: datetime) -> str:
    """Make a link that takes the place of all there are; returns its token."""
    return private_links.rotate(registration.links, RegistrationLink, at=at)


def newest(registration: Registration, *, at: datetime) -> str:
    """Make a link for whoever pressed the button twice; only one lasts: the letter's, or this one without a letter."""
    if registration.email is None:
        return rotate(registration, at=at)
    return private_links.lend(registration.links, RegistrationLink, at=at)


def held(registration: Registration, token: str) -> RegistrationLink | None:
    """Return the registration's own link that this token is."""
    return next((link for link in registration.links if link.digest == digest(token)), None)


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
