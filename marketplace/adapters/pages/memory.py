"""Pages in the memory of this process."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from marketplace.adapters.pages.port import Holds, KeptPage


class MemoryPages:
    """Takes about `room` bytes at most; the pages looked at longest ago go first. Any thread may look and put."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = Lock()
        self._pages: OrderedDict[str, KeptPage] = OrderedDict()
        self.weight = 0

    def look(self, name: str, holds: Holds) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(name)
        if page is None or not holds(page):
            return None
        with self._lock:
            if name in self._pages:
                self._pages.move_to_end(name)
        return page

    def put(self, name: str, page: KeptPage) -> None:
        if page.weight(name) > self._room:
            return  # it would take the place of all others, and then go itself
        with self._lock:
            before = self._pages.pop(name, None)
            self.weight += page.weight(name) - (before.weight(name) if before else 0)
            self._pages[name] = page
            while self.weight > self._room:
                oldest, gone = self._pages.popitem(last=False)
                self.weight -= gone.weight(oldest)
