"""Workers that hand over pushes are killed again and again: what reached the push service, and what a device shows."""

from __future__ import annotations

import json
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from threading import Event as Pause

from sqlalchemy import func, select, update

from marketplace.access.roles import Role
from marketplace.accounts import sign_ins
from marketplace.accounts.mails import tell
from marketplace.accounts.models import Account, SignIn
from marketplace.adapters.jobs.models import Job, JobState
from marketplace.adapters.jobs.queue import UNFINISHED
from marketplace.adapters.push.keys import PushKeyFile
from marketplace.database.base import db
from marketplace.database.session import reading, writing
from marketplace.kit.clock import system_clock
from marketplace.kit.tokens import digest
from marketplace.notices import pushes, wishes
from marketplace.notices.hours import Hours
from marketplace.notices.models import Notice
from marketplace.notices.pushes import PUSH_JOB
from marketplace.notices.rules import Group, Way
from tests.adapters.push.service import Device, Service, serving
from tests.drills.kills import OWN, same_site
from tests.drills.serving import JobWorker, Server
from tests.factories.make import Make

LONGEST_WAIT = 120.0
"""Seconds from one kill to the next, or to the last push."""
MOMENTS = ("at work", "handed over, not answered", "answered, not written down")
"""Some moment between two pushes or within one; while the push service has it; as soon as it has answered."""


@dataclass
class Pushed:
    """What a drill saw. `wanted`: by device, the page each event leads to; `twice` by device and topic."""

    devices: int = 0
    events: int = 0
    received: int = 0
    shown: int = 0
    twice: int = 0
    kills: Counter[str] = field(default_factory=Counter)
    in_hand: Counter[str] = field(default_factory=Counter)
    wanted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    faults: list[str] = field(default_factory=list)


class Gate:
    """Stops the next push on its way once it is armed: before its answer, or as soon as that is sent."""

    def __init__(self) -> None:
        self._lock, self._armed = threading.Lock(), ""
        self.caught, self.released = Pause(), Pause()

    def arm(self, moment: str) -> None:
        self.caught.clear()
        self.released.clear()
        with self._lock:
            self._armed = moment

    def open(self) -> None:
        with self._lock:
            self._armed = ""
        self.released.set()

    def passes(self, moment: str) -> None:
        with self._lock:
            if self._armed != moment:
                return
            self._armed = ""
        self.caught.set()
        if moment == MOMENTS[1]:
            self.released.wait(60)


class PushWorker(JobWorker):
    """A worker whose pushes go to the drill's push service."""

    def __init__(self, folder: Path, port: int, **settings: str) -> None:
        self.starts = ("-m", "tests.drills.push_worker", str(port))
        super().__init__(folder, **settings)


def drill(
    folder: Path, kills: int, seed: int, database_url: str = "", *, accounts: int = 8, workers: int = 2
) -> Pushed:
    """Tell accounts with two devices each of events, and kill all workers at once, `kills` times, at such MOMENTS.

    Afterwards each event must have reached the push service for each device of its account, none under two topics, and
    what a device shows (one notice for each tag) must be each event once.
    """
    dice, told, gate = random.Random(seed), Pushed(devices=accounts * 2), Gate()
    with serving() as service:
        service.before = lambda: gate.passes(MOMENTS[1])
        service.after = lambda: gate.passes(MOMENTS[2])
        settings = OWN | ({"DATABASE_URL": database_url} if database_url else {})
        server = Server(folder, "--no-worker", **settings)  # migrates
        server.address()
        server.end()
        PushKeyFile(folder / "keys" / "push.key").make()
        app = same_site(folder, settings)
        with app.app_context():
            people = _people(Make(db.session(), system_clock), accounts)
            while told.kills.total() < kills:
                _tell(people, told, dice.randint(1, 3))
                stage = _Stage(folder, settings, service, gate, dice, told)
                stage.run(kills, workers)
            told.faults += _faults(people, service, told)
            app.extensions["toolbox"].close()
            db.session.remove()
            db.engine.dispose()
    return told


def _people(make: Make, number: int) -> dict[int, list[Device]]:
    """Make accounts that want notices on their devices and no letters, two devices each."""
    found: dict[int, list[Device]] = {}
    for _ in range(number):
        account = make.account(Role.ARTISAN)
        with writing() as session:
            wishes.choose(account.id, {Group.QUESTIONS: Way.DEVICE}, Hours("Asia/Makassar"))
            found[account.id] = [Device(f"{account.id}-{which}") for which in "ab"]
            for device in found[account.id]:
                token = sign_ins.begin(session.get_one(Account, account.id), at=system_clock())
                number_of = session.scalars(
                    select(SignIn.id).where(SignIn.token_digest == digest(token))
                ).one()
                pushes.subscribe(account.id, number_of, device.browser, at=system_clock())
    return found


