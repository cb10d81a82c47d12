"""What every test may ask for. One database per test run and process; every test leaves it empty."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings as hypothesis_settings
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from marketplace.accounts import sign_ins
from marketplace.accounts.models import Account
from marketplace.adapters.jobs.runner import Runner
from marketplace.adapters.mail.memory import MemoryMailer
from marketplace.app import create_app
from marketplace.background import make_runner
from marketplace.database.base import db
from marketplace.extensions import limiter
from marketplace.pictures import operations as pictures
from marketplace.settings import Settings
from marketplace.web.identity import cookie_name
from tests.buckets import bucket as bucket
from tests.buckets import bucket_server as bucket_server
from tests.emptying import empty_tables
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

hypothesis_settings.register_profile("terajut", deadline=None)  # how fast the machine is now is not tested
hypothesis_settings.load_profile("terajut")

NOON = datetime(2026, 4, 14, 1, 12, tzinfo=UTC)
"""14 April 2026, 09.12 on the wall clock in Bontang."""


VISITED = ("record", "bag", "whatsapp")
"""The kinds of pages whose readers are counted in memory: what one test counted is not found by the next."""

DATABASES = {"database_url", "own_database", "fresh_database", "newest", "filled"}
"""The fixtures that are a database of the kind the run is about, or the address of one."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out of the run on PostgreSQL what asks for no database: it has said all it can in the run on SQLite."""
    if not on_postgresql():
        return
    kept = [item for item in items if DATABASES & set(getattr(item, "fixturenames", ()))]
    asked = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in asked])
    items[:] = kept


def on_postgresql() -> bool:
    return os.environ.get("MARKETPLACE_TEST_DATABASE") == "postgresql"


class SettableClock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """SQLite in a file, or a database of this process's own on the PostgreSQL server the environment names."""
    server = os.environ.get("MARKETPLACE_TEST_POSTGRES_URL", "")
    if not on_postgresql():
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'test.db'}"
        return
    if not server:
        pytest.fail(
            "MARKETPLACE_TEST_DATABASE is postgresql, but MARKETPLACE_TEST_POSTGRES_URL names no server"
        )
    name = f"terajut_test_{worker_id}_{os.getpid()}"
    url = make_url(server).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield url.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder: Path = tmp_path_factory.mktemp("instance")
    return Settings(
        testing=True,
        secret_key="a secret for tests only",
        data_dir=folder,
        database_url=database_url,
        media_dir=folder / "media",
        private_dir=folder / "private",
        mail_url="memory:",
        jobs_in_web=False,
        page_memory_bytes=0,  # what is kept has tests of its own; all others see each page made
    )


@pytest.fixture(scope="session")
def application(settings: Settings) -> Iterator[Flask]:
    app = create_app(settings, clock=SettableClock())
    app.test_client_class = ProofreadingClient
    with app.app_context():
        db.create_all()
    yield app
    app.extensions["toolbox"].close()
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(application: Flask) -> Iterator[Flask]:
    box = application.extensions["toolbox"]
    box.clock.now = NOON
    box.mailer.letters.clear()
    for kind in VISITED:
        box.visits_of(kind).take()
    yield application
    shutil.rmtree(application.extensions["toolbox"].settings.search_dir, ignore_errors=True)
    with application.app_context():
        db.session.rollback()
        with db.engine.begin() as connection:
            empty_tables(connection)
        db.session.remove()


@pytest.fixture
def clock(app: Flask) -> SettableClock:
    found: SettableClock = app.extensions["toolbox"].clock
    return found


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session in an application context of the test's own; requests get theirs."""
    with app.app_context():
        yield db.session()
        db.session.rollback()


@pytest.fixture
def make(session: Session, clock: SettableClock) -> Make:
    return Make(session, clock)


@pytest.fixture
def client(app: Flask) -> ProofreadingClient:
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def sign_in(
    app: Flask, session: Session, clock: SettableClock
) -> Callable[[ProofreadingClient, Account], str]:
    """Sign an account in on a client without the form; returns the session token."""

    def enter(client: ProofreadingClient, account: Account) -> str:
        token = sign_ins.begin(
            account, at=clock(), device="test", second_factor=account.totp_confirmed_at is not None
        )
        session.commit()
        with app.test_request_context():
            name = cookie_name()
        client.set_cookie(name, token, domain="127.0.0.1")
        return token

    return enter


@pytest.fixture(autouse=True)
def no_limits() -> None:
    """Limits of requests are one switch for all applications, and one made as in production turns it on."""
    limiter.enabled = False


@pytest.fixture
def limits(app: Flask) -> Iterator[None]:
    """Limits of requests as they are outside tests, counted from nothing."""
    limiter.enabled = True
    limiter.reset()
    yield
    limiter.reset()
    limiter.enabled = False


@pytest.fixture
def jobs(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """The runner of jobs; the fine pass of pictures does not wait for calm, so that `run_all` means all."""
    monkeypatch.setattr(pictures, "CALM", timedelta(0))
    return make_runner(app)


@pytest.fixture
def outbox(app: Flask) -> MemoryMailer:
    mailer: MemoryMailer = app.extensions["toolbox"].mailer
    return mailer


@pytest.fixture
def changed_settings(app: Flask) -> Iterator[Callable[..., None]]:
    """Change settings of the running application for one test."""
    box = app.extensions["toolbox"]
    before = box.settings
    yield lambda **changes: setattr(box, "settings", replace(before, **changes))
    box.settings = before


@pytest.fixture
def queries(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """`with queries() as asked:` collects the statements sent to the database, transactions' own words left out."""

    @contextmanager
    def collect() -> Iterator[list[str]]:
        asked: list[str] = []

        def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
            if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")):
                asked.append(statement)

        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return collect
