"""The server as people start it: in a process group of its own, on a free port, in a folder of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

KEPT = ("PATH", "SYSTEMROOT", "HOME", "LANG")


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """Return what a server in that folder sees of the environment; settings without their prefix."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    own = {"DATA_DIR": str(folder), "DEMO": "off", **settings}
    return kept | {f"MARKETPLACE_{name}": value for name, value in own.items()}


class Running:
    """A command in a process group of its own. Its logs go to a file: a full pipe would stop it."""

    starts: tuple[str, ...] = ("-m", "marketplace")

    def __init__(self, folder: Path, *words: str, **settings: str) -> None:
        self.log = folder / f"{words[0].replace('serve', 'server')}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.starts, *words],
                env=environment(folder, **settings),
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        self.lines: list[str] = []

    def wait_for(self, words: str) -> str:
        """Wait until it prints a line that begins so; return the line."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.strip())
            if line.startswith(words):
                return line
        raise AssertionError(self.log.read_text(errors="replace")[-4000:] or "no answer")

    def kill(self) -> None:
        """End the whole process group at once, as a power cut would."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate(timeout=60)

    def end(self) -> int:
        """Stop it as an administrator would; return its exit code."""
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, signal.SIGTERM)
        self.process.communicate(timeout=60)
        return self.process.returncode


class Server(Running):
    """`serve` on a free port, without demo data."""

    def __init__(self, folder: Path, *words: str, **settings: str) -> None:
        super().__init__(folder, "serve", "--port", "0", *words, **settings)

    def address(self) -> str:
        """Wait until the server says where it serves."""
        return self.wait_for("Serving on ").split()[-1]


class JobWorker(Running):
    """`worker`, which does the jobs of the server in the same folder."""

    def __init__(self, folder: Path, **settings: str) -> None:
        super().__init__(folder, "worker", **settings)

    def ready(self) -> None:
        """Wait until it works."""
        self.wait_for("Working on jobs.")
