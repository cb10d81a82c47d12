#!/usr/bin/env python3
"""One command for everything; needs nothing but Python 3.11.

  python3 run.py                 set up, migrate, load demo data, serve on http://127.0.0.1:8000
  python3 run.py test [ARGS]     the tests (ARGS go to pytest); on PostgreSQL too where a server is named
  python3 run.py check           style, types, templates, architecture, translations, assets
  python3 run.py lock [ARGS]     write requirements/*.txt anew from pyproject.toml (--upgrade for newer versions)
  python3 run.py COMMAND [ARGS]  any command of `python -m marketplace`: serve, worker, migrate, demo, user, ...

The environment is made in .venv, or where MARKETPLACE_VENV says.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
LOCKS = ROOT / "requirements"
OLDEST = (3, 11)
STRICT = ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
NO_VENV = """This Python cannot make a virtual environment (its venv or ensurepip module is missing).
On Debian or Ubuntu: sudo apt-get install python3-venv, then run this again."""
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as lint; lint()"
CHECKS = {
    "style": ["-m", "ruff", "check", "--quiet", "."],
    "format": ["-m", "ruff", "format", "--check", "--quiet", "."],
    "types": ["-m", "mypy"],
    "templates": ["-m", "djlint", "--lint", "--quiet", "templates"],
    "architecture": ["-c", LINT_IMPORTS, "--no-logo"],
    "translations": ["-m", "marketplace", "translations", "check"],
    "assets": ["-m", "marketplace", "assets", "check"],
}
"""What Python is given for each check."""
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)


class Environment:
    """A virtual environment that holds exactly what a hashed lock file names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def hold(self, *names: str) -> None:
        """Install the named lock files unless they are in already; the last one holds the others' packages."""
        if all(self._is_stamped(name) for name in names):
            return
        with only_one(self.folder.with_name(self.folder.name + ".lock")):
            if all(self._is_stamped(name) for name in names):
                return
            said = time.monotonic()
            tell(f"Setting up {self.folder} from requirements/{names[-1]}.txt (once) ...")
            self._make()
            for stamp in self.folder.glob("*.stamp"):
                stamp.unlink()
            self._install(names[-1])
            for name in names:
                self._stamp(name).write_text(self._wanted(name), encoding="ascii")
            tell(f"Set up in {time.monotonic() - said:.0f} s.")

    def run(self, *args: str, **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.run([str(self.python), *args], cwd=ROOT, **options)

    def become(self, module: str, *args: str) -> int:
        """Go on as that module; where the system cannot replace a process, wait for it instead."""
        command = [str(self.python), "-m", module, *args]
        os.chdir(ROOT)
        os.environ.pop(
            "PYTHONDONTWRITEBYTECODE", None
        )  # compiling our own files at each start costs half a second
        if os.name != "nt":
            os.execv(command[0], command)
        return subprocess.call(command)

    def _stamp(self, name: str) -> Path:
        return self.folder / f"{name}.stamp"

    def _wanted(self, name: str) -> str:
        """Name the lock's content and the interpreter; a new system Python makes the old environment stale."""
        lock = (LOCKS / f"{name}.txt").read_bytes()
        return hashlib.sha256(lock + os.path.realpath(self.python).encode()).hexdigest()

    def _is_stamped(self, name: str) -> bool:
        stamp = self._stamp(name)
        return (
            self.python.exists()
            and stamp.is_file()
            and stamp.read_text(encoding="ascii") == self._wanted(name)
        )

    def _make(self) -> None:
        if self._works():
            return
        if self.folder.is_dir() and any(self.folder.iterdir()) and not (self.folder / "pyvenv.cfg").exists():
            sys.exit(f"{self.folder} is a folder of something else; set MARKETPLACE_VENV to another place.")
        made = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", str(self.folder)], capture_output=True, text=True
        )
        if made.returncode or not self._works():
            shutil.rmtree(self.folder, ignore_errors=True)
            sys.exit(f"{NO_VENV}\n{(made.stdout + made.stderr).strip()}".rstrip())

    def _works(self) -> bool:
        """Tell whether an interpreter with pip is there: half-made environments and moved Pythons are not."""
        if not self.python.exists():
            return False
        probe = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
        return subprocess.run([str(self.python), "-c", probe], capture_output=True).returncode == 0

    def _install(self, name: str) -> None:
        lock = str(LOCKS / f"{name}.txt")
        uv = self.uv()
        if uv:
            fast = [uv, "pip", "install", "-q", "--compile-bytecode", "--python", str(self.python)]
            if subprocess.run([*fast, *STRICT, "-r", lock], cwd=ROOT, capture_output=True).returncode == 0:
                return
        # pip knows settings (mirrors, certificates) that uv does not read
        if self.run(
            "-m", "pip", "install", "-q", "--disable-pip-version-check", *STRICT, "-r", lock
        ).returncode:
            sys.exit("The packages could not be installed; the lines above say why. Run this again to go on.")

    def uv(self) -> str | None:
        """Return a uv to install with: three to five times faster than pip, which remains the way out."""
        own = self.python.with_name("uv.exe" if os.name == "nt" else "uv")
        found = shutil.which("uv") or (str(own) if own.exists() else None)
        if found:
            return found
        bootstrap = ["-r", str(LOCKS / "bootstrap.txt")]
        quiet = ["-q", "--disable-pip-version-check"]
        got = self.run("-m", "pip", "install", *quiet, *STRICT, *bootstrap, capture_output=True)
        return str(own) if got.returncode == 0 else None


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Wait until no other process is at it. SQLite's lock is the one that every system has and no crash leaves."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            tell("Another process is setting up; waiting for it ...")
            lock.execute("PRAGMA busy_timeout = 1800000")
            lock.execute("BEGIN EXCLUSIVE")
        yield


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def test(environment: Environment, args: list[str]) -> int:
    """Run pytest; without arguments everything, and on PostgreSQL as well when a server is named."""
    missing = missing_services()
    if missing and needed():
        sys.exit("Services are required here, but missing: " + "; ".join(missing))
    for line in missing:
        tell(f"Left out: {line}")
    spread = [] if any(arg.startswith("-n") for arg in args) else ["-n", str(min(os.cpu_count() or 1, 4))]
    code = environment.run("-m", "pytest", *spread, *args).returncode
    if code or args or not os.environ.get("MARKETPLACE_TEST_POSTGRES_URL"):
        return code
    tell("Once more on PostgreSQL, without browsers ...")
    other = {**os.environ, "MARKETPLACE_TEST_DATABASE": "postgresql"}
    return environment.run("-m", "pytest", *spread, "-m", "not journey and not slow", env=other).returncode


