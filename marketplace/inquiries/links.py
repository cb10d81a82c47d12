"""The buyer's private links: random, kept as digests, and a new one with each answer that is sent to her.

Nothing of a link can be worked out from the thread's number or from a secret of the server. Once a newer one was sent,
an older one works for LINK_GRACE, and says afterwards that a newer one is in the mail.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, delete, or_, select
from sqlalchemy.orm import joinedload

from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.inquiries.models import Thread, ThreadLink
from marketplace.inquiries.queries import of_listing, of_messages
from marketplace.inquiries.rules import REPLACED_KEPT, still_works
from marketplace.kit.errors import Gone, NotFound
from marketplace.kit.tokens import digest, new_token

LINK_REPLACED = "inquiry.link_replaced"


def give(thread: Thread, *, at: datetime) -> str:
    """Make one more link to a thread, beside those there are; returns its token, which is kept nowhere."""
    token = new_token()
    thread.links.append(ThreadLink(digest=digest(token), given_at=at))
    session.flush()
    return token


def rotate(thread: Thread, *, at: datetime) -> str:
    """Make a link that takes the place of all there are; returns its token."""
    for link in thread.links:
        link.replaced_at = link.replaced_at or at
    return give(thread, at=at)


def again(thread: Thread, *, at: datetime) -> str:
    """Make a link for whoever pressed the button twice, and may not have seen the first; only one of them lasts.

    It is the one in her letter; without a letter it is this one.
    """
    if thread.buyer_email is None:
        return rotate(thread, at=at)
    token = give(thread, at=at)
    thread.links[-1].replaced_at = at
    session.flush()
    return token


def prune(at: datetime) -> int:
    """Delete the links of talks whose time is over, and those replaced long ago; return how many."""
    over = select(Thread.id).where(Thread.links_end_at <= at)
    gone: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(ThreadLink)
        .where(or_(ThreadLink.replaced_at <= at - REPLACED_KEPT, ThreadLink.thread_id.in_(over)))
        .execution_options(synchronize_session=False)
    )
    return gone.rowcount


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
