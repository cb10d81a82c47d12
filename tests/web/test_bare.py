"""Pages that need nothing but a template, and one that does not even need that."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace.web import bare
from tests.proofreading import proofread


@pytest.mark.parametrize("status", sorted(bare.STATUSES))
@pytest.mark.parametrize("locale", ["id", "en"])
def test_a_page_speaks_both_languages_that_of_the_address_first(app: Flask, status: int, locale: str) -> None:
    page = bare.page_of(app, status, locale, "a reference")
    assert f'<html lang="{locale}">' in page
    assert page.index(f'lang="{locale}"') < page.index(f'lang="{"en" if locale == "id" else "id"}"')
    assert "a reference" in page
    assert not proofread(page, locale)


@pytest.mark.parametrize(("status", "like"), [(431, 400), (499, 400), (501, 500), (599, 500)])
def test_a_status_without_a_page_gets_the_nearest(app: Flask, status: int, like: int) -> None:
    assert bare.page_of(app, status) == bare.page_of(app, like)


def test_a_page_that_cannot_be_made_is_a_plain_line(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.jinja_env.globals, "asset", None)
    assert bare.page_of(app, 503, "id", "a reference") == bare.PLAIN.format(503, "a reference")
