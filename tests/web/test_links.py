"""Addresses that stay on this site."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask import request
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web import links
from marketplace.web.links import absolute_url, safe_next, without_empty
from marketplace.web.locale import KEY

ELSEWHERE = [
    None,
    "",
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/%0a/evil\n",
    "/ok\r\nSet-Cookie: x=1",
    "javascript:alert(1)",
    "/\t/evil.example",
    "evil.example",
    "/" + "a" * 600,
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_leads_elsewhere_is_replaced(text):
    assert safe_next(text, "/account") == "/account"


@pytest.mark.parametrize("text", ["/", "/studio", "/products?type=tote&after=x", "/en/c/BTG-7K4P#top"])
def test_a_path_of_this_site_is_kept(text):
    assert safe_next(text, "/account") == text


@given(st.text())
def test_no_text_leads_to_another_host(text):
    answer = safe_next(text, "/account")
    assert answer.startswith("/")
    assert answer[1:2] not in ("/", "\\")
    assert not any(ord(letter) < 33 for letter in answer)


@pytest.mark.parametrize(("locale", "prefix"), [("id", ""), ("en", "/en")])
def test_absolute_addresses_stand_on_the_configured_base(app, locale, prefix):
    with app.test_request_context("/about", base_url="http://localhost"):
        assert absolute_url("pages.about", locale=locale) == f"http://127.0.0.1:8000{prefix}/about"


@pytest.mark.parametrize("path", ["/enquiries/7", "/enter", "/en"])
def test_a_route_that_begins_with_the_letters_of_a_language_is_kept_whole(app, monkeypatch, path):
    monkeypatch.setattr(links, "url_for", lambda endpoint, **values: path)
    with app.test_request_context("/", environ_overrides={KEY: "en"}):
        assert absolute_url("anything", locale="en") == f"http://127.0.0.1:8000/en{path}"
    monkeypatch.setattr(links, "url_for", lambda endpoint, **values: "/en" + path)
    with app.test_request_context("/", environ_overrides={KEY: "en"}):
        assert absolute_url("anything", locale="id") == f"http://127.0.0.1:8000{path}"


FIELDS = st.text(st.characters(codec="utf-8"), max_size=6)


@given(st.lists(st.tuples(FIELDS, FIELDS), max_size=8))
def test_an_address_loses_its_empty_fields_at_once_and_nothing_else(application, pairs):
    with application.test_request_context("/products", query_string=urlencode(pairs)):
        asked = list(request.args.items(multi=True))
        address = without_empty()
    kept = [(name, value) for name, value in asked if value.strip()]
    assert (address == "") == (kept == asked)
    if address:
        with application.test_request_context(address):
            assert list(request.args.items(multi=True)) == kept
            assert without_empty() == "", "a redirect would go round for ever"


@pytest.mark.parametrize(("path", "locale"), [("/", "id"), ("/", "en"), ("/about", "id"), ("/about", "en")])
def test_every_language_is_named_and_readers_of_neither_are_led_to_the_first(app, path, locale):
    prefix = "" if locale == "id" else "/en"
    with app.test_request_context(f"{path}?x=1", environ_overrides={KEY: locale, "SCRIPT_NAME": prefix}):
        found = links.hreflang()
        assert found[locale] == links.canonical_url()
        assert found == {
            "id": f"http://127.0.0.1:8000{path}",
            "en": f"http://127.0.0.1:8000/en{path}",
            "x-default": f"http://127.0.0.1:8000{path}",
        }
