"""The address says the language, and says it once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web.locale import KEY, LOCALES, LocalePrefix, current_locale, locale_of_request, prefix_of
from tests.proofreading import ProofreadingClient

PATHS = [
    ("/", "id", "", "/"),
    ("/about", "id", "", "/about"),
    ("/en", "en", "/en", "/"),
    ("/en/", "en", "/en", "/"),
    ("/en/about", "en", "/en", "/about"),
    ("/en/en/about", "en", "/en", "/en/about"),
    ("/entrance", "id", "", "/entrance"),
    ("/EN/about", "id", "", "/EN/about"),
    ("/id/about", "id", "", "/id/about"),
    ("/about/en/", "id", "", "/about/en/"),
    ("//en/about", "id", "", "//en/about"),
    ("", "id", "", ""),
]


def moved(path: str, default: str = "id", script: str = "") -> dict[str, Any]:
    """The environment as the application behind the middleware sees it."""
    seen: dict[str, Any] = {}
    LocalePrefix(lambda environ, start: seen.update(environ) or [], default)(  # type: ignore[func-returns-value]
        {"PATH_INFO": path, "SCRIPT_NAME": script},
        lambda *said: None,  # type: ignore[arg-type, return-value]
    )
    return seen


@pytest.mark.parametrize(("path", "locale", "script", "rest"), PATHS)
def test_a_language_is_taken_off_the_front_of_a_path(path: str, locale: str, script: str, rest: str) -> None:
    seen = moved(path)
    assert (seen[KEY], seen["SCRIPT_NAME"], seen["PATH_INFO"]) == (locale, script, rest)


def test_an_installation_may_speak_english_first() -> None:
    assert moved("/about", default="en")[KEY] == "en"
    seen = moved("/id/about", default="en")
    assert (seen[KEY], seen["SCRIPT_NAME"], seen["PATH_INFO"]) == ("id", "/id", "/about")
    assert moved("/en/about", default="en")["PATH_INFO"] == "/en/about"


def test_an_application_below_another_address_keeps_it() -> None:
    assert moved("/en/about", script="/market")["SCRIPT_NAME"] == "/market/en"


@given(st.text(alphabet="/enid.", max_size=12), st.sampled_from(LOCALES))
def test_nothing_of_an_address_is_lost(path: str, default: str) -> None:
    seen = moved(path, default)
    whole = seen["SCRIPT_NAME"] + seen["PATH_INFO"]
    assert whole == path or whole == path + "/"
    assert seen["SCRIPT_NAME"] in ("", "/en" if default == "id" else "/id")


@pytest.mark.parametrize(("path", "locale"), [("/about", "id"), ("/en/about", "en")])
def test_links_keep_the_language_of_their_page(app: Flask, path: str, locale: str) -> None:
    environ = moved(path)
    with app.test_request_context(
        environ["PATH_INFO"], environ_overrides={KEY: environ[KEY], "SCRIPT_NAME": environ["SCRIPT_NAME"]}
    ):
        assert locale_of_request() == current_locale() == locale
        assert url_for("accounts.sign_in") == f"{prefix_of(locale)}/sign-in"


def test_what_the_browser_prefers_does_not_change_the_page(client: ProofreadingClient) -> None:
    """One address, one text: shared caches do not ask for languages."""
    pages = [
        client.get("/about", headers={"Accept-Language": wish, "X-Request-Id": "x"}).get_data()
        for wish in ("id", "en", "zz;q=x")
    ]
    assert pages[0] == pages[1] == pages[2]


def test_outside_a_request_the_installation_speaks(app: Flask, changed_settings: Callable[..., None]) -> None:
    with app.app_context():
        assert locale_of_request() is None
        assert current_locale() == "id"
        assert (prefix_of("id"), prefix_of("en")) == ("", "/en")
        changed_settings(locale="en")
        assert (prefix_of("id"), prefix_of("en")) == ("/id", "")
