"""Letters as they reach people: in their language, with links to the configured address, copied letter by letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from flask import Flask, has_request_context
from flask_babel import gettext
from jinja2 import UndefinedError, meta
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.runner import Runner
from marketplace.adapters.mail.memory import MemoryMailer
from marketplace.adapters.mail.outbox import post
from marketplace.settings import PROJECT
from marketplace.web.letters import render
from tests.conftest import NOON

FOLDER = PROJECT / "templates" / "mail"
LETTERS = sorted(path.stem for path in FOLDER.glob("*.txt"))
HOSTILE = "Bu <b>Siti</b> & {{7*7}} 'x' \"y\""
ENDING = {"holder": HOSTILE, "code": "BTG-7K4P", "scheme": HOSTILE, "has_mail": False}
WISH = {
    "words": HOSTILE,
    "slug": "siti",
    "query": {"type": ["tote"]},
    "total": 3,
    "more": 2,
    "bags": [
        {
            "title": HOSTILE,
            "price": 1000,
            "maker": HOSTILE,
            "slug": "tas",
            "code": "0000000001",
            "why": HOSTILE,
        }
    ],
}
VALUES: dict[str, Any] = {
    "token": "t0ken",
    "code": "BTG-7K4P",
    "thread_id": 7,
    "photos": 2,
    "approval_id": 7,
    "certificate_id": 7,
    "report_id": 7,
    "question_id": 7,
    "takedown_id": 7,
    "price": 285_000,
    "quantity": 12,
    "deed": "propose",
    "sum": 285_000,
    "ready": "2026-10-31",
    "where": ["order_notes.show", {"token": "t0ken"}],
    "review": {"token": "t0ken", "proof": "p" * 43},
    "place": {"slug": "tas", "code": "0000000001"},
    "ruling": "hide",
    "outcome": "granted",
    "status": "revoked",
    "due": "2026-10-31",
    "first_on": "2026-10-27",
    "last_on": "2026-10-30",
    "stands_until": "2026-10-26T16:00:00+00:00",
    "until": "2026-10-30",
    "wishes": [WISH],
    "more": 2,
    "lines": [{"words": HOSTILE, "page": "studio.inbox_thread", "values": {"thread_id": 7}}],
    "ending": [ENDING | {"valid_until": "2026-10-31", "register_by": "2026-09-30"}],
}
"""What a letter is given that is more than a text; every other blank is filled with HOSTILE."""
LATER = {"all_new", "begun", "by_itself", "lsp", "photos", "price", "review"}
"""Blanks a letter got after its first day: one that was queued before an upgrade goes out without them."""
PROMISED = {"_", "gettext", "ngettext", "locale", "now", "today", "actor", "request_id"}


@cache
def blanks(app: Flask, name: str) -> frozenset[str]:
    """The names a template is waiting for, beside those that every template may use."""
    source = (FOLDER / f"{name}.txt").read_text("utf-8")
    found = meta.find_undeclared_variables(app.jinja_env.parse(source))
    return frozenset(found - set(app.jinja_env.globals) - PROMISED)


def filled(app: Flask, name: str) -> dict[str, Any]:
    return {blank: VALUES.get(blank, HOSTILE) for blank in blanks(app, name)}


@pytest.mark.parametrize("locale", ["id", "en"])
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_copies_names_as_they_are_and_links_to_the_configured_address(
    app: Flask, name: str, locale: str
) -> None:
    with app.test_request_context(
        "/", base_url="http://localhost", headers={"X-Forwarded-Host": "evil.example"}
    ):
        subject, body = render(name, locale, filled(app, name))
    assert subject
    assert "\n" not in subject
    text = f"{subject}\n{body}"
    assert "&lt;" not in text
    assert "&#" not in text
    assert "49" not in text
    for link in re.findall(r"\w+://\S+", body):
        assert link.startswith("http://127.0.0.1:8000/"), link
        assert link.startswith("http://127.0.0.1:8000/en/") is (locale == "en"), link


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_with_something_missing_is_not_sent(app: Flask, name: str) -> None:
    wanted = blanks(app, name)
    with app.app_context():
        for blank in wanted - LATER:
            context = filled(app, name)
            if blank == "code" and "bag" in context:
                context["bag"] = ""  # a report is about a record or about a bag
            del context[blank]
            with pytest.raises(UndefinedError, match=blank):
                render(name, "id", context)


def test_the_page_that_writes_the_letter_keeps_its_own_language(app: Flask) -> None:
    with app.test_request_context("/about"):
        before = gettext("Sign in")
        english = render("reset", "en", {"name": "Ada", "token": "t"})
        assert gettext("Sign in") == before != "Sign in"
        indonesian = render("reset", "id", {"name": "Ada", "token": "t"})
    assert "Hello Ada" in english[1]
    assert "Hello" not in indonesian[1]
    assert not has_request_context()


@pytest.mark.parametrize(
    ("base_url", "start"),
    [
        ("https://terajut.example", "https://terajut.example/reset/t"),
        ("https://terajut.example:8443", "https://terajut.example:8443/reset/t"),
        ("http://[::1]:8000", "http://[::1]:8000/reset/t"),
        ("https://rajut\u00e9.example", "https://rajut\u00e9.example/reset/t"),
    ],
)
def test_letters_go_out_whatever_the_address_of_the_site_looks_like(
    session: Session,
    jobs: Runner,
    outbox: MemoryMailer,
    changed_settings: Callable[..., None],
    base_url: str,
    start: str,
) -> None:
    changed_settings(base_url=base_url)
    post(session, "reset", "ada@contoh.invalid", key="reset-1", locale="id", at=NOON, name="Ada", token="t")
    session.commit()
    jobs.run_all()
    (letter,) = outbox.letters
    assert letter.to == "ada@contoh.invalid"
    assert re.fullmatch(r"reset-1@[a-z0-9.-]+", letter.message_id)
    assert start in letter.text


def test_two_letters_have_two_keys_and_one_letter_one(
    session: Session, jobs: Runner, outbox: MemoryMailer
) -> None:
    for key in ("a-1", "a-2", "a-1"):
        post(session, "password_changed", "ada@contoh.invalid", key=key, locale="en", at=NOON, name="Ada")
        session.commit()
    jobs.run_all()
    assert sorted(letter.message_id for letter in outbox.letters) == ["a-1@127.0.0.1", "a-2@127.0.0.1"]


@pytest.mark.parametrize("name", ["Ada\r\nBcc: x@evil.example", "Ada\rBcc: x@evil.example", "Ada\nBcc: x"])
def test_no_name_can_add_a_line_to_the_head_of_a_letter(
    session: Session, jobs: Runner, outbox: MemoryMailer, name: str
) -> None:
    post(
        session, "inquiry", "ada@contoh.invalid", key="i-1", locale="id", at=NOON,
        name="Ada", buyer=name, bag=name, body="x", thread_id=1,
    )  # fmt: skip
    session.commit()
    jobs.run_all()
    for letter in outbox.letters:
        assert "Bcc" not in letter.subject
        assert letter.to == "ada@contoh.invalid"
