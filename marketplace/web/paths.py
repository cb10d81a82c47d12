"""Addresses built once: a page asks for some sixty, most of which stand on every other page too.

What Flask answers depends on the endpoint, its values and the language's prefix alone, as long as nobody asks for
a host or an anchor; so an answer may be given again. Whatever else is asked for is Flask's own business.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, has_request_context, request

MOST = 5_000
"""Addresses that are remembered at once, a few hundred bytes each; then it begins anew."""
PLAIN = (str, type(None))


class QuickPaths(Flask):
    """A Flask that remembers the addresses it built during requests."""

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        self._paths: dict[tuple[Any, ...], str] = {}

    def url_for(
        self,
        /,
        endpoint: str,
        *,
        _anchor: str | None = None,
        _method: str | None = None,
        _scheme: str | None = None,
        _external: bool | None = None,
        **values: Any,
    ) -> str:
        """Return what Flask's `url_for` returns."""
        asked = (_anchor, _method, _scheme, _external or None)
        if (
            asked != (None, None, None, None)
            or not all(
                value.__class__ in PLAIN for value in values.values()
            )  # 1, True and 1.0 would be one key
            or not has_request_context()
        ):
            return super().url_for(
                endpoint, _anchor=_anchor, _method=_method, _scheme=_scheme, _external=_external, **values
            )
        if endpoint.startswith("."):
            endpoint = f"{request.blueprint}{endpoint}" if request.blueprint else endpoint[1:]
        key = (request.environ.get("SCRIPT_NAME", ""), endpoint, *values.items())
        found = self._paths.get(key)
        if found is None:
            found = super().url_for(endpoint, **values)
            if len(self._paths) >= MOST:
                self._paths.clear()
            self._paths[key] = found
        return found
