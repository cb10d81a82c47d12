"""What one bad, odd or hostile file is, and what may become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

NOT_A_PICTURE = "picture.not_a_picture"
EMPTY = "picture.empty"
TOO_MANY_BYTES = "picture.too_many_bytes"
TOO_LONG = "picture.side_too_long"
TOO_MANY_PIXELS = "picture.too_many_pixels"
TOO_HEAVY = "picture.too_heavy"
HOLLOW = "picture.hollow"


class Fate(StrEnum):
    """What the pool makes of what the door let in."""

    DRAWN = "drawn"
    FAILED = "failed"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Case:
    """One file. `door`: the code it is refused with, "" if it is let in, None if nobody can say; `fate`: what the pool
    makes of it then.

    `heavy`: it takes long, or is much like another one, and is left to `bench/poison.py` but for a few.
    """

    name: str
    make: Callable[[], bytes]
    door: str | None = ""
    fate: Fate = Fate.EITHER
    heavy: bool = False


def drawn(name: str, make: Callable[[], bytes], *, heavy: bool = False) -> Case:
    return Case(name, make, "", Fate.DRAWN, heavy)


def failed(name: str, make: Callable[[], bytes], *, heavy: bool = False) -> Case:
    return Case(name, make, "", Fate.FAILED, heavy)


def either(name: str, make: Callable[[], bytes], *, heavy: bool = False) -> Case:
    return Case(name, make, "", Fate.EITHER, heavy)


def refused(name: str, code: str, make: Callable[[], bytes], *, heavy: bool = False) -> Case:
    return Case(name, make, code, Fate.FAILED, heavy)


def whatever(name: str, make: Callable[[], bytes]) -> Case:
    return Case(name, make, None, Fate.EITHER)
