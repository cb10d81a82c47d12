"""The installation's own texts: the programme, the partners, the place. Another city brings another file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from marketplace.settings import SettingsError
from marketplace.toolbox import toolbox
from marketplace.web.locale import current_locale

FOLDER = Path(__file__).resolve().parent.parent / "content"


@lru_cache(maxsize=8)
def load(name: str) -> Mapping[str, Any]:
    """Read `content/<name>.toml`, or the file at that path; SettingsError when there is none."""
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:  # no file, no TOML, or no UTF-8
        raise SettingsError(f"MARKETPLACE_CONTENT: {path} cannot be read ({error})") from error


def content(path: str) -> Any:
    """Return the text at a dotted path in the reader's language; KeyError for a path the file lacks.

    A leaf is a table with `id` and `en`; anything else (a list, a date) is returned as it stands.
    """
    found: Any = load(toolbox().settings.content)
    for step in path.split("."):
        if not isinstance(found, Mapping):
            raise KeyError(path)
        found = found[step]
    return localised(found)


def localised(found: Any) -> Any:
    """Resolve every `{id, en}` table below a value to the reader's language."""
    if isinstance(found, Mapping):
        if set(found) == {"id", "en"}:
            return found[current_locale()]
        return {name: localised(value) for name, value in found.items()}
    if isinstance(found, list):
        return [localised(value) for value in found]
    return found
