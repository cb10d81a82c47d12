"""Private links: random, one for each answer, and clear words for those that were replaced."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.inquiries import links
from marketplace.inquiries.rules import THREAD_LIFETIME
from marketplace.kit.errors import Gone, NotFound
from marketplace.kit.tokens import LINK_GRACE, REPLACED_KEPT, digest


def test_links_are_random_and_only_their_digests_are_kept(make, session, clock):
    thread = make.thread(token="first")
    tokens = {links.give(thread, at=clock()) for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) == 43 for token in tokens)
    assert {link.digest for link in thread.links} == {digest(token) for token in {"first", *tokens}}


def test_a_link_that_was_replaced_works_a_day_and_then_says_so(make, session, clock):
    thread = make.thread(token="old")
    newest = links.rotate(thread, at=clock())
    session.commit()
    clock.now += LINK_GRACE - timedelta(seconds=1)
    assert links.opened("old", clock()).thread.id == thread.id
    clock.now += timedelta(seconds=1)
    assert links.opened(newest, clock()).thread.id == thread.id
    with pytest.raises(Gone) as refusal:
        links.opened("old", clock())
    assert refusal.value.code == links.LINK_REPLACED


def test_rotating_again_gives_an_older_link_no_more_time(make, session, clock):
    thread = make.thread(token="old")
    links.rotate(thread, at=clock())
    clock.now += LINK_GRACE - timedelta(hours=1)
    links.rotate(thread, at=clock())
    clock.now += timedelta(hours=1)
    with pytest.raises(Gone):
        links.opened("old", clock())


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "old ", "OLD", digest("old")])
def test_what_was_not_handed_out_opens_nothing(make, clock, token):
    make.thread(token="old")
    with pytest.raises(NotFound):
        links.opened(token, clock())


def test_every_link_of_a_talk_ends_with_it(make, session, clock):
    thread = make.thread(token="old")
    newest = links.rotate(thread, at=clock())
    session.commit()
    clock.now += THREAD_LIFETIME
    for token in ("old", newest):
        with pytest.raises(NotFound):
            links.opened(token, clock())


def test_a_second_press_leaves_one_lasting_link(make, session, clock):
    by_letter, by_number = (
        make.thread(token="a"),
        make.thread(token="b", buyer_email=None, buyer_phone="+628120"),
    )
    second, only = links.again(by_letter, at=clock()), links.again(by_number, at=clock())
    session.commit()
    for token in ("a", "b", second, only):
        assert links.opened(token, clock())
    clock.now += LINK_GRACE
    assert links.opened("a", clock()) and links.opened(only, clock())
    for token in (second, "b"):
        with pytest.raises(Gone):
            links.opened(token, clock())


def test_links_that_lead_nowhere_are_deleted(make, session, clock):
    lasting, over = make.thread(token="lasting"), make.thread(token="over")
    links.rotate(lasting, at=clock() - REPLACED_KEPT)
    links.rotate(lasting, at=clock())
    over.links_end_at = clock()
    session.flush()
    assert links.prune(clock()) == 2
    session.expire_all()
    assert (len(lasting.links), over.links) == (2, [])
