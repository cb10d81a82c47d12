"""How pages of accounts answer, and where people arrive."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from flask import Flask
from flask import session as cookie
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from marketplace.access.roles import TWO_STEPS, Role
from marketplace.accounts import sign_ins
from marketplace.accounts.credentials import Known, stamp
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.rules import session_lifetime
from marketplace.accounts.schemas import AcceptInvitation
from marketplace.accounts.views.blueprint import area, let_in, name_what_is_missing, page
from marketplace.kit.tokens import digest
from marketplace.web.forms import Form
from tests.conftest import NOON
from tests.factories.make import Make


def known(account: Account) -> Known:
    return Known(account.id, account.role, stamp(account.password_hash), False)


@pytest.mark.parametrize("role", Role)
def test_a_sign_in_gives_a_fresh_token_for_as_long_as_the_role_allows(
    app: Flask, session: Session, make: Make, role: Role
) -> None:
    who = make.account(role)
    with app.test_request_context(headers={"Cookie": "sid=chosen-by-somebody-else"}):
        cookie["left"] = "over"
        answer = let_in(known(who), "")
        assert dict(cookie) == {}
        assert answer.location == area(role)
        tokens = session.scalars(select(SignIn.token_digest)).all()
    morsel = SimpleCookie(answer.headers["Set-Cookie"])["sid"]
    assert answer.status_code == 303
    assert morsel.value != "chosen-by-somebody-else"
    assert tokens == [digest(morsel.value)]
    assert int(morsel["max-age"]) == session_lifetime(staff=role in TWO_STEPS).absolute.total_seconds()


def test_signing_in_again_ends_the_sign_in_of_the_same_browser_alone(
    app: Flask, session: Session, make: Make
) -> None:
    who = make.account()
    here, there = (sign_ins.begin(who, at=NOON) for _ in range(2))
    with app.test_request_context(headers={"Cookie": f"sid={here}"}):
        let_in(known(who), "")
        left = set(session.scalars(select(SignIn.token_digest)))
    assert digest(here) not in left
    assert digest(there) in left
    assert len(left) == 2


@pytest.mark.parametrize(
    ("wanted", "arrives"),
    [
        ("/studio/bags", "/studio/bags"),
        ("//evil.example", "/account"),
        ("/\\evil.example", "/account"),
        ("https://evil.example/account", "/account"),
        ("", "/account"),
    ],
)
def test_people_arrive_on_this_site(
    app: Flask, session: Session, make: Make, wanted: str, arrives: str
) -> None:
    with app.test_request_context():
        assert let_in(known(make.account()), wanted).location == arrives


def test_an_empty_field_is_asked_for_by_name_and_another_mistake_keeps_its_words(app: Flask) -> None:
    form = Form(AcceptInvitation, MultiDict({"name": " ", "password": "abc"}), None)
    form.errors = {"name": "generic", "password": "too short", "form": "generic"}
    with app.test_request_context():
        name_what_is_missing(form)
    assert form.errors["password"] == "too short"
    assert form.errors["name"] != "generic"
    assert form.errors["form"] == "generic"


@pytest.mark.parametrize("status", [200, 404, 422])
def test_nobody_keeps_a_page_whose_address_may_hold_a_secret(app: Flask, status: int) -> None:
    with app.test_request_context():
        answer = page("link_gone", status, again="/sign-in")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
