"""Which places keep pages, by the settings."""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from pathlib import Path

from marketplace.adapters.pages.memory import MemoryPages
from marketplace.adapters.pages.port import Holds, KeptPage, Pages
from marketplace.settings import PROJECT, Settings

MADE_OF = (
    ("marketplace", "*.py"),
    ("marketplace", "*.mo"),
    ("marketplace", "*.toml"),
    ("templates", "*"),
    ("static/dist", "*"),
)
"""What a page is made of besides the database and the settings."""


class LayeredPages:
    """Looks into its own memory first, then into what others share."""

    def __init__(self, near: Pages, far: Pages) -> None:
        self.near, self.far = near, far

    def look(self, name: str, holds: Holds) -> KeptPage | None:
        page = self.near.look(name, holds)
        if page is None and (page := self.far.look(name, holds)) is not None:
            self.near.put(name, page)
        return page

    def put(self, name: str, page: KeptPage) -> None:
        self.near.put(name, page)
        self.far.put(name, page)


def open_pages(settings: Settings) -> Pages | None:
    """Return where pages are kept, None where none are."""
    if not settings.page_memory_bytes or settings.debug:
        return None
    near = MemoryPages(settings.page_memory_bytes)
    if not settings.redis_url:
        return near
    shared = import_module(
        "marketplace.adapters.pages.shared"
    )  # a start without Redis does not wait for its client
    return LayeredPages(near, shared.RedisPages(settings.redis_url, f"pages:{release_of(settings)}:"))


def release_of(settings: Settings, root: Path = PROJECT) -> str:
    """Return a short name that changes with the code, the templates, the words, the styles and the settings.

    Secrets are no part of it: settings keep them out of their `repr`.
    """
    digest = sha256(repr(settings).encode())
    for folder, pattern in MADE_OF:
        for path in sorted((root / folder).rglob(pattern)):
            if path.is_file():
                digest.update(f"{path.relative_to(root)}".encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