def _tell(people: dict[int, list[Device]], told: Pushed, each: int) -> None:
    """Tell everybody of some events, and let what quiet hours hold up be due now."""
    with writing() as session:
        for account_id, devices in people.items():
            account = session.get_one(Account, account_id)
            for _ in range(each):
                told.events += 1
                blanks = {"thread_id": told.events, "buyer": "Rina", "bag": "Tas", "body": "?", "price": None}
                tell(account, "inquiry", key=f"drill-{told.events}", at=system_clock(), **blanks)
                for device in devices:
                    told.wanted[device.browser.endpoint].add(f"/studio/inbox/{told.events}")
        waits = (Job.kind == PUSH_JOB, Job.state == JobState.QUEUED)
        now = system_clock() - timedelta(seconds=1)
        session.execute(update(Job).where(*waits).values(run_after=now))


@dataclass
class _Stage:
    folder: Path
    settings: dict[str, str]
    service: Service
    gate: Gate
    dice: random.Random
    told: Pushed

    def run(self, kills: int, number: int) -> None:
        """Have all pushes handed over, with kills in between, until none is left."""
        begun, pause = time.monotonic(), Pause()
        running = self._workers(number)
        try:
            while _left():
                assert time.monotonic() - begun < LONGEST_WAIT, "pushes are not handed over"
                if self.told.kills.total() >= kills:
                    pause.wait(0.01)
                    continue
                moment = self.dice.choice(MOMENTS)
                if not self._wait(moment, begun):
                    continue
                for worker in running:
                    worker.kill()
                self.gate.open()
                self.told.kills[moment] += 1
                self.told.in_hand[_in_hand()] += 1
                running = self._workers(number)
                begun = time.monotonic()
        finally:
            for worker in running:
                worker.kill()

    def _wait(self, moment: str, begun: float) -> bool:
        """Wait for the moment; False where everything was done before it came."""
        pause, aim = Pause(), _count(Job.state == JobState.DONE) + self.dice.randint(0, 4)
        if moment != MOMENTS[0]:
            self.gate.arm(moment)
        while not (
            self.gate.caught.is_set() if moment != MOMENTS[0] else _count(Job.state == JobState.DONE) >= aim
        ):
            assert time.monotonic() - begun < LONGEST_WAIT, "pushes are not handed over"
            if not _left():
                self.gate.open()
                return False
            pause.wait(self.dice.random() / 100)
        if moment == MOMENTS[0]:
            pause.wait(self.dice.random() / 50)
        return True

    def _workers(self, number: int) -> list[PushWorker]:
        found = [PushWorker(self.folder, self.service.port, **self.settings) for _ in range(number)]
        for worker in found:
            worker.ready()
        return found


def _count(*which: object) -> int:
    with reading() as session:
        query = select(func.count(Job.id)).where(Job.kind == PUSH_JOB, *which)
        return session.scalar(query) or 0


def _left() -> int:
    return _count(Job.state.in_(UNFINISHED))


def _in_hand() -> str:
    """Say what lies half done after a kill, and end all leases instead of waiting a minute."""
    with writing() as session:
        held = (Job.state == JobState.RUNNING, Job.kind == PUSH_JOB)
        found = session.scalar(select(func.count(Job.id)).where(*held)) or 0
        session.execute(update(Job).where(*held).values(lease_until=system_clock()))
    return f"{found} pushes" if found else "nothing"


def _faults(people: dict[int, list[Device]], service: Service, told: Pushed) -> Iterator[str]:
    """Look at what came in, as each device would."""
    told.received = len(service.received)
    for device in (one for devices in people.values() for one in devices):
        mine = [one for one in service.received if device.browser.endpoint.endswith(one.path)]
        shown: dict[str, str] = {}
        for one in mine:
            said = json.loads(device.open(one.body))
            if said["tag"] != one.headers["topic"] or shown.get(said["tag"], said["url"]) != said["url"]:
                yield f"{one.path}: topic and tag do not name one notice"
            shown[said["tag"]] = said["url"]
        told.shown += len(shown)
        told.twice += len(mine) - len(shown)
        pages, wanted = Counter(shown.values()), told.wanted[device.browser.endpoint]
        if pages != Counter(wanted):
            yield f"{device.browser.endpoint}: lost {wanted - set(pages)}, too much {pages - Counter(wanted)}"
    with reading() as session:
        rows = session.scalar(select(func.count(Notice.id)))
    if rows != told.events:
        yield f"{told.events} events, {rows} rows in feeds"
    if _count() != told.events * 2 or _count(Job.state == JobState.FAILED):
        yield f"{_count()} jobs for {told.events} events on two devices each, not all of them done"
