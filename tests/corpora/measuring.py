"""What something costs this process and its children: read from /proc, so that a busy machine changes nothing."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
MEGABYTE = 1024
"""In the kilobytes that /proc counts in."""


def children(parent: int | None = None) -> Iterator[int]:
    """The processes a process (this one) has started and that still run."""
    for folder in Path("/proc").glob("[0-9]*"):
        fields = _stat(int(folder.name))
        if fields and int(fields[1]) == (parent or os.getpid()):
            yield int(folder.name)


def processor_seconds() -> float:
    """Processor time of this process and its children, ended or not."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = time.process_time() + ended.ru_utime + ended.ru_stime
    return total + sum(map(processor_seconds_of, children()))


def processor_seconds_of(process: int) -> float:
    """Processor time of one process that runs, by the hundredth."""
    fields = _stat(process)
    return sum(map(int, fields[11:13])) / TICKS if fields else 0.0


def resident(process: int | None = None, *, peak: bool = False) -> float:
    """Megabytes a process (this one) holds, or has held at most since `forget_peak`."""
    return _status(process or os.getpid(), "VmHWM:" if peak else "VmRSS:") / MEGABYTE


def forget_peak(process: int | None = None) -> None:
    """Begin to count the most a process has held anew (proc(5), clear_refs)."""
    Path(f"/proc/{process or os.getpid()}/clear_refs").write_text("5")


def _stat(process: int) -> list[str]:
    """The fields behind the name of the program; none once it has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _status(process: int, name: str) -> int:
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
