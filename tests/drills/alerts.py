"""Workers that write letters about new bags are killed again and again: who was told of what, and how often?"""

from __future__ import annotations

import random
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope
from sqlalchemy import func, select, update

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.adapters.jobs.models import Job, JobState
from marketplace.adapters.jobs.queue import UNFINISHED, enqueue
from marketplace.adapters.mail.outbox import KIND as LETTER
from marketplace.alerts import operations
from marketplace.alerts.jobs import PLAN
from marketplace.alerts.models import Alert
from marketplace.alerts.operations import LETTER_JOB
from marketplace.alerts.queries import Wish, search_of
from marketplace.alerts.rules import MOST_IN_LETTER
from marketplace.artisans.models import Artisan
from marketplace.database.base import db
from marketplace.database.session import reading, writing
from marketplace.kit.clock import system_clock
from marketplace.listings.models import Listing
from marketplace.listings.rules import BagType
from tests.drills.kills import OWN, same_site
from tests.drills.serving import JobWorker, Server
from tests.factories.make import Make

A_WEEK = timedelta(days=8)
"""How far all that happened is moved into the past between two rounds, so that every letter is due again."""
OURS = (PLAN, LETTER_JOB, LETTER)
CODE = re.compile(r"/products/\S+-([0-9A-Z]{10})\b")
LONGEST_ROUND = 120.0


@dataclass
class Told:
    """What a drill saw. `handed_over`: how often each letter reached the mail server, by its Message-ID."""

    readers: int = 0
    bags: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    handed_over: Counter[str] = field(default_factory=Counter)
    letters: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def twice(self) -> int:
        """Letters whose worker was killed after handing them over and before writing that down."""
        return sum(number > 1 for number in self.handed_over.values())


class _Mailbox:
    def __init__(self, told: Told, names: re.Pattern[str]) -> None:
        self._told, self._names, self._lock = told, names, threading.Lock()

    async def take(self, server: Any, session: Any, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=default)
        codes = tuple(sorted(self._names.findall(letter.get_content())))
        with self._lock:
            self._told.handed_over[letter["Message-ID"]] += 1
            known = self._told.letters.setdefault(letter["Message-ID"], (letter["To"], codes))
            if known != (letter["To"], codes):
                self._told.faults.append(f"{letter['Message-ID']}: two letters of one name")
        return "250 kept"


@contextmanager
def mail_server(told: Told, names: re.Pattern[str] = CODE) -> Iterator[str]:
    """Serve as a mail server that notes which of the `names` stand in each letter; yields its address."""
    hooked = type("Hooked", (_Mailbox,), {"handle_DATA": _Mailbox.take})(told, names)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(hooked, hostname="127.0.0.1", port=port)
    server.start()
    yield f"smtp://127.0.0.1:{port}?tls=none"
    server.stop()


