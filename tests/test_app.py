"""Assembly: the one place that commits, who is found behind a token, whose address is believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts import sign_ins
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.rules import SESSION
from marketplace.app import _wrap, create_app
from marketplace.database.base import db
from marketplace.database.session import session as open_session
from marketplace.extensions import limiter
from marketplace.kit.errors import Conflict
from marketplace.settings import Settings, SettingsError
from marketplace.web.doors import Door
from tests.conftest import NOON, SettableClock
from tests.factories.make import Make
from tests.proofreading import BASE, ProofreadingClient

TRIED = "tried@contoh.invalid"


@pytest.fixture
def behind(app: Flask) -> Iterator[Callable[..., None]]:
    """Put another view behind the about page, or behind the form of the sign-in page."""
    before = dict(app.view_functions)

    def put(endpoint: str, answer: Callable[[], object], door: Door) -> None:
        def view(**values: object) -> object:
            open_session.add(
                Account(name="x", email=TRIED, password_hash="!", role=Role.BUYER, created_at=NOON)
            )
            open_session.flush()
            return answer()

        view.door = door  # type: ignore[attr-defined]
        app.view_functions[endpoint] = view

    yield put
    app.view_functions.clear()
    app.view_functions.update(before)


def fail() -> None:
    raise Conflict


def form_of(app: Flask) -> str:
    """The endpoint that reads the form posted to /sign-in."""
    return app.url_map.bind("").match("/sign-in", method="POST")[0]


def kept(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count(Account.id)).where(Account.email == TRIED)) or 0


@pytest.mark.parametrize(
    ("answer", "status", "rows"),
    [
        (lambda: "fine", 200, 1),
        (lambda: Response("", 303, {"Location": "/"}), 303, 1),
        (lambda: Response("", 399), 399, 1),
        (lambda: Response("<h1>no</h1>", 400, mimetype="text/plain"), 400, 0),
        (lambda: Response("", 422, mimetype="text/plain"), 422, 0),
        (lambda: Response("", 500, mimetype="text/plain"), 500, 0),
        (fail, 409, 0),
    ],
    ids=["200", "303", "399", "400", "422", "500", "refusal"],
)
def test_a_form_that_is_answered_well_is_kept_and_no_other(
    app: Flask,
    session: Session,
    behind: Callable[..., None],
    answer: Callable[[], object],
    status: int,
    rows: int,
) -> None:
    behind(form_of(app), answer, Door(form=True))
    client = FlaskClient(app, app.response_class)
    assert client.post("/sign-in", base_url=BASE).status_code == status
    assert kept(session) == rows


@pytest.mark.parametrize(("writes", "rows"), [(False, 0), (True, 1)])
def test_looking_writes_nothing_unless_its_door_says_so(
    app: Flask, session: Session, behind: Callable[..., None], writes: bool, rows: int
) -> None:
    behind("pages.about", lambda: "fine", Door(writes=writes))
    client = FlaskClient(app, app.response_class)
    assert client.get("/about", base_url=BASE).status_code == 200
    assert kept(session) == rows


@pytest.mark.parametrize(("pause", "status"), [(SESSION.idle - timedelta(days=1), 200), (SESSION.idle, 303)])
def test_a_sign_in_counts_while_it_is_used_and_ends_when_it_is_not(
    client: ProofreadingClient,
    make: Make,
    sign_in: Callable[[ProofreadingClient, Account], str],
    clock: SettableClock,
    pause: timedelta,
    status: int,
) -> None:
    """All within its whole life: only the pause since the last look differs."""
    sign_in(client, make.account(Role.BUYER))
    clock.now += SESSION.idle - timedelta(seconds=1)
    assert client.get("/account").status_code == 200
    clock.now += pause
    assert clock.now < NOON + SESSION.absolute
    assert client.get("/account").status_code == status


def test_the_last_look_is_noted_now_and_then_only(
    client: ProofreadingClient,
    make: Make,
    sign_in: Callable[[ProofreadingClient, Account], str],
    clock: SettableClock,
    session: Session,
) -> None:
    sign_in(client, make.account(Role.BUYER))
    for wait, noted in ((sign_ins.SEEN_EVERY, NOON), (timedelta(seconds=1), None)):
        clock.now += wait
        client.get("/account")
        session.rollback()
        session.expire_all()
        assert session.scalars(select(SignIn.last_seen_at)).one() == (noted or clock.now)


@pytest.mark.parametrize(
    ("proxies", "address", "scheme"),
    [(0, "10.0.0.1", "http"), (1, "203.0.113.9", "https"), (2, "198.51.100.7", "http")],
)
def test_a_forwarded_address_is_believed_from_as_many_proxies_as_there_are(
    settings: Settings, proxies: int, address: str, scheme: str
) -> None:
    app = Flask("bare")
    app.extensions["toolbox"] = SimpleNamespace(pages=None)
    seen: dict[str, str] = {}

    def inside(environ: dict[str, str], start_response: Callable[..., None]) -> list[bytes]:
        seen.update({name: str(environ[name]) for name in ("REMOTE_ADDR", "wsgi.url_scheme", "HTTP_HOST")})
        start_response("200 OK", [])
        return [b""]

    app.wsgi_app = inside  # type: ignore[method-assign, assignment]
    _wrap(app, replace(settings, proxies=proxies))
    headers = {
        "X-Forwarded-For": "198.51.100.7, 203.0.113.9",
        "X-Forwarded-Proto": "http, https",
        "X-Forwarded-Host": "evil.example",
    }
    FlaskClient(app, Response).get(
        "/", base_url=BASE, headers=headers, environ_base={"REMOTE_ADDR": "10.0.0.1"}
    )
    assert seen == {"REMOTE_ADDR": address, "wsgi.url_scheme": scheme, "HTTP_HOST": "127.0.0.1:8000"}


@pytest.mark.usefixtures("app")
def test_limits_are_set_up_whatever_the_application_before_left_the_switch_at(settings: Settings) -> None:
    limiter.enabled = False
    created = create_app(settings, clock=SettableClock())
    client = created.test_client()
    try:
        limiter.enabled = True
        codes = [client.get("/reports/0000000000").status_code for _ in range(40)]
        assert codes[-1] == 429
    finally:
        limiter.enabled = False
        created.extensions["toolbox"].close()
        with created.app_context():
            db.engine.dispose()


def test_an_installation_without_texts_does_not_start(settings: Settings) -> None:
    from_nowhere = replace(settings, content="nowhere")
    with pytest.raises(SettingsError, match="CONTENT"):
        create_app(from_nowhere)
