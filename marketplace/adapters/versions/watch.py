"""Reading the versions before each page: one statement over a connection of its own, past the session.

Its own, because the answer must be what is committed now, whatever transaction a request will open; and bare, because a
page that is kept costs little more than this question. A database that is slow to answer is not waited for: pages are
made, and say themselves what is wrong with it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Mapping
from importlib import import_module
from threading import Lock

from sqlalchemy import MetaData
from sqlalchemy.engine import URL

from marketplace.adapters.versions.lines import Away, Line, OpenLine
from marketplace.adapters.versions.scopes import EVERYTHING, SHARED
from marketplace.adapters.versions.triggers import THERE, lacking

NEEDED = (EVERYTHING, SHARED)
"""Scopes that always have a version."""
AGAIN_SECONDS = 2.0
"""How long a database that did not answer is left in peace."""
LOOK_SECONDS = 60.0
"""How often it is looked whether lacking triggers have come."""
ANSWER_SECONDS = 1
"""How long is waited for one's turn to ask."""
log = logging.getLogger(__name__)


class Watch:
    """The versions of the database behind `url`. Any thread may ask; questions are answered one at a time.

    None where a shown table lacks its triggers (told once a minute), or the database does not answer.
    """

    def __init__(self, url: URL, metadata: MetaData) -> None:
        self._url = url
        self._dialect = url.get_backend_name()
        self._metadata = metadata
        self._lock = Lock()
        self._open_line = _opener(self._dialect)
        self._line: Line | None = None
        self._not_before = 0.0

    def now(self, scopes: Collection[str] = ()) -> Mapping[str, str] | None:
        asked = dict.fromkeys((EVERYTHING, *scopes), "")
        if not self._lock.acquire(timeout=ANSWER_SECONDS):
            return None
        try:
            line = self._line or self._open()
            if line is None:
                return None
            asked.update(line.ask(list(asked)))
        except Away:
            self._not_before = time.monotonic() + AGAIN_SECONDS
            self._drop()
            return None
        finally:
            self._lock.release()
        return asked if all(asked.get(scope, "*") for scope in NEEDED) else None

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _open(self) -> Line | None:
        if time.monotonic() < self._not_before:
            return None
        self._line = self._open_line(self._url)
        there = self._line.rows(THERE[self._dialect].replace("%%", "%"))
        bare = lacking(there, self._metadata, self._dialect)
        if bare:
            log.warning("no page is kept: changes of %s are not noticed; `migrate` mends it", ", ".join(bare))
            self._not_before = time.monotonic() + LOOK_SECONDS
            self._drop()
        return self._line

    def _drop(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None


def _opener(dialect: str) -> OpenLine:
    """Return how the database is asked. The driver of one that is not used is not loaded, or every start would wait."""
    line: OpenLine = import_module(f"marketplace.adapters.versions.{dialect}_line").open_line
    return line
