"""Every address of the site, with values nobody would give it."""

from __future__ import annotations

import re

import pytest

HOSTILE = [
    "%00",
    "a%00b",
    "%ff%fe",
    "..%2f..%2fetc",
    "'%20or%201=1",
    "%F0%9F%A7%B6",
    "A" * 400,
    "-",
    "0",
    "%25s",
]


def addresses(application, value):
    """One address for each rule that takes values, all of them this one; converters are left to do their work."""
    rules = [
        rule.rule for rule in application.url_map.iter_rules() if rule.arguments and "GET" in rule.methods
    ]
    assert len(rules) > 15
    return sorted({re.sub(r"<[^>]+>", lambda _: value, rule) for rule in rules})


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:12])
def test_no_word_in_an_address_is_an_accident(client, application, value):
    for address in addresses(application, value):
        response = client.get(address)
        assert response.status_code < 500, address
        if "%00" in value:
            assert response.status_code == 404, address
        assert re.match(r"/(?!/)", response.headers.get("Location", "/")), address
