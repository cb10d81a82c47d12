"""Writing the index: one writer at a time, told apart by the library's own lock, which ends with its process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import tantivy
from tantivy import FieldType, Query

from marketplace.adapters.search.port import Document
from marketplace.adapters.search.schema import NUMBER, make_schema, row_of

HEAP_BYTES = 96_000_000
"""What the writer gathers in memory before it writes a part of the index."""


class Busy(Exception):
    """Another process or thread writes this index."""


class Unreadable(Exception):
    """What lies here cannot be gone on with."""


class TantivyWriter:
    """Keeps the promise of `SearchWriter` over one generation.

    Raises Busy, OSError for a folder not writable, or Unreadable: for a torn index, and where `begun` says that there
    is one and there is none, or an empty one would pass for it.
    """

    def __init__(
        self, path: Path, groups: Sequence[str], *, heap_bytes: int = HEAP_BYTES, begun: bool = False
    ) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._groups = groups
        self._schema = make_schema(groups)
        if begun and not tantivy.Index.exists(str(path)):
            raise Unreadable(str(path))
        try:
            self._index = tantivy.Index(self._schema, path=str(path))
        except ValueError as error:
            raise Unreadable(str(error)) from error
        try:
            self._writer = self._index.writer(heap_bytes, 1)
        except ValueError as error:
            if "LockBusy" in str(error):
                raise Busy(str(path)) from error
            raise OSError(str(error)) from error
        self._waiting = 0

    def put(self, documents: Iterable[Document], *, fresh: bool = False) -> int:
        """Take in documents, the last of those with one number; `fresh` ones are known not to be there yet."""
        if not fresh:
            documents = {document.number: document for document in documents}.values()
            self.remove([document.number for document in documents])
        count = 0
        for document in documents:
            self._writer.add_document(row_of(document, self._groups))
            count += 1
        self._waiting += count
        return count

    def remove(self, numbers: Iterable[int]) -> None:
        """Take out documents; asked by a query, since a bare term would be of the wrong type and find none."""
        wanted = list(numbers)
        if wanted:
            self._remove(Query.term_set_query(self._schema, NUMBER, wanted))

    def remove_below(self, number: int) -> None:
        """Take out every document with a lesser number."""
        if number > 0:
            self._remove(Query.range_query(self._schema, NUMBER, FieldType.Unsigned, None, number - 1))

    def _remove(self, query: Query) -> None:
        self._writer.delete_documents_by_query(query)
        self._waiting += 1

    def commit(self) -> None:
        """Make it seen and safe; with nothing waiting it does nothing."""
        if self._waiting:
            self._writer.commit()
            self._waiting = 0

    def close(self) -> None:
        """Give the lock back; what was not committed is gone."""
        with suppress(ValueError):  # nothing to go back to where the folder was taken away
            self._writer.rollback()
        self._writer.wait_merging_threads()

    def count(self) -> int:
        """Return how many documents the last commit left."""
        self._index.reload()
        return self._index.searcher().num_docs
