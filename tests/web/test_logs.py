"""One event is one line, and no line holds what is nobody's business."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.web.logs import FIELDS, JsonLines, configure
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

SECRET = "Zm9yIHRoaXMgdGVzdCBvbmx5LCBub3QgYSByZWFsIG9u"
NIK = "6474010101900001"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, object]]]]:
    """What was logged about requests since the test began."""
    log = logging.getLogger("marketplace.requests")
    records: list[logging.LogRecord] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            records.append(record)

    keep, level = Keep(), log.level
    log.addHandler(keep)
    log.setLevel(logging.INFO)
    yield lambda: [json.loads(JsonLines().format(record)) for record in records]
    log.removeHandler(keep)
    log.setLevel(level)


def written(message: str, *values: object, **extra: object) -> str:
    record = logging.LogRecord("marketplace.x", logging.INFO, __file__, 1, message, values, None)
    record.__dict__.update(extra)
    return JsonLines().format(record)


@given(st.text(), st.text())
def test_whatever_is_logged_stays_one_line_of_plain_signs(message: str, path: str) -> None:
    line = written("%s", message, path=path)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["message"] == message
    assert json.loads(line)["path"] == path


def test_only_the_fields_agreed_upon_are_written() -> None:
    line = json.loads(written("x", request_id="a", status=200, password="rahasia", kind=object()))
    assert set(line) == {"at", "level", "logger", "message", "request_id", "status", "kind"}
    assert "password" not in FIELDS


def test_a_trace_is_part_of_its_line() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("marketplace", logging.ERROR, __file__, 1, "x", (), sys.exc_info())
    line = JsonLines().format(record)
    assert "\n" not in line
    assert "ValueError: two\nlines" in json.loads(line)["trace"]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/about?q=rahasia", "/about"),
        ("/en/about", "/about"),
        (f"/reset/{SECRET}", "/reset/<token>"),
        (f"/invitation/{SECRET}", "/invitation/<token>"),
        (f"/reset/{SECRET}/", "/reset/*/"),
        (f"/reset/{SECRET}/.", "/reset/*/."),
        (f"/Reset/{SECRET}", "/Reset/*"),
        (f"/private/{SECRET}.webp", "/private/*"),
        (f"/{SECRET}", "/*"),
        (f"/nik/{NIK}", "/nik/*"),
        ("/0f3a9c0011aa22bb33cc44dd", "/*"),
        ("/wp-login.php", "/wp-login.php"),
        ("/tas/tote-ombak-satu-lagi", "/tas/tote-ombak-satu-lagi"),
        ("/nowhere/%0aGET%20/x", "/nowhere/\nGET /x"),
        ("/" + "a/" * 300, "/" + "a/" * 99 + "a"),
    ],
)
def test_a_line_tells_where_somebody_went_but_no_secret_of_the_address(
    client: ProofreadingClient, lines: Callable[[], list[dict[str, object]]], path: str, kept: str
) -> None:
    client.get(path)
    assert [line["path"] for line in lines()] == [kept]


def test_a_wrong_method_gives_no_secret_away_either(
    client: ProofreadingClient, lines: Callable[[], list[dict[str, object]]]
) -> None:
    client.put(f"/reset/{SECRET}")
    assert SECRET not in str(lines())
    assert lines()[0]["status"] == 405


def test_a_line_names_the_request_and_nobody(
    client: ProofreadingClient,
    make: Make,
    sign_in: Callable[[ProofreadingClient, Account], str],
    lines: Callable[[], list[dict[str, object]]],
) -> None:
    who = make.account(Role.BUYER, phone="+6281234567890")
    token = sign_in(client, who)
    answer = client.post(
        "/account/password", data={"current": SECRET, "csrf_token": client.token("/account")}
    )
    line = lines()[-1]
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert (line["method"], line["status"]) == ("POST", answer.status_code)
    assert line["endpoint"] == "accounts.change_password"
    assert isinstance(line["milliseconds"], float)
    for private in (SECRET, token, who.email, who.phone, who.name, "127.0.0.1"):
        assert str(private) not in str(lines())


def test_two_requests_have_two_numbers(client: ProofreadingClient) -> None:
    numbers = {client.get("/healthz").headers["X-Request-Id"] for _ in range(3)}
    assert len(numbers) == 3


def test_logs_go_to_standard_error_once(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger("marketplace")
    before = (root.handlers, root.level, root.propagate)
    try:
        configure()
        configure()
        logging.getLogger("marketplace.web").info("said %s", "once")
        logging.getLogger("marketplace.web").debug("not said")
    finally:
        root.handlers, root.level, root.propagate = before
    out, err = capsys.readouterr()
    assert out == ""
    assert [json.loads(line)["message"] for line in err.splitlines()] == ["said once"]
