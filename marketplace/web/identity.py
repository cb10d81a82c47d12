"""Who is asking. Flask-Login carries the answer; the accounts feature finds it from the session cookie."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Request, Response, current_app, request
from flask_limiter.util import get_remote_address
from flask_login import UserMixin, current_user

from marketplace.access.actors import Actor
from marketplace.extensions import login
from marketplace.kit.errors import SignInRequired

ActorOfToken = Callable[[str], Actor | None]


class Identity(UserMixin):
    """What Flask-Login keeps for the length of one request."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.id = str(actor.id)


def install(app: Flask, actor_of_token: ActorOfToken) -> None:
    """Let Flask-Login ask `actor_of_token` for every request that brings a session cookie.

    Flask-Login's own session and remember-me cookie stay unused: they cannot be revoked one by one.
    """
    app.config["SESSION_PROTECTION"] = None
    login.init_app(app)

    def load(incoming: Request) -> Identity | None:
        token = incoming.cookies.get(cookie_name())
        actor = actor_of_token(token) if token else None
        return Identity(actor) if actor else None

    login.request_loader(load)


def cookie_name() -> str:
    """`__Host-` ties the cookie to this very host; browsers accept that prefix over TLS only."""
    return "__Host-sid" if current_app.config["SESSION_COOKIE_SECURE"] else "sid"


def session_token() -> str | None:
    """The session token this request brought, valid or not."""
    return request.cookies.get(cookie_name())


def give_session(response: Response, token: str, max_age: int) -> Response:
    """Hand the browser its session token for `max_age` seconds."""
    response.set_cookie(
        cookie_name(),
        token,
        max_age=max_age,
        path="/",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=True,
        samesite="Lax",
    )
    return response


def take_session(response: Response) -> Response:
    """Tell the browser to forget its session token."""
    response.delete_cookie(
        cookie_name(),
        path="/",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=True,
        samesite="Lax",
    )
    return response


def whose() -> str:
    """Return what a limit on requests counts by: the account, or the address of somebody who is not signed in."""
    actor = maybe_actor()
    return f"account:{actor.id}" if actor else get_remote_address()


def maybe_actor() -> Actor | None:
    """The signed-in person, or None."""
    return current_user.actor if current_user and current_user.is_authenticated else None


def current_actor() -> Actor:
    """The signed-in person; raises SignInRequired where nobody is."""
    actor = maybe_actor()
    if actor is None:
        raise SignInRequired()
    return actor
