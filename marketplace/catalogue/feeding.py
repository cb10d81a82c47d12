"""The index of the search follows the database: what changed, in the order of commits, or everything anew.

One process at a time writes an index (the lock is the engine's own and ends with its process). How far it has come is
written down after each commit of the index: a kill in between only makes the same work be done again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from time import monotonic

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from marketplace.adapters.jobs.handlers import Transaction
from marketplace.adapters.search.folder import IndexFolder, State
from marketplace.adapters.search.writing import Busy, TantivyWriter, Unreadable
from marketplace.catalogue import documents
from marketplace.listings import changes

log = logging.getLogger(__name__)
POLL_SECONDS = 0.4
"""How long a change made in another process may wait; one made in this process wakes the feeder."""
PAUSE_SECONDS = 0.1
"""Between two commits: under load what comes meanwhile is taken together."""
BUSY_SECONDS = 2.0
BATCH = 1_000
COMMIT_SECONDS = 10.0
"""How much work of a rebuild is done again after a kill, at most."""
FOLLOWING_HEAP, BUILDING_HEAP = 20_000_000, 96_000_000

Progress = Callable[[int, int], object]
"""Told while an index is built: documents taken in, and how many there are in all."""


def _nobody_looks(done: int, total: int) -> None:
    """Stand in for a progress bar."""


def folder_of(path: Path) -> IndexFolder:
    """Return the folder of indexes, of which those of today's make are asked; inside an application context."""
    return IndexFolder(path, documents.make())


def not_taken_in(path: Path, session: Session) -> list[int] | None:
    """Return the bags whose last change the index that is asked has not seen; None where there is none to trust."""
    folder = folder_of(path)
    name = folder.current()
    cursor = folder.state(name).cursor if name else ""
    if not cursor:
        return None
    try:
        return changes.since(session, cursor)[0]
    except changes.CursorLost:
        return None


