"""The sentences of templates, looked up quickly: a page asks for a hundred, all in one language.

Flask-Babel finds its way to the catalogue anew for each of them, a third of the time a page is drawn in. What
is said and how its blanks are filled is as Jinja's own "newstyle" gettext does it.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, has_app_context
from flask_babel import get_locale, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

_catalogues: dict[str, Any] = {}


def install(app: Flask) -> None:
    """Let `_`, `gettext` and `ngettext` of every template be the ones of this file."""
    app.jinja_env.globals.update(_=_sentence, gettext=_sentence, ngettext=_counted)


def _catalogue() -> Any:
    """The catalogue of the language words are in right now; outside of everything, one that changes nothing."""
    if not has_app_context():
        return get_translations()
    locale = get_locale()
    language = locale.language if locale else ""
    found = _catalogues.get(language)
    if found is None:
        found = _catalogues[language] = get_translations()
    return found


@pass_eval_context
def _sentence(context: EvalContext, sentence: str, **values: Any) -> str:
    return _filled(context, _catalogue().ugettext(sentence), values)


@pass_eval_context
def _counted(context: EvalContext, one: str, many: str, num: int, **values: Any) -> str:
    return _filled(context, _catalogue().ungettext(one, many, num), {"num": num, **values})


def _filled(context: EvalContext, text: str, values: dict[str, Any]) -> str:
    if context.autoescape:
        text = Markup(text)  # noqa: S704 - the sentences are our own, what fills their blanks is escaped
    return text % values if values or "%" in text else text
