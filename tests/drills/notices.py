"""Workers that hand over letters and write digests are killed again and again: is each event told once?"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event as Pause

from sqlalchemy import func, select, update

from marketplace.access.roles import Role
from marketplace.accounts.mails import tell
from marketplace.accounts.models import Account
from marketplace.adapters.jobs.models import Job, JobState
from marketplace.adapters.jobs.queue import UNFINISHED
from marketplace.adapters.mail.outbox import KIND as LETTER
from marketplace.database.base import db
from marketplace.database.session import reading, writing
from marketplace.kit.clock import system_clock
from marketplace.notices import wishes
from marketplace.notices.digests import DIGEST_JOB
from marketplace.notices.hours import Hours
from marketplace.notices.models import Notice
from marketplace.notices.rules import Group, Way
from tests.drills.alerts import LONGEST_ROUND, Told, mail_server
from tests.drills.kills import OWN, same_site
from tests.drills.serving import JobWorker, Server
from tests.factories.make import Make

OURS = (DIGEST_JOB, LETTER)
NAME = re.compile(r"tas-kabar-\d+")


def drill(
    folder: Path, kills: int, seed: int, database_url: str = "", *, accounts: int = 20, workers: int = 2
) -> Told:
    """Tell accounts of events, half of them at once and half in digests, and kill a worker `kills` times at it.

    Afterwards each event must be one row of its account's feed and stand in exactly one letter at the mail server,
    whatever number of times that letter was handed over under its one Message-ID.
    """
    dice, told = random.Random(seed), Told(readers=accounts)
    with mail_server(told, NAME) as mail_url:
        settings = OWN | {"MAIL_URL": mail_url} | ({"DATABASE_URL": database_url} if database_url else {})
        server = Server(folder, "--no-worker", **settings)  # migrates
        server.address()
        server.end()
        app = same_site(folder, settings)
        with app.app_context():
            people = _people(Make(db.session(), system_clock), accounts)
            wanted: dict[str, set[str]] = {address: set() for address in people.values()}
            while told.kills.total() < kills:
                with app.app_context():
                    _tell(people, wanted, told, dice.randint(1, 3))
                _round(folder, settings, dice, told, kills, workers)
            told.faults += _faults(told, wanted)
            app.extensions["toolbox"].close()
            db.session.remove()
            db.engine.dispose()
    return told


def _people(make: Make, number: int) -> dict[int, str]:
    """Make accounts, every second one with a daily digest; return their addresses by number."""
    found = {}
    for place in range(number):
        account = make.account(Role.ARTISAN)
        with writing():
            way = Way.DIGEST if place % 2 else Way.NOW
            wishes.choose(account.id, {Group.QUESTIONS: way}, Hours("Asia/Makassar"))
            found[account.id] = account.email or ""
    return found


def _tell(people: dict[int, str], wanted: dict[str, set[str]], told: Told, each: int) -> None:
    """Tell everybody of some events, and let the digests that wait for tomorrow be due now."""
    with writing() as session:
        for account_id, address in people.items():
            account = session.get_one(Account, account_id)
            for _ in range(each):
                told.bags += 1
                bag = f"tas-kabar-{told.bags}"
                blanks = {
                    "thread_id": 1,
                    "buyer": "Rina",
                    "bag": bag,
                    "body": f"Masih ada {bag}?",
                    "price": None,
                }
                tell(account, "inquiry", key=f"drill-{told.bags}", at=system_clock(), **blanks)
                wanted[address].add(bag)
        now = system_clock() - timedelta(seconds=1)
        session.execute(update(Notice).where(Notice.digest_at.is_not(None)).values(digest_at=now))
        waits = (Job.kind == DIGEST_JOB, Job.state == JobState.QUEUED)
        session.execute(update(Job).where(*waits).values(run_after=now))


def _round(
    folder: Path, settings: dict[str, str], dice: random.Random, told: Told, kills: int, number: int
) -> None:
    """Have all letters handed over, with a kill whenever some more jobs are done, until none is left."""
    begun, pause, done = time.monotonic(), Pause(), _count(Job.state == JobState.DONE)
    running = [_worker(folder, settings) for _ in range(number)]
    try:
        while _left():
            assert time.monotonic() - begun < LONGEST_ROUND, "letters are not written"
            aim = done + dice.randint(1, 6)
            while _left() and (told.kills.total() >= kills or _count(Job.state == JobState.DONE) < aim):
                assert time.monotonic() - begun < LONGEST_ROUND, "letters are not written"
                pause.wait(dice.random() / 100)
            if not _left():
                break
            place = dice.randrange(number)
            running[place].kill()
            told.kills[_in_hand()] += 1
            done = _count(Job.state == JobState.DONE)
            running[place] = _worker(folder, settings)
    finally:
        for worker in running:
            worker.kill()


def _worker(folder: Path, settings: dict[str, str]) -> JobWorker:
    worker = JobWorker(folder, **settings)
    worker.ready()
    return worker


def _count(*which: object) -> int:
    with reading() as session:
        query = select(func.count(Job.id)).where(Job.kind.in_(OURS), *which)  # type: ignore[arg-type]
        return session.scalar(query) or 0


def _left() -> int:
    return _count(Job.state.in_(UNFINISHED))


def _in_hand() -> str:
    """Say what lies half done after a kill, and end all leases instead of waiting a minute."""
    with writing() as session:
        held = (Job.state == JobState.RUNNING, Job.kind.in_(OURS))
        kinds = Counter(session.scalars(select(Job.kind).where(*held)))
        session.execute(update(Job).where(*held).values(lease_until=system_clock()))
    return next(iter(kinds), "nothing")


def _faults(told: Told, wanted: dict[str, set[str]]) -> Iterator[str]:
    found: dict[str, Counter[str]] = {address: Counter() for address in wanted}
    for to, names in told.letters.values():
        found[to].update(set(names))  # a letter may name a bag more than once
    for address, names in wanted.items():
        if found[address] != Counter(names):
            yield f"{address}: lost {names - set(found[address])}, too much {found[address] - Counter(names)}"
    with reading() as session:
        rows = session.scalar(select(func.count(Notice.id)))
        waiting = session.scalar(select(func.count(Notice.id)).where(Notice.digest_at.is_not(None)))
    if rows != told.bags or waiting:
        yield f"{told.bags} events, {rows} rows in feeds, {waiting} still waiting for a digest"
    if failed := _count(Job.state == JobState.FAILED):
        yield f"{failed} jobs failed"
