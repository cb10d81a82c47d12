"""The sentences of templates and of code, looked up quickly: a page asks for two hundred, all in one language.

Flask-Babel finds its way to the catalogue anew for each of them, a third of the time a page is drawn in. What
is said in a template and how its blanks are filled is as Jinja's own "newstyle" gettext does it.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, has_app_context
from flask_babel import Domain, get_babel
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from marketplace.web.locale import locale_now

_catalogues: dict[str, Any] = {}


class QuickDomain(Domain):
    """Where Flask-Babel's own functions find their words; the first look into a language is Flask-Babel's."""

    def get_translations(self) -> Any:
        """Return the catalogue of the language of the moment; outside of everything, one that changes nothing."""
        if not has_app_context():
            return super().get_translations()
        locale = locale_now()
        language = locale.language if locale else ""
        found = _catalogues.get(language)
        if found is None:
            found = _catalogues[language] = super().get_translations()
        return found


def install(app: Flask) -> None:
    """Let `_`, `gettext` and `ngettext` of every template, and Flask-Babel's in code, be quick ones."""
    with app.app_context():
        babel = get_babel(app).instance
        babel.domain_instance = QuickDomain(domain=babel.domain)
    app.jinja_env.globals.update(_=_sentence, gettext=_sentence, ngettext=_counted)


_words = QuickDomain()


@pass_eval_context
def _sentence(context: EvalContext, sentence: str, **values: Any) -> str:
    return _filled(context, _words.get_translations().ugettext(sentence), values)


@pass_eval_context
def _counted(context: EvalContext, one: str, many: str, num: int, **values: Any) -> str:
    return _filled(context, _words.get_translations().ungettext(one, many, num), {"num": num, **values})


def _filled(context: EvalContext, text: str, values: dict[str, Any]) -> str:
    if not context.autoescape:
        return text % values if values or "%" in text else text
    if values or "%" in text:
        text %= {
            name: value if isinstance(value, int | float) else escape(value) for name, value in values.items()
        }
    return Markup(text)  # noqa: S704 - the sentences are our own, what fills their blanks is escaped
