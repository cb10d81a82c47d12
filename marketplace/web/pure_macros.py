"""Macros whose output depends on what they are given alone are drawn once for each of it.

A file of macros names them: `{% set pure = ("card",) %}`. Besides their arguments they may depend on the language, on
`spares_data()`, and on the part of the site addresses begin with (`/en`); on nothing else of the request, its visitor
or the clock. The arguments themselves are the key, so what is drawn again is never that of other values. Arguments that
can change afterwards (rows, lists) or that hold a block of the page (`caller`) make it be drawn each time. The fields
of a frozen dataclass must be plain values too, and none of them `Markup`: equal text would be escaped or not.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from threading import Lock
from typing import Any

from flask import g, has_request_context, request
from jinja2 import Template, pass_eval_context
from jinja2.environment import TemplateModule
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from marketplace.web.locale import current_locale
from marketplace.web.thrift import spares_data

MOST = 1_000
"""Drawings of one macro, about 3 kB each for the largest, a card; the oldest makes room."""
PLAIN = (str, Markup, int, float, bool, type(None))


class PureMacro:
    """Stands in a module in the place of a macro."""

    def __init__(self, macro: Macro) -> None:
        self._macro = macro
        self._lock = Lock()
        self._drawn: dict[tuple[Any, ...], str] = {}

    @pass_eval_context
    def __call__(self, context: EvalContext, *values: Any, **named: Any) -> str:
        """Return what the macro draws. Values of different types are different, though they may be equal."""
        kinds = (*map(type, values), *map(type, named.values()))
        if not all(map(_cannot_change, kinds)) or not has_request_context():
            drawn: str = self._macro(context, *values, **named)
            return drawn
        key = (kinds, values, *named.items(), context.autoescape, current_locale(), *_asked())
        found = self._drawn.get(key)
        if found is None:
            found = self._macro(context, *values, **named)
            with self._lock:
                self._drawn[key] = found
                if len(self._drawn) > MOST:
                    del self._drawn[next(iter(self._drawn))]
        return found


@cache
def _cannot_change(kind: type) -> bool:
    """Whether values of a type are what they are for good."""
    frozen = is_dataclass(kind) and kind.__dataclass_params__.frozen  # type: ignore[attr-defined] # typeshed lacks it
    return kind in PLAIN or issubclass(kind, Enum) or frozen


def _asked() -> tuple[bool, str]:
    """What of the request a pure macro may depend on. The answer is marked each time as one that asked."""
    found: tuple[bool, str] | None = g.get("pure_asked")
    if found is None:
        found = g.pure_asked = (spares_data(), request.environ.get("SCRIPT_NAME", ""))
    return found


class QuickTemplate(Template):
    """Jinja's template; what it exports is looked for once, and what of that is pure is drawn once.

    At each import Jinja compares all names the importing page knows with those of the imported template, name by
    name: 25 imports make a tenth of the time a page is drawn in. The names of all pages are the same.
    """

    _names: set[str] | None = None

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if ctx is not None and self._module is not None and self._names == ctx.globals_keys:
            return self._module
        found = super()._get_default_module(ctx)
        if ctx is not None and found is self._module:  # Jinja saw no name that it lacks
            for name in getattr(found, "pure", ()):
                macro = getattr(found, name)
                if not isinstance(macro, PureMacro):
                    setattr(found, name, PureMacro(macro))
            self._names = ctx.globals_keys
        return found
