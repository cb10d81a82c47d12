"""The daily job that forgets links."""

from __future__ import annotations

from marketplace.adapters.jobs.queue import enqueue
from marketplace.kit.tokens import REPLACED_KEPT
from marketplace.order_notes import links
from marketplace.order_notes.jobs import FORGET_LINKS
from marketplace.order_notes.models import NoteLink
from tests.conftest import NOON


def test_links_replaced_long_ago_go_with_the_daily_job(propose, bag, session, jobs):
    note = propose(bag)
    links.lend(note, at=NOON - REPLACED_KEPT)
    session.commit()
    before = session.query(NoteLink).count()
    enqueue(session, FORGET_LINKS, {}, at=NOON)
    session.commit()
    jobs.run_all()
    session.expire_all()
    assert session.query(NoteLink).count() == before - 1
