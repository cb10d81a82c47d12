"""Workers that hand over pushes are killed again and again: is each browser told of each event, and shows it once?"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from marketplace.access.roles import Role
from marketplace.accounts.mails import tell
from marketplace.accounts.models import Account, SignIn
from marketplace.adapters.push.keys import PushKeyFile
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.kit.clock import system_clock
from marketplace.notices import pushes, wishes
from marketplace.notices.hours import Hours
from marketplace.notices.rules import Group, Way
from tests.adapters.push.service import Device, Service, serving
from tests.drills.alerts import Told
from tests.drills.kills import OWN, same_site
from tests.drills.notices import round_of
from tests.drills.serving import PushWorker, Server
from tests.factories.make import Make


def drill(
    folder: Path, kills: int, seed: int, database_url: str = "", *, accounts: int = 20, workers: int = 2
) -> Told:
    """Tell accounts of events, each with one browser that listens, and kill a worker `kills` times at it.

    Afterwards the push service must have been handed each event for each browser, under one topic and tag whatever
    number of times; `handed_over` counts them by browser and topic.
    """
    dice, told = random.Random(seed), Told(readers=accounts)
    with serving() as service:
        settings = OWN | {"PUSH_PORT": str(service.port)}
        settings |= {"DATABASE_URL": database_url} if database_url else {}
        PushKeyFile(folder / "keys" / "push.key").make()
        server = Server(folder, "--no-worker", **settings)  # migrates
        server.address()
        server.end()
        app = same_site(folder, settings)
        with app.app_context():
            devices = _listeners(Make(db.session(), system_clock), accounts)
            while told.kills.total() < kills:
                with app.app_context():
                    _tell(list(devices), told, dice.randint(1, 3))
                round_of(folder, settings, dice, told, kills, workers, PushWorker)
            told.faults += _faults(told, service, devices)
            app.extensions["toolbox"].close()
            db.session.remove()
            db.engine.dispose()
    return told


def _listeners(make: Make, number: int) -> dict[int, Device]:
    """Make accounts that want pushes and no letters, with one browser each."""
    found = {}
    for _ in range(number):
        account, at = make.account(Role.ARTISAN), system_clock()
        device = found[account.id] = Device(str(account.id))
        with writing() as session:
            wishes.choose(account.id, {Group.QUESTIONS: Way.DEVICE}, Hours("Asia/Makassar"))
            until = at + timedelta(days=30)
            sign_in = SignIn(
                account_id=account.id, token_digest=str(account.id), created_at=at, last_seen_at=at, expires_at=until
            )  # fmt: skip
            session.add(sign_in)
            session.flush()
            pushes.subscribe(account.id, sign_in.id, device.browser, at=at)
    return found


def _tell(numbers: list[int], told: Told, each: int) -> None:
    with writing() as session:
        for account_id in numbers:
            account = session.get_one(Account, account_id)
            for _ in range(each):
                told.bags += 1
                blanks = {"thread_id": 1, "buyer": "Rina", "bag": "Tas", "body": "Masih ada?", "price": None}
                tell(account, "inquiry", key=f"drill-{told.bags}", at=system_clock(), **blanks)


def _faults(told: Told, service: Service, devices: dict[int, Device]) -> Iterator[str]:
    topics: dict[int, Counter[str]] = {number: Counter() for number in devices}
    for one in service.received:
        number = int(one.path.rpartition("/")[2])
        said = devices[number].open(one.body)
        if f'"tag":"{one.headers["topic"]}"'.encode() not in said:
            yield f"browser {number}: topic and tag differ"
        topics[number][one.headers["topic"]] += 1
        told.handed_over[f"{number} {one.headers['topic']}"] += 1
    shown = sum(len(counted) for counted in topics.values())
    if shown != told.bags or len({len(counted) for counted in topics.values()}) != 1:
        yield f"{told.bags} events, {shown} shown by browsers"