class Feeder:
    """Keeps one index true. `reading` and `writing` open a transaction; none is open while the index is written."""

    def __init__(
        self,
        folder: IndexFolder,
        reading: Transaction,
        writing: Transaction,
        *,
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self.folder = folder
        self._reading = reading
        self._writing = writing
        self._poll_seconds = poll_seconds
        self._woken = Event()
        self._documents = documents.Documents()
        self._name = ""
        self._writer: TantivyWriter | None = None

    def wake(self) -> None:
        """Look for changes now instead of at the next poll; any thread may call it."""
        self._woken.set()

    def run_forever(self, stop: Event) -> None:
        """Follow the database until `stop` is set; whatever goes wrong is logged and tried again."""
        wait = self._poll_seconds
        while not stop.is_set():
            self._woken.clear()
            try:
                wait = PAUSE_SECONDS if self.step(stop) else self._poll_seconds
            except Busy:
                wait = BUSY_SECONDS
            except SQLAlchemyError:
                log.exception("changes for the search could not be read")
                wait = BUSY_SECONDS
            except (OSError, ValueError):
                log.exception("the search index could not be written")
                self._let_go()
                wait = BUSY_SECONDS
            if wait == self._poll_seconds:
                self._woken.wait(wait)
            else:
                stop.wait(wait)
        self._let_go()

    def step(self, stop: Event | None = None) -> bool:
        """Do what there is to do now, a whole rebuild if need be; tell whether there was anything.

        Raises Busy while another process writes this index.
        """
        name = self.folder.current()
        if name is None:
            self.rebuild(stop=stop)
            return True
        if name != self._name or self._writer is None:
            self._let_go()
            try:
                self._writer = TantivyWriter(
                    self.folder.path(name), documents.GROUPS, heap_bytes=FOLLOWING_HEAP, begun=True
                )
            except Unreadable:
                log.warning("search index %s cannot be gone on with", name)
                self._give_up(name)
                return True
            self._name = name
            self.folder.tidy()
            if self._lost_sight(name):
                return True
        return self._follow(self._writer, name)

    def _lost_sight(self, name: str) -> bool:
        """Tell whether this index cannot follow any more, and have a new one built then."""
        with self._reading() as session:
            other = changes.source(session) != self.folder.state(name).source
            blind = changes.are_missing(session.connection())
        if blind:
            with self._writing() as session:
                changes.ensure(session.connection())
        if other or blind:
            log.warning(
                "search index %s is outdated: %s", name, "other database" if other else "changes went unseen"
            )
            self._give_up(name)
        return other or blind

    def _give_up(self, name: str) -> None:
        self._let_go()
        self.folder.tell_broken(name)

    def _follow(self, writer: TantivyWriter, name: str) -> bool:
        state = self.folder.state(name)
        if not state.source:
            log.warning("how far search index %s has come is not known", name)
            self._give_up(name)
            return True
        try:
            with self._reading() as session:
                ids, cursor = changes.since(session, state.cursor)
        except changes.CursorLost:
            log.warning("search index %s is outdated: the database is older than it", name)
            self._give_up(name)
            return True
        for start in range(0, len(ids), BATCH):
            self._take(writer, ids[start : start + BATCH])
        writer.commit()
        if cursor != state.cursor:
            self.folder.moved(name, cursor=cursor)
        return bool(ids)

    def _take(self, writer: TantivyWriter, ids: Sequence[int]) -> None:
        with self._reading() as session:
            found = self._documents.of(session, ids)
        writer.put(found)
        writer.remove(set(ids) - {document.number for document in found})

    def rebuild(self, progress: Progress = _nobody_looks, stop: Event | None = None) -> bool:
        """Build an index anew beside the one that is asked, or go on with one that was begun; False where stopped.

        Raises Busy while another process does so.
        """
        name, writer = self._builder()
        try:
            state = self._begun(name)
            writer.remove_below(state.built_to)  # taken in by a builder that ended before writing it down
            total = self._total()
            kept = monotonic()
            while numbers := self._next(state.built_to):
                if stop is not None and stop.is_set():
                    break
                with self._reading() as session:
                    found = self._documents.of(session, numbers)
                count = state.count + writer.put(found, fresh=True)
                state = State(cursor=state.cursor, source=state.source, built_to=numbers[-1], count=count)
                if monotonic() - kept > COMMIT_SECONDS:
                    writer.commit()
                    self.folder.keep_state(name, state)
                    kept = monotonic()
                progress(count, total)
            writer.commit()
            self.folder.keep_state(name, state)
            if numbers:
                return False
        finally:
            writer.close()
        self.folder.finish(name)
        log.info("search index %s built: %d bags", name, state.count)
        return True

    def _builder(self) -> tuple[str, TantivyWriter]:
        """Return a generation to build, with its writer: the one that was begun, where that can be gone on with."""
        if name := self.folder.building():
            begun = bool(self.folder.state(name).count)
            try:
                return name, TantivyWriter(
                    self.folder.path(name), documents.GROUPS, heap_bytes=BUILDING_HEAP, begun=begun
                )
            except Unreadable:
                log.warning("search index %s is begun anew: it cannot be gone on with", name)
                self.folder.drop(name)
        name = self.folder.begin()
        return name, TantivyWriter(self.folder.path(name), documents.GROUPS, heap_bytes=BUILDING_HEAP)

    def _begun(self, name: str) -> State:
        """Return how far a building has come; at its beginning note from where changes will be followed."""
        state = self.folder.state(name)
        if not state.source:
            with self._writing() as session:
                changes.ensure(session.connection())
            with self._reading() as session:
                state = State(
                    cursor=changes.position(session),
                    source=changes.source(session),
                    built_to=documents.highest_number(session) + 1,
                )
            self.folder.keep_state(name, state)
        return state

    def _next(self, number: int) -> Sequence[int]:
        with self._reading() as session:
            return documents.numbers_below(session, number, BATCH)

    def _total(self) -> int:
        with self._reading() as session:
            return documents.how_many(session)

    def _let_go(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer, self._name = None, ""
