"""The single table from refusals to answers."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, Response, current_app, g, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from jinja2 import TemplateError
from sqlalchemy.exc import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from marketplace.kit import errors
from marketplace.web import bare
from marketplace.web.labels import message
from marketplace.web.links import see_other

STATUS: dict[type[errors.Refusal], int] = {
    errors.BadRequest: 400,
    errors.SignInRequired: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Gone: 410,
    errors.TooLarge: 413,
    errors.Unsupported: 415,
    errors.Invalid: 422,
    errors.TooMany: 429,
    errors.Unavailable: 503,
}
PAGES = frozenset({403, 404, 405, 409, 410, 415, 422, 429})
"""Statuses whose pages greet the visitor and speak one language; the others' stand alone (`bare`)."""
RETRY_SECONDS = "30"
PLAIN_TEXT = "text/plain; charset=utf-8"
log = logging.getLogger("marketplace.errors")


def install(app: Flask) -> None:
    """Answer refusals, HTTP errors and accidents with pages that say what to do next."""
    app.register_error_handler(errors.Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, lambda error: page(400, "csrf.token"))
    app.register_error_handler(StaleDataError, lambda error: page(409, "conflict"))
    app.register_error_handler(IntegrityError, lambda error: page(409, "conflict"))
    for away in (OperationalError, InterfaceError, DatabaseError, PoolExhausted):
        app.register_error_handler(away, _database)
    app.register_error_handler(DataError, _unstorable)
    app.register_error_handler(ProgrammingError, _accident)
    app.register_error_handler(Exception, _accident)


def page(status: int, code: str, details: dict[str, object] | None = None) -> Response:
    """Render an error page, or for our own scripts its sentence alone.

    Where the database does not even say who is asking, it becomes the page of that.
    """
    try:
        if status < 500 and request.headers.get("X-Requested-With") == "XMLHttpRequest":
            response = make_response(message(code, details), status, {"Content-Type": PLAIN_TEXT})
        else:
            response = make_response(_body(status, code, details), status)
    except SQLAlchemyError as error:
        _log_database(error)
        status = 503
        response = make_response(bare.page_here(status), status)
    response.headers["Cache-Control"] = "no-store"
    if status == 503:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _body(status: int, code: str, details: dict[str, object] | None) -> str:
    if status not in PAGES:
        return bare.page_here(status)
    template = f"errors/{status}.html"
    try:
        return render_template(
            template,
            request_id=g.get("request_id", ""),
            message=message(code, details),
            code=code,
            typed=(details or {}).get("typed", ()),
            files=(details or {}).get("files", False),
        )
    except TemplateError:
        log.exception("the error page %s could not be rendered", template)
        return bare.page_here(status)


def status_of(refusal: errors.Refusal) -> int:
    """The HTTP status of a refusal, for the few answers that are no page."""
    return next((code for kind, code in STATUS.items() if isinstance(refusal, kind)), 400)


def _refused(refusal: errors.Refusal) -> Response:
    status = status_of(refusal)
    if isinstance(refusal, errors.SignInRequired):
        return _to_sign_in()
    if refusal.code == "forbidden.second_factor":
        return see_other(url_for("accounts.second_factor", next=_here()))
    response = page(status, refusal.code, refusal.details)
    if isinstance(refusal, errors.TooMany):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _to_sign_in() -> Response:
    return see_other(url_for("accounts.sign_in", next=_here()))


def _here() -> str | None:
    """The address to come back to after signing in; a form that was being posted cannot be repeated."""
    return request.script_root + request.full_path.rstrip("?") if request.method == "GET" else None


def _http(error: HTTPException) -> Any:
    status = error.code or 500
    if status < 400:
        return error  # a redirect that routing raised, such as a missing slash
    codes = {404: "not_found", 413: "too_large", 429: "too_many", 403: "forbidden"}
    response = page(status, codes.get(status, "bad_request" if status < 500 else "unavailable"))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    if status == 429:
        response.headers.setdefault("Retry-After", "60")
    return response


def _database(error: SQLAlchemyError) -> Response:
    _log_database(error)
    return page(503, "unavailable")


def _log_database(error: SQLAlchemyError) -> None:
    cause = type(getattr(error, "orig", error)).__name__
    log.error("database unavailable: %s", cause, extra={"request_id": g.get("request_id", "")})


def _unstorable(error: DataError) -> Response:
    """A value no form should have let through (PostgreSQL keeps no NUL): the sender's fault and ours."""
    log.exception("a value cannot be stored", extra={"request_id": g.get("request_id", "")})
    return page(400, "bad_request")


def _accident(error: Exception) -> Response:
    if current_app.testing:
        raise error
    log.exception("unexpected %s", type(error).__name__, extra={"request_id": g.get("request_id", "")})
    return page(500, "unavailable")
