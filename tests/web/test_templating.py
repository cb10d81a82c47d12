"""What templates may use, and what they cannot get wrong quietly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime

import pytest
from flask import Flask, render_template_string
from jinja2 import UndefinedError

from marketplace.web.templating import Site, media_url
from tests.conftest import SettableClock

HOSTILE = "<script>alert(1)</script>{{7*7}}\"'"


@pytest.mark.parametrize(
    "source", ["{{ nam }}", "{{ site.nam }}", "{% if nam %}{% endif %}", "{% for x in nam %}{% endfor %}"]
)
def test_a_name_a_template_misspells_is_an_error(app: Flask, source: str) -> None:
    with app.test_request_context(), pytest.raises(UndefinedError, match="nam"):
        render_template_string(source)


@pytest.mark.parametrize(
    ("name", "escaped"), [("a/b.html", True), ("a/b.xml", True), ("a/b.svg", True), ("mail/b.txt", False)]
)
def test_pages_escape_what_people_typed_and_letters_copy_it(app: Flask, name: str, escaped: bool) -> None:
    assert app.select_jinja_autoescape(name) is escaped
    assert app.jinja_env.autoescape == app.select_jinja_autoescape


def test_what_people_typed_is_never_read_as_a_template(app: Flask) -> None:
    with app.test_request_context():
        shown = render_template_string('<b title="{{ text }}">{{ text }}</b>', text=HOSTILE)
    assert "<script" not in shown
    assert shown.count("{{7*7}}") == 2
    assert shown.count('"') == 2


def test_templates_know_the_name_and_place_of_the_site_and_no_secret(app: Flask) -> None:
    assert [field.name for field in fields(Site)] == ["name", "city", "demo"]
    with app.test_request_context():
        assert render_template_string("{{ site.name }} {{ site.city }}") == "Terajut Bontang"


def test_a_visitors_page_is_nobodys_and_is_dated_where_the_city_is(app: Flask, clock: SettableClock) -> None:
    clock.now = datetime(2026, 10, 31, 16, tzinfo=UTC)
    with app.test_request_context("/about?q=1"):
        shown = render_template_string("{{ actor is none }} {{ today }} {{ locale }} {{ canonical_url }}")
    assert shown == "True 2026-11-01 id http://127.0.0.1:8000/about"


@pytest.mark.parametrize("base", ["/media", "https://files.example/terajut"])
def test_pictures_lie_where_the_installation_keeps_them(
    app: Flask, changed_settings: Callable[..., None], base: str
) -> None:
    changed_settings(media_url=base)
    with app.app_context():
        assert media_url("ab/cd.webp") == f"{base}/ab/cd.webp"
