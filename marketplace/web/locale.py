"""Which language a page speaks: the address says it. `/` is the installation's own, `/en/` the other one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel import Locale
from flask import g, has_request_context, request
from flask_babel import get_locale

from marketplace.toolbox import toolbox

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOCALES = ("id", "en")
KEY = "marketplace.locale"


class LocalePrefix:
    """WSGI middleware: move a leading `/en` from the path to the script name.

    Routes are written once, and every address `url_for` builds keeps the language of the page it stands on.
    """

    def __init__(self, application: WSGIApplication, default: str) -> None:
        self.application = application
        self.default = default
        self.others = tuple(locale for locale in LOCALES if locale != default)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> object:
        path = environ.get("PATH_INFO", "")
        environ[KEY] = self.default
        for locale in self.others:
            prefix = f"/{locale}"
            if path == prefix or path.startswith(prefix + "/"):
                environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + prefix
                environ["PATH_INFO"] = path[len(prefix) :] or "/"
                environ[KEY] = locale
        return self.application(environ, start_response)


def locale_of_path(path: str) -> str:
    """The language a whole path begins with; empty where it names none, so that the installation's own is meant."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in LOCALES else ""


def locale_of_request() -> str | None:
    """The language the address asks for; outside a request Babel's default."""
    return request.environ.get(KEY) if has_request_context() else None


def locale_now() -> Locale | None:
    """Flask-Babel's `get_locale`, which finds its way anew at each call: a page asks some two hundred times."""
    try:
        found: Locale | None = g._flask_babel.babel_locale
    except (AttributeError, RuntimeError):  # the first one who asks, or nobody's context
        found = None
    return found or get_locale()


def current_locale() -> str:
    """`id` or `en`: the language words are in right now."""
    found = locale_now()
    return found.language if found else toolbox().settings.locale


def prefix_of(locale: str) -> str:
    """What stands before every path in this language."""
    return "" if locale == toolbox().settings.locale else f"/{locale}"
