"""Forged requests: what the browser says of their origin, and the token of the session."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.web.csrf import csrf_field
from marketplace.web.doors import SAFE_METHODS, door_of
from tests.factories.make import Make
from tests.proofreading import BASE, ProofreadingClient

SignIn = Callable[[ProofreadingClient, Account], str]
OURS = [
    {},
    {"Origin": BASE},
    {"Origin": BASE, "Sec-Fetch-Site": "same-origin"},
    {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
]
FORGED = [
    {"Origin": "https://evil.example"},
    {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
    {"Origin": BASE, "Sec-Fetch-Site": "same-site"},
    {"Origin": "null"},
    {"Origin": "null", "Sec-Fetch-Site": "none"},
    {"Origin": "http://127.0.0.1:9000"},
    {"Origin": "http://127.0.0.1:8000.evil.example"},
    {"Origin": "http://127.0.0.1:8000@evil.example"},
    {"Origin": "http://evil.example/127.0.0.1:8000"},
    {"Origin": "127.0.0.1:8000"},
    {"Origin": ""},
    {"Origin": "http://[::1"},
    {"Origin": "http://[]"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "SAME-ORIGIN, cross-site"},
]


def send(app: Flask, headers: dict[str, str]) -> int:
    """The answer to a visitor's form from a client that adds no headers of its own."""
    client = FlaskClient(app, app.response_class)
    return client.post("/sign-in", data={}, headers=headers, base_url=BASE).status_code


@pytest.mark.parametrize("headers", OURS, ids=str)
def test_a_form_of_this_site_is_read(app: Flask, headers: dict[str, str]) -> None:
    assert send(app, headers) == 422


@pytest.mark.parametrize("headers", FORGED, ids=str)
def test_a_form_of_another_site_is_refused(app: Flask, headers: dict[str, str]) -> None:
    assert send(app, headers) == 400


@profile(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(max_codepoint=0xFF, exclude_categories=["Cc"]), max_size=40))
def test_whatever_stands_there_it_is_no_accident(app: Flask, text: str) -> None:
    assert send(app, {"Origin": f"http://{text}"}) in (400, 422)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("token", ["", "x", "of somebody else"])
def test_whoever_has_a_session_needs_the_token_of_that_session(
    app: Flask, client: ProofreadingClient, make: Make, sign_in: SignIn, role: Role, token: str
) -> None:
    """Also for the forms that are open to visitors: signing somebody in over a session is an attack too."""
    if token == "of somebody else":
        other = ProofreadingClient(app, app.response_class)
        sign_in(other, make.account(Role.BUYER))
        token = other.token("/account")
        assert token
    sign_in(client, make.account(role))
    for path in ("/sign-in", "/sign-out", "/reset", "/account/password"):
        assert client.post(path, data={"csrf_token": token}).status_code == 400, path


def test_a_cookie_that_opens_nothing_does_not_excuse_from_the_token(client: ProofreadingClient) -> None:
    client.set_cookie("sid", "made up", domain="127.0.0.1")
    assert client.post("/sign-in", data={}).status_code == 400


def test_a_token_in_the_address_is_none(client: ProofreadingClient, make: Make, sign_in: SignIn) -> None:
    sign_in(client, make.account(Role.BUYER))
    token = client.token("/account")
    assert client.post(f"/sign-out?csrf_token={token}").status_code == 400


def test_a_visitors_page_holds_no_field_and_so_needs_no_cookie(app: Flask) -> None:
    with app.test_request_context("/sign-in"):
        assert csrf_field() == ""
    with app.test_request_context("/sign-in", headers={"Cookie": "sid=a"}):
        assert 'name="csrf_token"' in csrf_field()


def test_no_door_that_needs_a_sign_in_is_excused_from_the_token(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        door = door_of(app, rule.endpoint)
        assert door is not None
        if door.form:
            assert door.public, rule.endpoint
            assert (rule.methods or set()) - SAFE_METHODS, f"{rule.endpoint} reads no form"


def test_an_installation_without_an_address_is_no_place_to_come_from(
    app: Flask, changed_settings: Callable[..., None]
) -> None:
    changed_settings(base_url="")
    assert send(app, {"Origin": ""}) == 400
    assert send(app, {"Origin": BASE}) == 422
