"""A second application on the tests' database, one that keeps its pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask import Flask

from marketplace.adapters.pages.values import Values
from marketplace.adapters.versions import triggers
from marketplace.app import create_app
from marketplace.database.base import db
from marketplace.settings import Settings
from marketplace.web.kept_pages import KeptPages
from tests.conftest import SettableClock
from tests.proofreading import ProofreadingClient

BROTLI = {"Accept-Encoding": "gzip, br"}


@contextmanager
def keeping_site(settings: Settings, clock: SettableClock, **changes: object) -> Iterator[Flask]:
    """Open it; `changes` are settings."""
    app = create_app(replace(settings, **{"page_memory_bytes": 4_000_000, **changes}), clock=clock)
    app.test_client_class = ProofreadingClient
    with app.app_context(), db.engine.begin() as connection:
        triggers.put_on(connection, db.metadata)
    yield app
    app.extensions["toolbox"].close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def begin_anew(site: Flask, clock: SettableClock) -> None:
    """Let a site of `keeping_site` have kept nothing yet, at the moment of the test; in an application context."""
    box = site.extensions["toolbox"]
    box.clock.now = clock.now
    box.pages._pages.clear()
    box.pages.weight = 0
    box.values = Values()
    box.versions.close()
    box.versions._not_before = 0.0  # a test before may have met a database without triggers
    with db.engine.begin() as connection:
        triggers.put_on(connection, db.metadata)


def keeper(app: Flask) -> KeptPages:
    """The part of an application that answers from what is kept."""
    part = app.wsgi_app
    while not isinstance(part, KeptPages):
        part = part.application  # type: ignore[attr-defined] # each layer has the next one
    return part