def drill(
    folder: Path, rounds: int, seed: int, database_url: str = "", *, readers: int = 30, workers: int = 2
) -> Told:
    """Publish bags, have letters about them written by `workers` at once, and kill one of these again and again.

    Every reader waits for a search and follows an artisan. Afterwards each bag must stand in exactly one letter to
    each reader and kind it is news for, and no letter may lack at the mail server.
    """
    dice, told = random.Random(seed), Told(readers=readers)
    with mail_server(told) as mail_url:
        settings = OWN | {"MAIL_URL": mail_url} | ({"DATABASE_URL": database_url} if database_url else {})
        server = Server(folder, "--no-worker", **settings)  # migrates
        server.address()
        server.end()
        app = same_site(folder, settings)
        with app.app_context():
            make = Make(db.session(), system_clock)  # one: its numbers go on from round to round
            expected = _readers(make, readers)
            for _ in range(rounds):
                news = _publish(make, dice.randint(2, MOST_IN_LETTER // 2))
                told.bags += len(news)
                for wanted in expected.values():
                    wanted.update(news)
                _round(folder, settings, dice, told, workers)
                _a_week_goes_by()
            told.faults += _faults(told, expected)
            app.extensions["toolbox"].close()
            db.session.remove()
            db.engine.dispose()
    return told


def _readers(make: Make, number: int) -> dict[tuple[str, str], Counter[str]]:
    """Let each wait for a kind of bag and follow its maker; return what is news for (address, kind), empty yet."""
    with writing():
        artisan = make.artisan(slug="siti", name="Siti")
        long_ago = system_clock() - 2 * A_WEEK
        wishes = (Wish(search_of("type=tote")), Wish(search_of("technique=crochet")), Wish(followed=artisan))
        found: dict[tuple[str, str], Counter[str]] = {}
        for _ in range(number):
            account = make.account()
            for wish in wishes:
                operations.save(
                    wish, actor=Actor(account.id, Role.BUYER, ""), today=long_ago.date(), at=long_ago
                )
            found |= {(account.email or "", kind): Counter() for kind in ("search", "artisan")}
    return found


def _publish(make: Make, number: int) -> list[str]:
    """Show new bags, older than a letter waits and younger than the last one; each answers all that is waited for."""
    with writing() as session:
        artisan = session.scalars(select(Artisan).where(Artisan.slug == "siti")).one()
        at = system_clock() - timedelta(hours=1)
        return [
            make.listing(artisan, photos=0, bag_type=BagType.TOTE, published_at=at, created_at=at).code
            for _ in range(number)
        ]


def _round(folder: Path, settings: dict[str, str], dice: random.Random, told: Told, number: int) -> None:
    """Have the letters written, with a kill whenever some more jobs are done, until none is left."""
    with writing() as session:
        enqueue(session, PLAN, {}, at=system_clock())
    begun, running = time.monotonic(), [_worker(folder, settings) for _ in range(number)]
    pause, done = threading.Event(), _done()
    try:
        while _left():
            assert time.monotonic() - begun < LONGEST_ROUND, "letters are not written"
            wanted = done + dice.randint(1, 8)
            while _left() and _done() < wanted and time.monotonic() - begun < LONGEST_ROUND:
                pause.wait(dice.random() / 100)
            if not _left():
                break
            place = dice.randrange(number)
            running[place].kill()
            told.kills[_in_hand()] += 1
            done = _done()
            running[place] = _worker(folder, settings)
    finally:
        for worker in running:
            worker.kill()


def _worker(folder: Path, settings: dict[str, str]) -> JobWorker:
    worker = JobWorker(folder, **settings)
    worker.ready()
    return worker


def _done() -> int:
    with reading() as session:
        ended = select(func.count(Job.id)).where(Job.state == JobState.DONE, Job.kind.in_(OURS))
        return session.scalar(ended) or 0


def _left() -> int:
    """How many jobs of ours are left."""
    with reading() as session:
        open_jobs = select(func.count(Job.id)).where(Job.state.in_(UNFINISHED), Job.kind.in_(OURS))
        return session.scalar(open_jobs) or 0


def _in_hand() -> str:
    """Say what lies half done after a kill, and end all leases instead of waiting a minute.

    What another worker is doing just now is taken from it too, as if it had been asleep.
    """
    with writing() as session:
        held = (Job.state == JobState.RUNNING, Job.kind.in_(OURS))
        kinds = Counter(session.scalars(select(Job.kind).where(*held)))
        session.execute(update(Job).where(*held).values(lease_until=system_clock()))
    return next(iter(kinds), "nothing")


def _a_week_goes_by() -> None:
    with writing() as session:
        for row in session.scalars(select(Listing).where(Listing.published_at.is_not(None))):
            row.published_at -= A_WEEK
        for alert in session.scalars(select(Alert)):
            alert.told_until -= A_WEEK


def _faults(told: Told, expected: dict[tuple[str, str], Counter[str]]) -> Iterator[str]:
    found: dict[tuple[str, str], Counter[str]] = {}
    for name, (to, codes) in told.letters.items():
        kind = "artisan" if name.startswith("<alert-artisan-") else "search"
        found.setdefault((to, kind), Counter()).update(codes)
    for key in expected.keys() | found.keys():
        wanted, got = expected.get(key, Counter()), found.get(key, Counter())
        if wanted != got:
            yield f"{key}: lost {dict(wanted - got)}, too much {dict(got - wanted)}"
    with reading() as session:
        for job in session.scalars(select(Job).where(Job.kind.in_(OURS), Job.state != JobState.DONE)):
            yield f"job {job.kind}: {job.state} ({job.last_error})"
        posted = session.scalar(select(func.count(Job.id)).where(Job.kind == LETTER))
    if posted != len(told.letters):
        yield f"{posted} letters posted, {len(told.letters)} at the mail server"
