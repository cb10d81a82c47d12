"""Every letter about accounts, in both languages, as it reaches the person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.accounts import mails
from marketplace.accounts.models import Account
from marketplace.web.letters import render
from tests.conftest import NOON

LETTERS = {
    "sign_up": {"name": "Bu <Siti> & {{7*7}}", "token": "t"},
    "sign_up_known": {"name": "Siti"},
    "reset": {"name": "Siti", "token": "t"},
    "invitation": {"inviter": "Pak Kepala", "token": "t", "admin": True, "lsp": False},
    "password_changed": {"name": "Siti"},
    "reset_code": {"name": "Siti"},
    "second_factor_on": {"name": "Siti"},
    "second_factor_off": {"name": "Siti"},
}


@pytest.mark.parametrize("locale", ["id", "en"])
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_has_a_subject_a_body_and_says_why(app: Flask, name: str, locale: str) -> None:
    with app.app_context():
        subject, body = render(name, locale, LETTERS[name])
    assert subject
    assert "Terajut" in subject
    assert len(subject) < 80
    assert "\n-- \n" in body or "\n--\n" in body
    assert "\n\n\n\n" not in body
    assert ("You get this letter" if locale == "en" else "Anda menerima surat ini") in body
    if "http" in body:
        assert ("http://127.0.0.1:8000/en/" in body) is (locale == "en")


def test_names_are_copied_letter_by_letter(app: Flask) -> None:
    with app.app_context():
        assert "Bu <Siti> & {{7*7}}," in render("sign_up", "id", LETTERS["sign_up"])[1]


def test_people_without_an_address_get_no_letter(
    session: Session, person: Callable[..., Account], deliver: Callable
) -> None:
    who = person(email=None, phone="+6281234567890")
    mails.notice(who, "password_changed", NOON)
    session.commit()
    assert deliver() == []
