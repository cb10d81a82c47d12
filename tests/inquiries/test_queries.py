"""The inbox: what waits comes first, every talk once, nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, insert, text

from marketplace.database.base import db
from marketplace.inquiries import queries
from marketplace.inquiries.models import Thread
from marketplace.kit.errors import NotFound


@pytest.fixture
def talks(make, clock):
    """Three pages of talks: even ones wait, odd ones are answered; some moments are shared."""
    artisan = make.artisan()
    bag = make.listing(artisan)
    for number in range(2 * queries.PER_PAGE + 3):
        at = clock() + timedelta(minutes=number // 3)
        make.thread(
            bag,
            token=f"t{number}",
            waiting_since=None if number % 2 else at,
            last_message_at=at,
            unread_by_artisan=2,
        )
    make.thread(token="somebody else's")
    return artisan


def test_pages_bring_every_talk_once_waiting_first(talks):
    seen, after = [], ""
    while True:
        page = queries.inbox(talks.id, after)
        seen += page.items
        if page.next_cursor is None:
            break
        assert len(page.items) == queries.PER_PAGE
        after = page.next_cursor
    assert len(seen) == len({thread.id for thread in seen}) == 2 * queries.PER_PAGE + 3
    waits = [thread.waiting_since for thread in seen if thread.waiting_since]
    answered = [thread.last_message_at for thread in seen if not thread.waiting_since]
    assert [thread.waiting_since is None for thread in seen] == [False] * len(waits) + [True] * len(answered)
    assert waits == sorted(waits)
    assert answered == sorted(answered, reverse=True)


def test_the_tally_counts_her_own_talks_only(talks):
    assert queries.tally(talks.id) == queries.Tally(queries.PER_PAGE + 2, 2 * (2 * queries.PER_PAGE + 3))
    assert queries.tally(None) == queries.Tally(0, 0)


@pytest.mark.parametrize(
    "after", ["x", "W10", "WyJ3Iiwibm93IiwxXQ", "WyJ4IiwiMjAyNi0wNC0xNCIsMV0", "é" * 600]
)
def test_rubbish_for_a_cursor_leads_to_the_first_page(talks, after):
    assert [one.id for one in queries.inbox(talks.id, after).items] == [
        one.id for one in queries.inbox(talks.id).items
    ]


def test_a_thread_is_found_by_its_owner_alone(make):
    thread = make.thread()
    assert queries.own_thread(thread.artisan_id, thread.id).id == thread.id
    for stranger in (make.artisan().id, None):
        with pytest.raises(NotFound):
            queries.own_thread(stranger, thread.id)


def test_the_bag_of_an_artisan_who_is_not_shown_cannot_be_asked_about(make):
    bag = make.listing(make.artisan(visible=False))
    with pytest.raises(NotFound):
        queries.bag(bag.code)


THREADS = 10_000


@pytest.fixture
def count_queries(request):
    return request.getfixturevalue("queries")


@pytest.fixture
def crowd(make, clock, session):
    """Ten thousand talks of one artisan, a third of which wait, and as many of another."""
    artisan, other = make.artisan(), make.artisan()
    for maker in (artisan, other):
        bag = make.listing(maker)
        at = clock()
        session.execute(
            insert(Thread),
            [
                {
                    "listing_id": bag.id,
                    "artisan_id": maker.id,
                    "buyer_name": f"Pembeli {number}",
                    "buyer_email": "pembeli@contoh.invalid",
                    "sender_key": "x",
                    "links_end_at": at,
                    "waiting_since": None if number % 3 else at + timedelta(seconds=number),
                    "last_message_at": at + timedelta(seconds=number),
                    "created_at": at,
                }
                for number in range(THREADS)
            ],
        )
    session.commit()
    session.execute(text("ANALYZE"))
    session.commit()
    yield artisan
    if (
        session.get_bind().dialect.name == "sqlite"
    ):  # what was counted of these tables would plan for all tests to come
        session.rollback()
        session.execute(text("DELETE FROM sqlite_stat1"))
        session.commit()
        db.engine.dispose()  # connections remember


def test_an_inbox_of_ten_thousand_talks_takes_eight_queries_along_its_indexes(
    crowd, client, sign_in, count_queries, session
):
    sign_in(client, crowd.account)
    for after in ("", queries.inbox(crowd.id).next_cursor):
        with count_queries() as asked:
            assert client.get(f"/studio/inbox?after={after}").status_code == 200
        assert len(asked) <= 8, asked
    for part in (queries.WAITING, queries.ANSWERED):
        plan = explained(session, lambda part=part: queries._order(crowd.id, part, None))
        assert "ix_thread_answered" in plan
        assert ("ix_thread_waiting" in plan) == (part == queries.WAITING)
        assert "TEMP B-TREE" not in plan
        assert "Sort" not in plan


def explained(session, act):
    """Return the plan of the first statement an act sends, in the words of the database."""
    seen = []

    def note(connection, cursor, statement, parameters, context, many):
        seen.append((statement, parameters))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    how = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "
    rows = session.connection().exec_driver_sql(how + seen[-1][0], seen[-1][1]).all()
    return "\n".join(str(value) for row in rows for value in row)
