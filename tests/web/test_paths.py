"""Addresses are Flask's own, remembered or not."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, url_for

from marketplace.app import Marketplace
from marketplace.web import paths

BAG = {"slug": "tote", "code": "F9E20PF3F1"}
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("pages.home", {}),
    (".browse", {}),
    (".browse", {"q": "a&b", "type": "tote"}),
    (".browse", {"type": ["tote", "clutch"]}),
    (".browse", {"after": None}),
    ("catalogue.browse", {"ready": 1}),
    ("catalogue.browse", {"ready": True}),
    ("catalogue.browse", {"ready": "1"}),
    ("listings.show", BAG),
    ("listings.show", {**BAG, "v": "ABC"}),
    ("listings.show", {**BAG, "_anchor": "ask"}),
    ("listings.show", {**BAG, "_external": True}),
    ("listings.show", {**BAG, "_external": False}),
]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_address_is_what_flask_would_have_built_each_time_it_is_asked(app: Flask, prefix: str) -> None:
    with app.test_request_context("/products", environ_overrides={"SCRIPT_NAME": prefix}):
        for endpoint, values in ASKED * 2:
            assert url_for(endpoint, **values) == super(paths.QuickPaths, app).url_for(endpoint, **values)


def test_a_relative_endpoint_is_that_of_the_page_asked_for(app: Flask) -> None:
    built = []
    for path in ("/products", "/artisans"):
        with app.test_request_context(path):
            built.append(url_for(".index" if path == "/artisans" else ".browse"))
            built.append(url_for("pages.home"))
    assert built == ["/products", "/", "/artisans", "/"]


def test_no_more_are_remembered_than_there_is_room_for(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(app, Marketplace)
    monkeypatch.setattr(paths, "MOST", 3)
    with app.test_request_context("/products"):
        for number in range(20):
            assert url_for("catalogue.browse", q=str(number)) == f"/products?q={number}"
    assert len(app._paths) <= 3
