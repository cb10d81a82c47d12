"""The buyer's private links to a talk: a new one comes with each answer that is sent to her."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.artisans.models import Artisan
from marketplace.database import private_links
from marketplace.database.session import session
from marketplace.inquiries.models import Thread, ThreadLink
from marketplace.inquiries.queries import of_listing, of_messages
from marketplace.kit.errors import Gone, NotFound
from marketplace.kit.tokens import digest, still_works

LINK_REPLACED = "inquiry.link_replaced"


def give(thread: Thread, *, at: datetime) -> str:
    """Make one more link to a thread, beside those there are; returns its token, which is kept nowhere."""
    return private_links.give(thread.links, ThreadLink, at=at)


def rotate(thread: Thread, *, at: datetime) -> str:
    """Make a link that takes the place of all there are; returns its token."""
    return private_links.rotate(thread.links, ThreadLink, at=at)


def again(thread: Thread, *, at: datetime) -> str:
    """Make a link for whoever pressed the button twice, and may not have seen the first; only one of them lasts.

    It is the one in her letter; without a letter it is this one.
    """
    if thread.buyer_email is None:
        return rotate(thread, at=at)
    return private_links.lend(thread.links, ThreadLink, at=at)


def prune(at: datetime) -> int:
    """Delete the links of talks whose time is over, and those replaced long ago; return how many."""
    over = select(Thread.id).where(Thread.links_end_at <= at)
    return private_links.prune(ThreadLink, at, ThreadLink.thread_id.in_(over))


def opened(token: str, at: datetime, *, lock: bool = False) -> ThreadLink:
    """Return the link of a token, with its thread. `lock` holds the thread until the request has ended.

    Raises NotFound where there is none or its time is over, Gone(LINK_REPLACED) where a newer one was sent.
    """
    query = (
        select(ThreadLink, Thread)
        .join(ThreadLink.thread)
        .where(ThreadLink.digest == digest(token), Thread.links_end_at > at)
        .options(
            joinedload(Thread.artisan).joinedload(Artisan.account),
            of_listing(),
            of_messages(),
        )
    )
    row = session.execute(query.with_for_update(of=Thread) if lock else query).one_or_none()
    if row is None:
        raise NotFound("inquiry.link")
    link: ThreadLink = row[0]
    if not still_works(link.replaced_at, at):
        raise Gone(LINK_REPLACED)
    return link
