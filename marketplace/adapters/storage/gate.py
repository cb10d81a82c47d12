"""Keeps the threads of a process from all waiting for one service that does not answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition

from marketplace.kit.errors import Unavailable

AT_ONCE = 4
"""Half of the threads a web process has: the others go on showing pages."""
PATIENCE = 0.5
"""Seconds to wait for a place while no answer comes."""
SLOW = 1.0
"""Seconds after which a failure is one of waiting; a refusal that comes at once costs no thread anything."""
PAUSE = 5.0
"""Seconds to leave a service alone that did not answer."""


class Gate:
    """Lets AT_ONCE calls through. After one that failed slowly it lets nobody through for PAUSE seconds, then one at a
    time until one is answered; whoever is not let through is refused at once. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._changed = Condition()
        self._inside = 0
        self._since = 0.0
        """When the last answer came, or the last place was taken."""
        self._shut_until: float | None = None
        """None while the service answers."""

    @contextmanager
    def passing(self) -> Iterator[None]:
        """Make one call; raises Unavailable "storage.unreachable" without making it."""
        self._enter()
        begun = self._clock()
        try:
            yield
        except Unavailable:
            self._leave(answered=False, slow=self._clock() - begun > SLOW)
            raise
        except BaseException:
            self._leave(answered=True)
            raise
        self._leave(answered=True)

    def _enter(self) -> None:
        with self._changed:
            while self._inside >= self._places():
                left = self._since + PATIENCE - self._clock()
                if left <= 0 or self._shut_until is not None:
                    raise Unavailable("storage.unreachable")
                self._changed.wait(left)
            self._inside += 1
            if self._inside == AT_ONCE:
                self._since = self._clock()

    def _leave(self, *, answered: bool, slow: bool = False) -> None:
        with self._changed:
            self._inside -= 1
            if answered:
                self._since, self._shut_until = self._clock(), None
            elif slow:
                self._shut_until = self._clock() + PAUSE
            self._changed.notify_all()

    def _places(self) -> int:
        if self._shut_until is None:
            return AT_ONCE
        return 0 if self._clock() < self._shut_until else 1
