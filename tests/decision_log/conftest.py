"""A log with entries in it, for the tests of the log."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from marketplace.access.actors import SYSTEM
from marketplace.decision_log import operations
from marketplace.decision_log.rules.entries import Deed

Fill = Callable[..., None]


@pytest.fixture
def fill(session, clock) -> Fill:
    """Append entries and commit: fill(3), fill(1, record="BTG-7K4P")."""

    def append(count: int, **changes: object) -> None:
        for number in range(count):
            values = {"action": "certificate.verify", "actor": SYSTEM, "at": clock(), **changes}
            operations.append(Deed(**values), about=("decision", number + 1))
        session.commit()

    return append


@pytest.fixture
def sign(app, session, clock):
    """Sign the log as it is, with the application's own key, and commit."""

    def now():
        key = app.extensions["toolbox"].log_key.load_or_make()
        signed = operations.sign(operations.check(), key, origin="terajut.example/decisions", at=clock())
        session.commit()
        return signed

    return now


@pytest.fixture(autouse=True)
def no_key(app):
    """Every test begins without a private key, whoever signed in this process before, and leaves none."""
    path = app.extensions["toolbox"].log_key.path
    path.unlink(missing_ok=True)
    yield
    path.unlink(missing_ok=True)
