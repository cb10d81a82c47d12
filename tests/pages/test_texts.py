"""Pages of text are public, cacheable, and in the language of their address."""

from __future__ import annotations

import re

import pytest

from marketplace.accounts.rules import CONSENT_VERSION

PAGES = ["/", "/programme", "/about", "/privacy", "/terms"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_text_is_public_cacheable_and_clean(client, path, prefix):
    response = client.get(prefix + path)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in response.headers


def test_a_page_that_has_not_changed_is_not_sent_twice(client):
    first = client.get("/about")
    again = client.get("/about", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", PAGES)
def test_each_language_says_it_in_its_own_words(client, path):
    pages = {prefix: client.get(prefix + path).get_data(as_text=True) for prefix in ("", "/en")}
    heads = {prefix: re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL) for prefix, page in pages.items()}
    assert len(heads[""]) == len(heads["/en"]) == 1
    assert '<html lang="id">' in pages[""]
    assert '<html lang="en">' in pages["/en"]
    assert pages[""].split("<main")[1] != pages["/en"].split("<main")[1]


@pytest.mark.parametrize("path", ["/privacy", "/terms"])
def test_what_is_consented_to_names_its_version(client, path):
    for prefix in ("", "/en"):
        assert CONSENT_VERSION in client.get(prefix + path).get_data(as_text=True)
