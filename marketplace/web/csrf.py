"""Two locks against forged requests: the browser's own statement of origin, and a token tied to the session."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from marketplace.extensions import csrf
from marketplace.kit.errors import BadRequest
from marketplace.toolbox import toolbox
from marketplace.web.doors import SAFE_METHODS, door_of
from marketplace.web.identity import session_token


def install(app: Flask) -> None:
    """Bind Flask-WTF's protection; `check` decides when it is asked."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.config["WTF_CSRF_SSL_STRICT"] = False  # `check` compares the origin itself, also without TLS
    csrf.init_app(app)


def check(app: Flask) -> None:
    """Refuse an unsafe request that another site may have caused (BadRequest, code csrf.*).

    A visitor without a session has no rights that a forged request could use, so a form declared open to visitors
    needs no token from them; that keeps public pages free of cookies.
    """
    if request.method in SAFE_METHODS:
        return
    door = door_of(app, request.endpoint)
    if door is None:
        return  # the address or method leads nowhere, and says so itself
    _check_origin()
    if door.form and session_token() is None:
        return
    csrf.protect()


def _check_origin() -> None:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        raise BadRequest("csrf.other_site")
    origin = request.headers.get("Origin")
    if origin is None or (origin == "null" and site == "same-origin"):
        return  # a page that hides its address (a private link) sends "null"; the browser still says whose it is
    place = _place(origin)
    if place is None or place not in (request.host, _place(toolbox().settings.base_url)):
        raise BadRequest("csrf.other_site")


def _place(address: str) -> str | None:
    """Host and port of an address; None for what is no address, such as `null`."""
    try:
        return urlsplit(address).netloc or None
    except ValueError:
        return None


def csrf_field() -> Markup:
    """The hidden field for a form; empty for visitors without a session (see `check`)."""
    if session_token() is None:
        return Markup("")
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())
