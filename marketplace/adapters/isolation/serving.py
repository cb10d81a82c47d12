"""The child's side: one request after the other from standard input, answers on what was standard output.

A child holds no secret, writes no file, and may die of any file, by a signal or by an exception nobody foresaw: its
parent takes that for an answer and starts another one.
"""

from __future__ import annotations

import math
import os
import resource
import sys
from collections.abc import Callable, Sequence
from typing import Any

from marketplace.adapters.isolation.frames import Broken, receive, send

OUT_OF_MEMORY = 3
Answer = Callable[[dict[str, Any], bytes], tuple[dict[str, Any], Sequence[bytes]]]


def serve(answer: Answer, cpu_seconds: int, memory_bytes: int) -> int:
    """Answer requests until the parent is gone; returns the exit code."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stray in (0, 1, 2):  # a library that prints must not be taken for an answer
        os.dup2(nowhere, stray)
    _limit(memory_bytes)
    while True:
        try:
            request, blobs = receive(requests)
        except Broken:
            return 0
        _grant(cpu_seconds)
        try:
            head, results = answer(request, blobs[0])
        except MemoryError:
            send(answers, {"error": "too_heavy"})
            return OUT_OF_MEMORY
        send(answers, head, results)


def _limit(memory_bytes: int) -> None:
    """Bound address space for good; no core dumps, no files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform != "darwin":  # macOS refuses to bound the address space
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _grant(cpu_seconds: int) -> None:
    """Give the next request its processor time: the limit counts from the start of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime) + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))
