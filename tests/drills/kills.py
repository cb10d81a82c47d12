"""Kill the server again and again while people work, then look whether anything is lost, halved or doubled."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts import sign_ins
from marketplace.adapters.jobs.queue import unfinished
from marketplace.app import create_app
from marketplace.background import make_runner
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.kit.clock import Clock, system_clock
from marketplace.settings import Settings
from tests.corpora.measuring import children
from tests.drills.audit import audit
from tests.drills.serving import JobWorker, Server, environment
from tests.drills.visitors import Visitor
from tests.drills.workers import Line, World
from tests.factories.make import Make

OWN = {"PROXIES": "1", "BASE_URL": "http://127.0.0.1:8000"}
"""One proxy, so that each buyer may come from a network of their own; one base URL, whatever the port."""
FEWEST, MOST = 6, 30
"""Deeds between two kills."""
BAGS, DRAFTS, CERTIFICATES, KNOWN = 12, 60, 6, 200
LEASES_OVER = timedelta(minutes=10)
MOST_TURNS = 30
PHOTOGRAPHERS = 3
VICTIMS = ("server", "worker", "decoder", "both")


@dataclass
class Report:
    """What a drill saw. `restarts`: seconds from starting the process to the first 200."""

    restarts: list[float] = field(default_factory=list)
    deeds: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    unknown: int = 0
    interrupted: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class LaterClock:
    """The real clock, ahead by as much as the drill wants: leases of killed workers end without being waited for."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return system_clock() + self.ahead


def drill(folder: Path, kills: int, seed: int, database_url: str = "", photos: int = 0) -> Report:
    """Run a server in `folder`, kill it `kills` times at moments that `seed` chooses, and audit what is left.

    With `photos` nothing but so many photos is sent, a worker of its own prepares them, and each kill meets the
    server, the worker, a decoding child of it, or the first two at once.
    """
    dice, report = random.Random(seed), Report()
    settings = OWN | ({"DATABASE_URL": database_url} if database_url else {})
    stage = Stage(folder, settings, report, apart=bool(photos))
    stage.start_server()
    clock = LaterClock()
    app = same_site(folder, settings, clock)
    with app.app_context():
        with writing() as session:  # the server writes too: nobody may read first and write then
            world = _world(session, DRAFTS + photos // 5)
        line, workers = world.line, world.workers(seed, PHOTOGRAPHERS if photos else 0)
        stage.start_worker()
        for worker in workers:
            worker.start()
        try:
            line.up(stage.address)
            for number in range(kills):
                more = dice.randint(FEWEST, MOST)
                line.wait_for_deeds(
                    photos * (number + 1) // (kills + 1) if photos else len(line.deeds) + more
                )
                stage.kill(dice.choice(VICTIMS) if photos else "server", line)
            line.wait_for_deeds(max(photos, len(line.deeds) + FEWEST))
        finally:
            line.stop()
            for worker in workers:
                worker.join(60)
            stage.end()
        report.faults += [f"{worker.worker}: {worker.trouble!r}" for worker in workers if worker.trouble]
        report.interrupted = _finish_jobs(app, clock)
        report.faults += audit(db.session(), app.extensions["toolbox"], folder / "mail", line.deeds)
        report.deeds.update(deed.kind for deed in line.deeds)
        report.refused, report.unknown = line.refused, line.unknown
        app.extensions["toolbox"].close()
        db.session.remove()
        db.engine.dispose()
    return report


class Stage:
    """The processes of the site: the server, and where it stands `apart` a worker."""

    def __init__(self, folder: Path, settings: dict[str, str], report: Report, *, apart: bool) -> None:
        self._folder, self._settings, self._report, self._apart = folder, settings, report, apart
        self._worker: JobWorker | None = None
        self.address = ""

    def start_server(self) -> None:
        """Start it, and take the time to its first page."""
        begun = time.monotonic()
        self._server = Server(self._folder, *(("--no-worker",) if self._apart else ()), **self._settings)
        self.address = self._server.address()
        assert Visitor(self.address).get("/").status == 200
        self._report.restarts.append(time.monotonic() - begun)

    def start_worker(self) -> None:
        if self._apart:
            self._worker = JobWorker(self._folder, **self._settings)
            self._worker.ready()

    def kill(self, victim: str, line: Line) -> None:
        """End a part of it at once, and start that again."""
        self._report.killed[victim] += 1
        if victim == "decoder" and self._worker:
            for child in children(self._worker.process.pid):
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)
        if victim in ("worker", "both") and self._worker:
            self._worker.kill()
        if victim in ("server", "both"):
            self._server.kill()
            line.down()
            self.start_server()
            line.up(self.address)
        if victim in ("worker", "both"):
            self.start_worker()

    def end(self) -> None:
        self._server.end()
        if self._worker:
            self._worker.end()


def same_site(folder: Path, settings: Mapping[str, str], clock: Clock = system_clock) -> Flask:
    """Return the application of the server in `folder`, in this process: to prepare what it finds, or look at it."""
    own = Settings.from_environ(environment(folder, **settings))
    return create_app(replace(own, testing=True), clock=clock)


def _world(session: Session, empty: int) -> World:
    make = Make(session, system_clock)
    artisan = make.artisan()
    officer = make.account(Role.OFFICER)
    earlier = system_clock() - timedelta(days=1)  # those of this hour count against a limit
    bags = [make.listing(artisan, photos=0, created_at=earlier) for _ in range(BAGS)]
    drafts = [
        make.listing(artisan, state="draft", photos=0, title="Tas", created_at=earlier) for _ in range(empty)
    ]
    certificates = [make.certificate(artisan) for _ in range(CERTIFICATES)]
    known = [make.account() for _ in range(KNOWN)]
    tokens = [sign_ins.begin(person, at=system_clock()) for person in (artisan.account, officer)]
    session.commit()
    world = World(
        artisan_token=tokens[0],
        officer_token=tokens[1],
        shop=[f"/products/{bag.slug}-{bag.code}" for bag in bags],
        drafts=[draft.code for draft in drafts],
        certificates=[certificate.id for certificate in certificates],
        known=[account.email or "" for account in known],
    )
    session.rollback()
    return world


def _finish_jobs(app: Flask, clock: LaterClock) -> int:
    """Do what is left, past the leases of the workers that were killed; return how many of those there were."""
    runner = make_runner(app)
    interrupted = 0
    for _ in range(MOST_TURNS):
        runner.run_all()
        left = unfinished(db.session())
        db.session.rollback()
        if not left:
            break
        interrupted = interrupted or left
        clock.ahead += LEASES_OVER
    return interrupted
