"""Addresses that stay on this site."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.web.links import absolute_url, safe_next

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
