"""Sentences in templates: translated, filled and escaped as Jinja's own gettext does it."""

from __future__ import annotations

import pytest
from flask import render_template_string
from flask_babel import force_locale, get_domain, gettext, ngettext
from jinja2.ext import _make_new_gettext, _make_new_ngettext

from marketplace.web.locale import KEY, current_locale
from marketplace.web.sentences import QuickDomain

TEMPLATES = (
    '{{ _("Photos of the bag") }}',
    '{{ _("Photo %(place)s", place="<1/2>") }}',
    "{% trans %}Photos of the bag{% endtrans %}",
    '{{ ngettext("%(num)d bag", "%(num)d bags", 3) }}',
    '{{ ngettext("%(num)d bag", "%(num)d bags", 1) }}',
    '{{ _("100 %% of %(what)s", what="wool") }}',
    '{{ _("100 %%") }}',
)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("locale", ["id", "en"])
def test_it_is_what_jinja_would_have_said(app, template, locale):
    slow = app.jinja_env.overlay()
    slow.globals = {
        **app.jinja_env.globals,
        "gettext": _make_new_gettext(gettext),
        "ngettext": _make_new_ngettext(ngettext),
    }
    slow.globals["_"] = slow.globals["gettext"]
    with app.test_request_context("/"), force_locale(locale):
        assert render_template_string(template) == slow.from_string(template).render()


def test_the_language_is_that_of_the_moment(app):
    said = []
    with app.test_request_context("/"):
        for locale in ("id", "en", "id"):
            with force_locale(locale):
                said.append(render_template_string('{{ _("Photos of the bag") }}'))
    assert said[0] == said[2] != said[1]


def test_outside_of_everything_the_sentence_stays_as_it_is(app):
    assert app.jinja_env.from_string('{{ _("Photos of the bag") }}').render() == "Photos of the bag"


def test_sentences_of_code_are_quick_ones_of_the_same_words(app):
    said = []
    with app.test_request_context("/"):
        assert isinstance(get_domain(), QuickDomain)
        for locale in ("id", "en", "id"):
            with force_locale(locale):
                said.append((gettext("Photos of the bag"), ngettext("%(num)d bag", "%(num)d bags", 2)))
    assert said[0] == said[2] == ("Foto tas", "2 tas")
    assert said[1] == ("Photos of the bag", "2 bags")


def test_after_another_language_was_forced_the_address_decides_again(app):
    with app.test_request_context("/", environ_overrides={KEY: "en"}):
        with force_locale("id"):
            assert current_locale() == "id"
        assert current_locale() == "en"
        assert gettext("Photos of the bag") == "Photos of the bag"
