"""A small pool of decoding children: a poison file costs one child, never the process that asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Timer
from typing import Any, BinaryIO, cast

from marketplace.adapters.images.formats import LIGHT, PictureFormat
from marketplace.adapters.images.frames import Broken, receive, send
from marketplace.adapters.images.inspection import DEFAULT_LIMITS, PictureLimits
from marketplace.adapters.images.results import PictureFailed, Rendition, RenditionSet, ScanPage

MODULE = "marketplace.adapters.images.child"
PROJECT = Path(__file__).resolve().parents[3]
JOBS_PER_CHILD = 250
KEPT_VARIABLES = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
UNFORESEEN = 1  # Python ends so after an exception nobody caught
ENDED_BY_PICTURE = {
    signal.SIGSEGV,
    signal.SIGABRT,
    signal.SIGBUS,
    signal.SIGILL,
    signal.SIGFPE,
    signal.SIGTRAP,
}


class PicturePool:
    """At most `children` decoders at once; callers in other threads wait their turn.

    Each request may use `cpu_seconds` of processor time and `wall_seconds` by the clock; each child
    `memory_bytes` of address space. Children start when first needed and are replaced when they end.
    """

    def __init__(
        self,
        children: int = 1,
        limits: PictureLimits = DEFAULT_LIMITS,
        *,
        cpu_seconds: int = 10,
        memory_bytes: int = 1_500_000_000,
        wall_seconds: float = 30.0,
    ) -> None:
        self._limits = [limits.max_bytes, limits.max_pixels, limits.max_side]
        self._command = [sys.executable, "-m", MODULE, str(cpu_seconds), str(memory_bytes)]
        self._wall_seconds = wall_seconds
        self._places: SimpleQueue[_Child | None] = SimpleQueue()
        self._children = children
        for _ in range(children):
            self._places.put(None)

    def render(self, data: bytes, formats: tuple[PictureFormat, ...] = LIGHT) -> RenditionSet:
        """Return the renditions in these formats; raises PictureFailed "picture...."."""
        head, blobs = self._ask({"task": "render", "formats": list(formats)}, data, "picture")
        made = zip(head["renditions"], blobs, strict=True)
        return RenditionSet(
            colour=head["colour"],
            width=head["width"],
            height=head["height"],
            hash=head["hash"],
            renditions=tuple(Rendition(w, h, PictureFormat(name), blob) for (w, h, name), blob in made),
        )

    def scan_pages(self, data: bytes, max_pages: int = 20) -> tuple[ScanPage, ...]:
        """Return viewing pages of a certificate scan.

        Raises PictureFailed "scan....", or a limit's "picture....".
        """
        head, blobs = self._ask({"task": "scan", "max_pages": max_pages}, data, "scan")
        made = enumerate(zip(head["pages"], blobs, strict=True), 1)
        return tuple(ScanPage(n, w, h, PictureFormat(name), blob) for n, ((w, h, name), blob) in made)

    def close(self) -> None:
        """End the children, each as soon as it is idle."""
        for _ in range(self._children):
            child = self._places.get()
            if child is not None:
                child.end()
            self._places.put(None)

    def _ask(self, request: dict[str, Any], data: bytes, kind: str) -> tuple[dict[str, Any], list[bytes]]:
        child = self._places.get()
        try:
            if child is None or not child.usable():
                if child is not None:
                    child.end()
                child = _Child(self._command)
            head, blobs = child.ask({**request, "limits": self._limits}, data, self._wall_seconds)
        except _Lost as lost:
            raise _failure(lost.reason, kind, transient=lost.transient) from lost
        finally:
            self._places.put(child)
        if "error" in head:
            raise _failure(str(head["error"]), kind, transient=False)
        return head, blobs


class _Lost(Exception):
    """The child ended before it answered."""

    def __init__(self, reason: str, *, transient: bool) -> None:
        self.reason = reason
        self.transient = transient
        super().__init__(reason)


class _Child:
    """One process. Used by one thread at a time."""

    def __init__(self, command: list[str]) -> None:
        variables = {name: os.environ[name] for name in KEPT_VARIABLES if name in os.environ}
        # A fresh process and not a fork: the one that asks has threads and secrets.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PROJECT,
            env=variables,
        )
        self._to_child = cast(BinaryIO, self._process.stdin)
        self._from_child = cast(BinaryIO, self._process.stdout)
        self._asked = 0
        self._overdue = False

    def usable(self) -> bool:
        return self._process.poll() is None and self._asked < JOBS_PER_CHILD

    def ask(
        self, request: dict[str, Any], data: bytes, wall_seconds: float
    ) -> tuple[dict[str, Any], list[bytes]]:
        self._asked += 1
        watch = Timer(wall_seconds, self._stop_waiting)
        watch.daemon = True
        watch.start()
        try:
            send(self._to_child, request, [data])
            head, blobs = receive(self._from_child)
        except (Broken, OSError) as error:
            self.end()
            raise self._obituary() from error
        finally:
            watch.cancel()
        if head.get("error") == "too_heavy":
            self._asked = (
                JOBS_PER_CHILD  # it ran out of memory: what is left of its address space is in pieces
            )
        return head, blobs

    def end(self) -> None:
        self._process.kill()
        for stream in (self._to_child, self._from_child):
            try:
                stream.close()
            except OSError:  # unsent bytes of a pipe nobody reads any more
                continue
        self._process.wait()

    def _stop_waiting(self) -> None:
        self._overdue = True
        self._process.kill()

    def _obituary(self) -> _Lost:
        cause = -self._process.returncode
        if cause == signal.SIGXCPU:
            return _Lost("too_heavy", transient=False)
        if self._overdue:
            return _Lost("too_heavy", transient=True)
        if cause in ENDED_BY_PICTURE or self._process.returncode == UNFORESEEN:
            return _Lost("not_readable", transient=False)
        return _Lost("child_lost", transient=True)


def _failure(reason: str, kind: str, *, transient: bool) -> PictureFailed:
    """Name the failure as its reader knows it; a scan that is too heavy is one that cannot be read."""
    if "." in reason:
        return PictureFailed(reason, transient=transient)
    return PictureFailed("scan.not_readable" if kind == "scan" else f"picture.{reason}", transient=transient)
