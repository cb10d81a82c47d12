"""What a macro drew is shown again for the very same values, in the same language, to the same kind of visitor."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest
from flask import Flask
from jinja2 import DictLoader, Environment, UndefinedError
from markupsafe import Markup

from marketplace.web import pure_macros
from marketplace.web.locale import KEY
from marketplace.web.pure_macros import PureMacro, QuickTemplate


@dataclass(frozen=True)
class Plain:
    text: str


@dataclass
class Changing:
    text: str

    def __hash__(self) -> int:
        return 1


class Word(StrEnum):
    BAG = "bag"


DRAW = """{% set pure = ("draw",) %}
{% macro draw(value, more="") %}{{ drawn() }}<b>{{ value.text if value.text is defined else value }}</b>
{{- more }}{{ _("Photos of the bag") }}
{{- url_for("pages.home") }}{% if spares_data() %}light{% endif %}{% if caller is defined %}{{ caller() }}{% endif %}
{%- endmacro %}"""
PAGE = '{% from "draw.html" import draw %}{{ draw(*values, **named) }}'
CALL = '{% from "draw.html" import draw %}{% call draw("a") %}{{ inner }}{% endcall %}'


@pytest.fixture
def drawn() -> list[int]:
    return []


@pytest.fixture
def env(app: Flask, drawn: list[int]) -> Environment:
    env = app.jinja_env.overlay(loader=DictLoader({"draw.html": DRAW, "page.html": PAGE, "call.html": CALL}))
    env.globals = {**app.jinja_env.globals, "drawn": lambda: drawn.append(1) or "", "url_for": app.url_for}  # type: ignore[func-returns-value]
    return env


def page(env: Environment, *values: Any, **named: Any) -> str:
    return env.get_template("page.html").render(values=values, named=named)


@pytest.mark.parametrize("value", ["a", 1, True, None, 1.5, Plain("x"), Word.BAG, ""])
def test_the_same_value_is_drawn_once_and_looks_as_it_did(
    app: Flask, env: Environment, drawn: list[int], value: Any
) -> None:
    with app.test_request_context("/"):
        page(env, "first, so that the module is there")
        before = len(drawn)
        first, second = page(env, value), page(env, value)
    assert first == second
    assert len(drawn) == before + 1


def test_equal_values_of_other_kinds_are_other_values(app: Flask, env: Environment) -> None:
    with app.test_request_context("/"):
        said = [page(env, value) for value in ("<i>", Markup("<i>"), "<i>", 1, True, 1.0, "1")]
    assert [one.count("&lt;i&gt;") for one in said[:3]] == [1, 0, 1]
    assert ["<b>1</b>" in said[3], "<b>True</b>" in said[4], "<b>1.0</b>" in said[5]] == [True] * 3
    with app.test_request_context("/"):
        assert "<b>a</b><i>" in page(env, "a", more=Markup("<i>"))
        assert "<b>a</b>&lt;i&gt;" in page(env, "a", more="<i>")


def test_what_can_change_and_what_holds_a_block_is_drawn_each_time(
    app: Flask, env: Environment, drawn: list[int]
) -> None:
    changing = Changing("one")
    with app.test_request_context("/"):
        assert "one" in page(env, changing)
        changing.text = "two"
        assert "two" in page(env, changing)
        assert "[1]" in page(env, [1])
        for inner in ("in", "out"):
            assert inner in env.get_template("call.html").render(inner=inner)


def test_language_lightness_and_prefix_make_another_drawing(app: Flask, env: Environment) -> None:
    said = []
    for _ in range(2):
        for locale, prefix, light in (("id", "", ""), ("en", "/en", ""), ("id", "", "on"), ("en", "", "")):
            surroundings = {KEY: locale, "SCRIPT_NAME": prefix, "HTTP_SAVE_DATA": light}
            with app.test_request_context("/", environ_overrides=surroundings):
                said.append(page(env, "a"))
    assert said[:4] == said[4:]
    assert len(set(said)) == 4
    assert "Foto tas" in said[0] and "Photos of the bag/en/" in said[1] and said[2].endswith("light")


def test_a_name_a_template_misspells_is_still_an_error(app: Flask, env: Environment) -> None:
    with app.test_request_context("/"), pytest.raises(UndefinedError):
        env.from_string('{% from "draw.html" import draw %}{{ draw(nothing) }}').render()


def test_the_oldest_makes_room(app: Flask, env: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pure_macros, "MOST", 3)
    with app.test_request_context("/"):
        for number in range(10):
            page(env, str(number))
    macro = env.get_template("draw.html").module.draw
    assert isinstance(macro, PureMacro)
    assert len(macro._drawn) == 3


def test_outside_of_a_request_it_is_drawn_each_time(app: Flask, env: Environment) -> None:
    with app.app_context():
        module = env.from_string("{% macro say(word) %}{{ word }}{% endmacro %}").module
        macro = PureMacro(module.say)
        assert [macro("a"), macro("b")] == ["a", "b"]
        assert macro._drawn == {}


def test_what_a_template_exports_is_found_again_and_not_by_a_page_that_knows_more(app: Flask) -> None:
    sources = {
        "word.html": "{% macro word() %}{{ more }}{% endmacro %}",
        "page.html": '{% from "word.html" import word %}{{ word() }}',
        "only.html": '{% from "say.html" import say %}{{ say() }}',
        "say.html": "{% macro say() %}{{ only }}{% endmacro %}",
    }
    env = app.jinja_env.overlay(loader=DictLoader(sources))
    assert env.template_class is QuickTemplate
    env.globals = {**app.jinja_env.globals, "more": "of all"}
    for _ in range(2):
        assert env.get_template("page.html").render() == "of all"
    for only in ("one", "two"):
        env.cache.clear()  # type: ignore[union-attr] # there is one
        assert env.get_template("only.html", globals={"only": only}).render() == only
