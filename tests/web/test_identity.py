"""Who is asking, and the cookie that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie

import pytest
from flask import Flask, Response

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.extensions import login
from marketplace.kit.errors import SignInRequired
from marketplace.web import identity

SITI = Actor(id=7, role=Role.ARTISAN, name="Siti")
TOKENS = {"right": SITI}


@pytest.fixture(params=[True, False], ids=["tls", "plain"])
def site(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """A bare application that knows one token, reached over TLS or not."""
    before = login._request_callback
    app = Flask("bare")
    app.config["SESSION_COOKIE_SECURE"] = request.param
    app.secret_key = "for this test"
    identity.install(app, TOKENS.get)
    yield app
    login.request_loader(before)


def cookie_of(response: Response) -> tuple[str, dict[str, str]]:
    (morsel,) = SimpleCookie(response.headers["Set-Cookie"]).values()
    return morsel.key, {name: value for name, value in morsel.items() if value}


def with_cookie(site: Flask, text: str) -> Callable[[], Actor | None]:
    def ask() -> Actor | None:
        with site.test_request_context("/", headers={"Cookie": text}):
            return identity.maybe_actor()

    return ask


def test_the_session_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts(site: Flask) -> None:
    secure = site.config["SESSION_COOKIE_SECURE"]
    with site.test_request_context():
        name, attributes = cookie_of(identity.give_session(Response(), "right", 3600))
    assert name == ("__Host-sid" if secure else "sid")
    assert attributes.pop("secure", False) is secure
    assert attributes.pop("expires")
    assert attributes == {"path": "/", "httponly": True, "samesite": "Lax", "max-age": "3600"}


def test_forgetting_names_the_same_cookie_with_the_same_attributes(site: Flask) -> None:
    """A browser that knows a `__Host-` cookie drops one that comes back without Secure."""
    with site.test_request_context():
        given, kept = cookie_of(identity.give_session(Response(), "right", 3600))
        taken, gone = cookie_of(identity.take_session(Response()))
    assert taken == given
    assert gone.pop("max-age") == "0"
    assert gone.pop("expires").startswith("Thu, 01 Jan 1970")
    assert gone.items() <= kept.items()
    assert gone.keys() == kept.keys() - {"max-age", "expires"}


def test_the_token_alone_says_who_it_is(site: Flask) -> None:
    with site.test_request_context():
        name = identity.cookie_name()
    other = {"__Host-sid": "sid", "sid": "__Host-sid"}[name]
    assert with_cookie(site, f"{name}=right")() == SITI
    for text in ("", f"{name}=", f"{name}=wrong", f"{name}=RIGHT", f"{other}=right", "remember_token=7|x"):
        assert with_cookie(site, text)() is None, text


def test_nobody_is_asked_for_a_person_without_a_cookie(site: Flask) -> None:
    def never(token: str) -> None:
        raise AssertionError(token)

    identity.install(site, never)
    assert with_cookie(site, "")() is None


def test_the_signed_cookie_of_the_framework_signs_nobody_in(site: Flask) -> None:
    with site.test_request_context():
        serializer = site.session_interface.get_signing_serializer(site)  # type: ignore[attr-defined] # of the cookie session
        forged = serializer.dumps({"_user_id": "7", "_fresh": True})
    assert with_cookie(site, f"session={forged}")() is None


def test_where_a_person_is_needed_nobody_is_a_refusal(site: Flask) -> None:
    with site.test_request_context(), pytest.raises(SignInRequired):
        identity.current_actor()
    with site.test_request_context(headers={"Cookie": "__Host-sid=right; sid=right"}):
        assert identity.current_actor() is SITI
