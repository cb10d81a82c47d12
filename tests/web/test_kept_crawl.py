"""Every page that is kept, found by its links: warmed, shaken by every kind of change, it is the page made anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.adapters.versions import triggers
from marketplace.certificates.operations import decide
from marketplace.certificates.rules import Action, Status
from marketplace.collections.models import Collection
from marketplace.database.base import db
from marketplace.listings.rules import State
from marketplace.web.doors import door_of
from marketplace.web.quiet_tables import QUIET_TABLES
from tests.conftest import SettableClock
from tests.web.keeping import keeping_site

LINK = re.compile(r'href="(/[^"#]*)')
MOST = 64
"""Pages of the crawl; the combinations of filters go on for ever."""


@pytest.fixture(scope="module")
def site(settings) -> Iterator:
    with keeping_site(settings, SettableClock()) as app:
        yield app


@pytest.fixture
def town(make, session, clock):
    """Makers in every standing, with bags in every state that has a page, and a collection of them."""
    soon = clock().date() + timedelta(days=1)
    found = []
    for status, changes in (
        (Status.VERIFIED, {}), (Status.VERIFIED, {"valid_until": soon}), (Status.SUSPENDED, {}), (Status.REVOKED, {}),
        (Status.SUBMITTED, {}),
    ):  # fmt: skip
        artisan = make.artisan()
        certificate = make.certificate(artisan, status=status, **changes)
        for state in (State.PUBLISHED, State.SOLD):
            make.listing(artisan, state=state)
        found.append((artisan, certificate))
    at = clock()
    words = {"title": "Kado", "title_en": "Gifts", "query": "type=tote"}
    session.add(Collection(slug="kado", created_at=at, updated_at=at, published_at=at, **words))
    session.commit()
    return found


def crawl(app, client) -> dict[str, str]:
    """Return every page reached from the front page whose door is kept, by address."""
    waiting, pages = ["/", "/en/", "/log", "/withdrawn", "/sitemap.xml"], {}
    adapter = app.url_map.bind("127.0.0.1")
    seen = set(waiting)
    while waiting and len(pages) < MOST:
        path = waiting.pop(0)
        bare = path.partition("?")[0]
        bare = bare.removeprefix("/en") or "/"
        if not adapter.test(bare, "GET"):
            continue
        door = door_of(app, adapter.match(bare, "GET")[0])
        answer = client.get(path) if door and door.kept else None
        if answer is None or answer.status_code != 200:
            continue
        pages[path] = answer.text
        links = [unescape(link) for link in LINK.findall(answer.text)]
        plain = [link for link in dict.fromkeys(links) if link not in seen]
        seen.update(plain)
        # what a filter leads to comes last: pages of bags, people and records first
        waiting = [one for one in [*waiting, *plain] if "?" not in one] + [
            one for one in [*waiting, *plain] if "?" in one
        ]
    return pages


def reread(client, pages) -> dict[str, tuple[int, str]]:
    answers = {path: client.get(path) for path in pages}
    # the page for what is not there tells the number of its request
    return {
        path: (answer.status_code, answer.text if answer.status_code == 200 else "")
        for path, answer in answers.items()
    }


@pytest.mark.timeout(500)
def test_a_warm_page_never_says_what_is_no_longer_so(app, site, client, town, make, session, clock, queries):
    site.extensions["toolbox"].clock.now = clock()
    with db.engine.begin() as connection:
        triggers.put_on(connection, db.metadata)
    reader = site.test_client()
    with queries() as asked:
        fresh = crawl(app, client)
    assert len(fresh) > 40
    assert {"listings.show", "artisans.show", "records.record", "collections.show"} <= endpoints(app, fresh)
    read = {
        name
        for name in QUIET_TABLES
        for statement in asked
        if re.search(rf'(FROM|JOIN) "?{name}"?\b', statement)
    }
    assert not read, "a kept page shows what is said to be quiet"
    warm = {path: reader.get(path).text for path in fresh}
    assert warm == fresh
    officer = make.account(Role.OFFICER)
    actor = Actor(officer.id, Role.OFFICER, officer.name, second_factor=True)

    def suspend() -> None:
        decide(
            town[0][1],
            Action.SUSPEND,
            actor=actor,
            at=clock(),
            prefix="BTG",
            reason="Ditanyakan.",
            today=clock().date(),
        )

    def revoke() -> None:
        decide(
            town[0][1], Action.REVOKE, actor=actor, at=clock(), prefix="BTG", reason="Dicabut.", seconded=True,
            today=clock().date(),
        )  # fmt: skip

    def expire() -> None:
        for box in (app.extensions["toolbox"], site.extensions["toolbox"]):
            box.clock.now = clock() + timedelta(days=2)

    def reinstate() -> None:
        decide(
            town[2][1],
            Action.REINSTATE,
            actor=actor,
            at=clock(),
            prefix="BTG",
            reason="Terjawab.",
            today=clock().date(),
        )

    def rename() -> None:
        town[1][0].name = "Nama Baru Sekali"

    def hide() -> None:
        town[1][0].visible = False

    for change in (suspend, revoke, expire, reinstate, rename, hide):
        change()
        session.commit()
        site.extensions["toolbox"].clock.now = clock()
        anew = reread(client, fresh)
        assert reread(reader, fresh) == anew, change.__name__
        assert any(anew[path][1] != warm[path] for path in fresh), (
            f"{change.__name__} changed nothing that is shown"
        )


def endpoints(app, pages) -> set[str]:
    adapter = app.url_map.bind("127.0.0.1")
    return {adapter.match(path.partition("?")[0].removeprefix("/en") or "/", "GET")[0] for path in pages}


def test_what_a_page_says_of_the_hour_is_said_of_this_hour(app, site, client, town, clock):
    """Kept pages hold for the day, unless they say themselves that they tell the time (`tells_the_time`)."""
    site.extensions["toolbox"].clock.now = clock()
    with db.engine.begin() as connection:
        triggers.put_on(connection, db.metadata)
    reader = site.test_client()
    pages = crawl(app, client)
    assert {path: reader.get(path).text for path in pages} == pages
    clock.now += timedelta(hours=5)
    site.extensions["toolbox"].clock.now = clock()
    later = reread(client, pages)
    assert reread(reader, pages) == later
    assert any(later[path][1] != pages[path] for path in pages), "no page tells the time"
