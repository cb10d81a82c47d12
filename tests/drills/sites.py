"""A server with something on it, and ways to send it what no browser sends."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.parser import HeaderParser
from http.client import HTTPMessage
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from marketplace.access.roles import Role
from marketplace.accounts import sign_ins
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.kit.clock import system_clock
from tests.drills.kills import OWN, same_site
from tests.drills.serving import Server
from tests.drills.visitors import Answer, Visitor
from tests.factories.make import Make
from tests.proofreading import proofread

NETWORKS = count()


@dataclass(frozen=True, slots=True)
class Site:
    """A server with one artisan, one officer, one draft (or some more, in `drafts`) and one bag on show."""

    address: str
    artisan: str
    officer: str
    draft: str
    bag: str
    folder: Path
    process: int
    drafts: tuple[str, ...] = ()

    def stranger(self) -> Visitor:
        """Somebody from a network of their own, so that no limit speaks before what is tested does."""
        number = next(NETWORKS)
        return Visitor(self.address, network=f"10.9.{number // 250}.{number % 250 + 1}")

    def signed_in(self, token: str) -> Visitor:
        return Visitor(self.address, {"sid": token}, "10.8.8.8")


@contextmanager
def serving(folder: Path, database_url: str, *, drafts: int = 0) -> Iterator[Site]:
    """Serve a site in a folder; afterwards it must still be well, and its log without an accident."""
    settings = OWN | {"DATABASE_URL": database_url}
    server = Server(folder, **settings)
    address = server.address()
    app = same_site(folder, settings)
    with (
        app.app_context(),
        writing() as session,
    ):  # the server writes too: nobody may read first and write then
        make = Make(session, system_clock)
        maker = make.artisan()
        draft, bag = make.listing(maker, state="draft", photos=0), make.listing(maker, photos=0)
        tokens = [
            sign_ins.begin(person, at=system_clock())
            for person in (maker.account, make.account(Role.OFFICER))
        ]
        more = tuple(make.listing(maker, state="draft", photos=0, title="Tas").code for _ in range(drafts))
        session.commit()
        shown = f"/products/{bag.slug}-{bag.code}"
        found = Site(address, *tokens, draft.code, shown, folder, server.process.pid, more)
    app.extensions["toolbox"].close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    yield found
    assert Visitor(address).get("/healthz").status == 200
    assert server.end() == 0
    log = (folder / "server.log").read_text()
    assert "Traceback" not in log
    assert "unexpected" not in log


def assert_page(answer: Answer, status: int, prefix: str = "") -> None:
    """A whole page, in the language of its address, without a flaw."""
    language = "en" if prefix else "id"
    assert answer.status == status, answer.text[:2000]
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert re.search(f'<html[^>]* lang="{language}"', answer.text), answer.text[:500]
    assert "<h1" in answer.text
    assert not proofread(answer.text, language)


def raw(site: Site, *pieces: bytes) -> Answer:
    """Send bytes as they are, and read what comes until the other side closes."""
    where = urlsplit(site.address)
    with socket.create_connection((where.hostname, where.port), timeout=60) as connection:
        for piece in pieces:
            connection.sendall(piece)
        got = b""
        while part := connection.recv(65536):
            got += part
    head, _, body = got.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    return Answer(int(lines[0].split()[1]), _headers(lines[1:]), body.decode("utf-8", "replace"))


def _headers(lines: list[str]) -> HTTPMessage:
    return HeaderParser(_class=HTTPMessage).parsestr("\r\n".join(lines))


def head(method: str, path: bytes, site: Site, *headers: str) -> bytes:
    host = urlsplit(site.address).netloc
    lines = "".join(f"{line}\r\n" for line in (f"Host: {host}", "Connection: close", *headers))
    return method.encode() + b" " + path + b" HTTP/1.1\r\n" + lines.encode("latin-1") + b"\r\n"
