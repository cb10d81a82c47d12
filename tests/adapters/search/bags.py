"""Documents and indexes for tests of the search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from marketplace.adapters.search.engine import TantivyEngine
from marketplace.adapters.search.folder import IndexFolder, make_of
from marketplace.adapters.search.port import Document, Part
from marketplace.adapters.search.writing import TantivyWriter

GROUPS = ("type", "colour", "place")
BEGIN = 1_750_000_000


def bag(
    number: int,
    title: str,
    *,
    kind: str = "",
    material: str = "",
    maker: str = "",
    place: str = "",
    story: str = "",
    groups: Mapping[str, Sequence[str]] | None = None,
    price: int = 100_000,
    ready_days: int = 0,
    published: int | None = None,
    valid: Sequence[tuple[int, int]] = (),
    away: Sequence[tuple[int, int]] = (),
) -> Document:
    texts = {
        Part.TITLE: title,
        Part.KIND: kind,
        Part.MATERIAL: material,
        Part.MAKER: maker,
        Part.PLACE: place,
        Part.STORY: story,
    }
    at = BEGIN + number * 60 if published is None else published
    return Document(number, texts, groups or {}, price, ready_days, at, valid, away=away)


class Shop:
    """An index in a folder, and the engine that asks it."""

    def __init__(self, root: Path) -> None:
        self.folder = IndexFolder(root, make_of(GROUPS))
        self.name = self.folder.begin()
        self.writer = TantivyWriter(self.folder.path(self.name), GROUPS, heap_bytes=15_000_000)
        self.engine = TantivyEngine(self.folder)

    def fill(self, documents: Iterable[Document]) -> TantivyEngine:
        self.writer.put(documents)
        self.writer.commit()
        if self.folder.current() is None:
            self.folder.finish(self.name)
        return self.engine
