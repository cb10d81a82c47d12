"""Where indexes lie: a folder of generations, of which one is asked and at most one is being built.

A generation is named by the digest of everything that decides what an index holds, so one of another make is never
read. Beside it stands how far it is: written after the engine's own commit, so that a kill between the two only makes
work that was done be done once more.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

_CURRENT, _BUILDING, _BROKEN, _STATE = "current", "building", "broken", "state.json"
_MAKERS = ("analyser", "keys", "port", "schema", "vocabulary")


def make_of(groups: Sequence[str], *sources: Path) -> str:
    """Return what indexes are made by, as 12 hex digits: it changes with any code that decides what they hold.

    `sources` are further files with a say in it.
    """
    here = Path(__file__).parent
    digest = sha256(repr(sorted(groups)).encode())
    for path in (*(here / f"{name}.py" for name in _MAKERS), *sources):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class State:
    """How far an index is. `cursor` is the place in the database's changes that it has followed to.

    An index is built from the greatest row number down: `built_to` is the last one taken in, `count` how many were,
    and `cursor` stands where the building began. `source` names the database.
    """

    cursor: str = ""
    source: str = ""
    built_to: int = 0
    count: int = 0


class IndexFolder:
    """The generations of one installation, for writers and readers in any number of processes."""

    def __init__(self, root: Path, make: str) -> None:
        self.root = root
        self.make = make

    def current(self) -> str | None:
        """Return the generation to ask; None where there is none of our make, or it was found broken."""
        name = self._read(_CURRENT)
        if not self._is_ours(name) or name == self._read(_BROKEN):
            return None
        return name

    def building(self) -> str | None:
        """Return the generation that is being built, or was when its builder ended."""
        name = self._read(_BUILDING)
        return name if self._is_ours(name) and name != self._read(_BROKEN) else None

    def begin(self) -> str:
        """Return a new empty generation to build."""
        name = f"{self.make}-{secrets.token_hex(4)}"
        self.path(name).mkdir(parents=True)
        self._write(_BUILDING, name)
        return name

    def finish(self, name: str) -> None:
        """Make a generation the one to ask, and take the others away; who still reads one keeps what is open."""
        self._write(_CURRENT, name)
        (self.root / _BUILDING).unlink(missing_ok=True)
        self.tidy()

    def tidy(self) -> None:
        """Take away every generation that is neither asked nor being built."""
        kept = {self._read(_CURRENT), self._read(_BUILDING)}
        for path in self.root.iterdir() if self.root.is_dir() else ():
            if path.is_dir() and path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)

    def tell_broken(self, name: str) -> None:
        """Say that a generation cannot be read: nobody asks it any more, and a new one is built."""
        self.root.mkdir(parents=True, exist_ok=True)
        self._write(_BROKEN, name)

    def drop(self, name: str) -> None:
        """Take away a generation whose building cannot be gone on with."""
        if name == self._read(_BUILDING):
            (self.root / _BUILDING).unlink(missing_ok=True)
        shutil.rmtree(self.path(name), ignore_errors=True)

    def path(self, name: str) -> Path:
        return self.root / name

    def state(self, name: str) -> State:
        """Return how far a generation is; at its very beginning where that cannot be read."""
        try:
            found = json.loads((self.path(name) / _STATE).read_text(encoding="utf-8"))
            return State(**found)
        except (OSError, ValueError, TypeError):
            return State()

    def keep_state(self, name: str, state: State) -> None:
        self._replace(self.path(name) / _STATE, json.dumps(asdict(state)))

    def moved(self, name: str, **changes: int | str | bool) -> State:
        """Write down that a generation has got further; returns its state."""
        state = replace(self.state(name), **changes)  # type: ignore[arg-type] # mypy: one type for all of them
        self.keep_state(name, state)
        return state

    def stamp(self) -> tuple[int, ...]:
        """Return what changes when another generation is to be asked; cheap enough for every question."""
        return tuple(mark_of(self.root / name) for name in (_CURRENT, _BROKEN))

    def _is_ours(self, name: str) -> bool:
        return name.startswith(f"{self.make}-") and self.path(name).is_dir()

    def _read(self, name: str) -> str:
        try:
            return (self.root / name).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return ""

    def _write(self, name: str, text: str) -> None:
        self._replace(self.root / name, text)

    def _replace(self, path: Path, text: str) -> None:
        whole = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")  # threads may write it at once
        whole.write_text(text, encoding="utf-8")
        whole.replace(path)


def mark_of(path: Path) -> int:
    """Return what changes when a file is replaced; 0 where there is none."""
    try:
        found = path.stat()
    except OSError:
        return 0
    return hash((found.st_mtime_ns, found.st_ino, found.st_size))
