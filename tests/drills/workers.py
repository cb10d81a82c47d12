"""Four kinds of people at work at the same time: one draws on what the others leave of the machine."""

from __future__ import annotations

import http.client
import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import count

from tests.drills.audit import Deed
from tests.drills.visitors import Answer, Visitor
from tests.factories.photographs import jpeg

SECONDS = 60
NO_ANSWER = (OSError, http.client.HTTPException)
PASSWORD = "tas rajut biru laut"


class Line:
    """Where the server can be reached now, and what it has acknowledged."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._address = ""
        self.deeds: list[Deed] = []
        self.refused: Counter[str] = Counter()
        self.unknown = 0
        self.over = False

    def up(self, address: str) -> None:
        with self._changed:
            self._address = address
            self._changed.notify_all()

    def down(self) -> None:
        self.up("")

    def stop(self) -> None:
        with self._changed:
            self.over = True
            self._changed.notify_all()

    def reach(self) -> str:
        """Wait for the server; empty when all is over."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._address or self.over, SECONDS), "nobody serves"
            return "" if self.over else self._address

    def lost(self, address: str) -> None:
        """An answer did not come: what was asked for may or may not be done. Wait for the next server."""
        with self._changed:
            self.unknown += 1
            moved = self._changed.wait_for(lambda: self._address != address or self.over, SECONDS)
            assert moved, "the server cut a connection without having been killed"

    def answered(self, answer: Answer, *deeds: Deed) -> None:
        with self._changed:
            if answer.taken:
                self.deeds += deeds
                self._changed.notify_all()
            else:
                self.refused[f"{deeds[0].kind} {answer.status}"] += 1

    def wait_for_deeds(self, number: int) -> None:
        with self._changed:
            enough = self._changed.wait_for(lambda: len(self.deeds) >= number, SECONDS)
            assert enough, f"only {len(self.deeds)} of {number} deeds; refused: {dict(self.refused)}"


@dataclass
class World:
    """What the workers need to know: session tokens, addresses and numbers of what is there from the start."""

    artisan_token: str
    officer_token: str
    shop: list[str]
    drafts: list[str]
    certificates: list[int]
    known: list[str]
    line: Line = field(default_factory=Line)

    def workers(self, seed: int, photographers: int = 0) -> list[threading.Thread]:
        """Return a thread for each kind of work, or so many that only send photos.

        An error of one is raised by `join` of the drill, not swallowed.
        """
        kinds: list[Callable[[World, random.Random], Worker]] = [Artisan, Officer, Buyer, Newcomer]
        kinds = [Photographer] * photographers or kinds
        return [Labour(kind(self, random.Random(f"{seed} {number}"))) for number, kind in enumerate(kinds)]


class Labour(threading.Thread):
    """A worker in a thread; `trouble` is what ended it early."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(daemon=True)
        self.worker = worker
        self.trouble: BaseException | None = None

    def run(self) -> None:
        try:
            self.worker.work()
        except BaseException as error:
            self.trouble = error


class Worker:
    """Does one thing after the other until all is over. What got no answer is left alone: nothing is asked twice."""

    token = ""

    def __init__(self, world: World, dice: random.Random) -> None:
        self.world = world
        self.dice = dice
        self.visitor = Visitor("", {"sid": self.token_of(world)} if self.token_of(world) else {})
        self.numbers = count(1)

    def token_of(self, world: World) -> str:
        return ""

    def work(self) -> None:
        while address := self.world.line.reach():
            self.visitor.address = address
            try:
                self.step(next(self.numbers))
            except NO_ANSWER:
                self.forget()
                self.world.line.lost(address)

    def step(self, number: int) -> None:
        raise NotImplementedError

    def forget(self) -> None:
        """Begin anew after an answer that did not come."""


class Artisan(Worker):
    """Fills drafts with photos, one by one as the script does, or several with the form; now and then begins a bag."""

    code = ""
    photos = 0
    form_token = ""

    def token_of(self, world: World) -> str:
        return world.artisan_token

    def forget(self) -> None:
        self.code = ""

    def step(self, number: int) -> None:
        line = self.world.line
        if not self.code:
            self.form_token = self.visitor.get("/studio/listings").token
            self.code, self.photos = self._next_bag(), 0
            return
        several = self.dice.random() < 0.3
        sent = [
            jpeg(number * 10 + extra, (300, 380)) + f"{self.code} {number}".encode()
            for extra in range(3 if several else 1)
        ]
        deeds = [Deed("photo", f"{self.code}:{sha256(data).hexdigest()}") for data in sent]
        files = {f"{place}.jpg": data for place, data in enumerate(sent)}
        where = f"/studio/listings/{self.code}/{'edit' if several else 'photos'}"
        line.answered(self.visitor.post(where, {"csrf_token": self.form_token}, files), *deeds)
        self.photos += len(sent)
        if self.photos > 6:
            self.code = ""

    def _next_bag(self) -> str:
        """Take an empty draft, or begin a bag in every third case: there is a limit of 20 in an hour."""
        if self.world.drafts and self.dice.random() < 0.7:
            return self.world.drafts.pop()
        answer = self.visitor.post("/studio/listings/new", {"csrf_token": self.form_token})
        code = answer.place.split("/")[-2] if answer.taken else ""
        self.world.line.answered(answer, Deed("bag", code))
        return code


class Photographer(Artisan):
    """Sends photos and does nothing else, as long as there are empty drafts."""

    def _next_bag(self) -> str:
        return self.world.drafts.pop()


class Officer(Worker):
    """Suspends and reinstates certificates, each time with a reason of its own."""

    def token_of(self, world: World) -> str:
        return world.officer_token

    def step(self, number: int) -> None:
        certificate = self.dice.choice(self.world.certificates)
        page = self.visitor.get(f"/desk/certificates/{certificate}")
        suspends = 'value="suspend"' in page.text
        reason = f"alasan nomor {number}"
        fields = {
            "csrf_token": page.token,
            "version": page.text.split('name="version" value="')[1].split('"')[0],
            "action": "suspend" if suspends else "reinstate",
            "reason": reason,
            "method": "city_list",
            "checked_on": date.today().isoformat(),
        }
        answer = self.visitor.post(f"/desk/certificates/{certificate}", fields)
        self.world.line.answered(answer, Deed("decision", f"{certificate}:{reason}"))


class Buyer(Worker):
    """Asks about bags, each time as somebody else."""

    def step(self, number: int) -> None:
        self.visitor = Visitor(self.visitor.address, network=f"10.1.{number // 250}.{number % 250 + 1}")
        words = f"Apakah tas ini masih ada? Pertanyaan nomor {number}."
        fields = {"name": "Pembeli", "contact": f"pembeli{number}@contoh.invalid", "message": words}
        answer = self.visitor.post(f"{self.dice.choice(self.world.shop)}/inquiry", fields)
        self.world.line.answered(answer, Deed("inquiry", words))


class Newcomer(Worker):
    """Signs up by e-mail; some have an account already."""

    def step(self, number: int) -> None:
        self.visitor = Visitor(self.visitor.address, network=f"10.2.{number // 250}.{number % 250 + 1}")
        known = self.dice.random() < 0.4 and self.world.known
        email = self.world.known.pop() if known else f"baru{number}@contoh.invalid"
        fields = {
            "name": "Orang Baru",
            "identifier": email,
            "password": PASSWORD,
            "role": "buyer",
            "data_processing": "1",
        }
        self.world.line.answered(self.visitor.post("/sign-up", fields), Deed("sign_up", email))
