"""Addresses: absolute ones from the configured base only, and redirects that stay on this site."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Response, redirect, request, url_for

from marketplace.toolbox import toolbox
from marketplace.web.locale import LOCALES, current_locale, prefix_of


def absolute_url(endpoint: str, *, locale: str | None = None, **values: Any) -> str:
    """Return the address of a page on the configured base, whatever Host the request carried."""
    path, prefix = url_for(endpoint, _external=False, **values), prefix_of(current_locale())
    if path.startswith(prefix + "/"):  # "/en/c/...", never the first letters of a route such as "/enquiries"
        path = path.removeprefix(prefix)
    return toolbox().settings.base_url + prefix_of(locale or current_locale()) + path


def without_empty() -> str:
    """Return this page's address without the fields a form left empty; "" where it left none.

    A form without scripts sends every field it has. What was typed stays as it was, read or not.
    """
    pairs = list(request.args.items(multi=True))
    kept = [(name, value) for name, value in pairs if value.strip()]
    if len(kept) == len(pairs):
        return ""
    return request.script_root + request.path + ("?" + urlencode(kept) if kept else "")


def alternates() -> dict[str, str]:
    """The address of this page in each language, as it was asked for."""
    query = "?" + request.query_string.decode("ascii", "ignore") if request.query_string else ""
    return {locale: _here(locale) + query for locale in LOCALES}


def hreflang() -> dict[str, str]:
    """The canonical address of this page in each language, and under "x-default" for readers of neither."""
    return {**{locale: _here(locale) for locale in LOCALES}, "x-default": _here(toolbox().settings.locale)}


def canonical_url() -> str:
    """This page's own address without its query."""
    return _here(current_locale())


def _here(locale: str) -> str:
    return toolbox().settings.base_url + prefix_of(locale) + request.path


def see_other(location: str) -> Response:
    """Answer a successful form with "look there" (303), so that a reload sends nothing twice."""
    answer = redirect(location, 303)
    assert isinstance(answer, Response)
    return answer


def safe_next(text: str | None, default: str) -> str:
    """Return `text` when it is a path on this site, else `default`. The one redirect validator.

    Refuses other hosts in every spelling browsers accept: `//host`, `/\\host`, control characters, schemes.
    """
    if not text or not text.startswith("/") or len(text) > 500:
        return default
    if (
        text[1:2] in ("/", "\\")
        or "\\" in text
        or any(ord(letter) < 33 or ord(letter) == 127 for letter in text)
    ):
        return default
    return text
