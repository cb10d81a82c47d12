"""Links are given, take each other's place, are lent and forgotten."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from marketplace.database import private_links
from marketplace.inquiries.models import ThreadLink
from marketplace.kit.tokens import REPLACED_KEPT, digest, works_until


def test_a_link_that_is_lent_ends_by_itself_and_replaces_none(make, session, clock):
    thread = make.thread(token="first")
    token = private_links.lend(thread.links, ThreadLink, at=clock())
    assert [link.replaced_at for link in thread.links] == [None, clock()]
    assert thread.links[1].digest == digest(token)


def test_rotating_replaces_all_that_are_not_replaced_yet(make, session, clock):
    thread, before = make.thread(token="first"), clock() - timedelta(hours=5)
    private_links.lend(thread.links, ThreadLink, at=before)
    private_links.give(thread.links, ThreadLink, at=before)
    private_links.rotate(thread.links, ThreadLink, at=clock())
    assert [link.replaced_at for link in thread.links] == [clock(), before, clock(), None]


def test_what_was_replaced_long_ago_is_forgotten(make, session, clock):
    thread = make.thread(token="first")
    private_links.lend(thread.links, ThreadLink, at=clock() - REPLACED_KEPT)
    assert private_links.prune(ThreadLink, clock()) == 1
    assert session.scalars(select(ThreadLink.digest)).all() == [digest("first")]


def test_a_replaced_link_never_outlives_the_newest(clock):
    at = clock()
    assert works_until(None, at) == at
    assert works_until(at, at + timedelta(days=90)) == at + timedelta(days=1)
    assert works_until(at, at + timedelta(hours=1)) == at + timedelta(hours=1)