def needed() -> bool:
    words = ("1", "true", "yes", "on")
    return any(os.environ.get(name, "").lower() in words for name in ("CI", "MARKETPLACE_REQUIRE_SERVICES"))


def missing_services() -> list[str]:
    """Say what the tests must do without on this machine, and how to give it to them."""
    missing = []
    if not (os.environ.get("MARKETPLACE_CHROMIUM") or any(map(shutil.which, BROWSERS))):
        missing.append("browser journeys (no Chromium found: install it, or set MARKETPLACE_CHROMIUM)")
    if not os.environ.get("MARKETPLACE_TEST_POSTGRES_URL"):
        missing.append("PostgreSQL (set MARKETPLACE_TEST_POSTGRES_URL to an empty database)")
    if not os.environ.get("MARKETPLACE_TEST_REDIS_URL"):
        missing.append("Redis (set MARKETPLACE_TEST_REDIS_URL)")
    return missing


def check(environment: Environment) -> int:
    """Run every check, two at a time; one line each, and what a failing one said."""

    def one(name: str) -> tuple[str, subprocess.CompletedProcess[str], float]:
        begun = time.monotonic()
        done = environment.run(*CHECKS[name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return name, done, time.monotonic() - begun

    failed = 0
    with ThreadPoolExecutor(max_workers=min(os.cpu_count() or 1, 4)) as pool:
        for name, done, seconds in pool.map(one, CHECKS):
            print(f"{'FAIL' if done.returncode else 'ok':5}{name:14}{seconds:5.1f} s", flush=True)
            if done.returncode:
                failed += 1
                print(done.stdout.rstrip(), flush=True)
    return 1 if failed else 0


def lock(environment: Environment, args: list[str]) -> int:
    """Write the lock files for every system and Python we support; versions stay unless --upgrade asks."""
    uv = environment.uv()
    if not uv:
        sys.exit("uv is needed to write lock files and could not be installed.")
    whole = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    fixed = ["-c", str(LOCKS / "runtime.txt"), "--extra", "s3"]
    for name, extra in {"runtime": [], "s3": fixed, "test": [*fixed, "--group", "test"]}.items():
        target = ["-o", str(LOCKS / f"{name}.txt")]
        done = subprocess.run(
            [uv, "pip", "compile", *whole, *extra, *args, *target, "pyproject.toml"], cwd=ROOT
        )
        if done.returncode:
            return done.returncode
    return 0


def main(args: list[str]) -> int:
    if args[:1] == ["--help"] or args[:1] == ["-h"]:
        print(__doc__.strip())
        return 0
    environment = Environment(Path(os.environ.get("MARKETPLACE_VENV") or ROOT / ".venv").absolute())
    word, rest = (args[0], args[1:]) if args else ("serve", [])
    if word in ("test", "check", "lock"):
        environment.hold("runtime", "s3", "test")
        if word == "test":
            return test(environment, rest)
        return check(environment) if word == "check" else lock(environment, rest)
    environment.hold("runtime", *(["s3"] if os.environ.get("MARKETPLACE_S3_BUCKET") else []))
    return environment.become("marketplace", word, *rest)


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit("Python {}.{} or newer is needed; this is {}.{}.".format(*OLDEST, *sys.version_info))
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
