"""The one command: environments made once, lock files that can be trusted, services that are missed."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from typing import Any

import pytest

import run

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([a-zA-Z0-9._-]+)(?:\[.*\])?==(\S+)", re.MULTILINE)


class Recorded(run.Environment):
    """An environment that writes down what it would install."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.installed: list[str] = []
        self.breaks = False

    def _make(self) -> None:
        self.python.parent.mkdir(parents=True, exist_ok=True)
        self.python.touch()

    def _install(self, name: str) -> None:
        if self.breaks:
            raise KeyboardInterrupt
        self.installed.append(name)


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recorded:
    locks = tmp_path / "requirements"
    locks.mkdir()
    for name in ("runtime", "s3", "test"):
        (locks / f"{name}.txt").write_text(f"{name}==1\n")
    monkeypatch.setattr(run, "LOCKS", locks)
    return Recorded(tmp_path / "venv")


def test_an_environment_is_made_once(environment: Recorded) -> None:
    environment.hold("runtime")
    environment.hold("runtime")
    assert environment.installed == ["runtime"]


def test_the_test_set_holds_the_runtime_set(environment: Recorded) -> None:
    environment.hold("runtime", "test")
    environment.hold("runtime")
    assert environment.installed == ["test"]


def test_a_changed_lock_file_is_installed(environment: Recorded) -> None:
    environment.hold("runtime")
    (run.LOCKS / "runtime.txt").write_text("runtime==2\n")
    environment.hold("runtime")
    assert environment.installed == ["runtime", "runtime"]


def test_an_interrupted_set_up_is_begun_again(environment: Recorded) -> None:
    environment.breaks = True
    with pytest.raises(KeyboardInterrupt):
        environment.hold("runtime")
    environment.breaks = False
    environment.hold("runtime")
    assert environment.installed == ["runtime"]


def test_another_python_under_the_environment_makes_it_stale(environment: Recorded, tmp_path: Path) -> None:
    environment.hold("runtime")
    environment.python.unlink()
    other = tmp_path / "python9"
    other.touch()
    environment.python.symlink_to(other)
    environment.hold("runtime")
    assert environment.installed == ["runtime", "runtime"]


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.touch()
    with pytest.raises(SystemExit, match="something else"):
        run.Environment(tmp_path)._make()
    assert precious.exists()


def test_a_python_without_venv_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", "No module named venv")

    monkeypatch.setattr(run.subprocess, "run", fail)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        run.Environment(tmp_path / "new")._make()


def test_two_at_once_wait_for_each_other(tmp_path: Path) -> None:
    events: list[str] = []
    inside, leave = threading.Event(), threading.Event()

    def first() -> None:
        with run.only_one(tmp_path / "lock"):
            events.append("first in")
            inside.set()
            leave.wait(20)
            events.append("first out")

    def second() -> None:
        with run.only_one(tmp_path / "lock"):
            events.append("second in")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert inside.wait(20)
    threads[1].start()
    leave.set()
    for thread in threads:
        thread.join(20)
    assert events == ["first in", "first out", "second in"]


@pytest.mark.parametrize("name", ["bootstrap", "runtime", "s3", "test"])
def test_lock_files_pin_and_hash_everything_and_name_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE), "no options, such as an index"
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)


def test_the_test_lock_holds_the_lock_with_s3_and_that_the_runtime_lock() -> None:
    runtime, s3, test = (
        set(PIN.findall((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")))
        for name in ("runtime", "s3", "test")
    )
    assert runtime < s3 < test
    assert {name for name, _ in s3 - runtime} == {"obstore"}


@pytest.mark.parametrize(("bucket", "held"), [("", ("runtime",)), ("terajut", ("runtime", "s3"))])
def test_a_bucket_in_the_settings_has_its_package_installed(
    bucket: str, held: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setenv("MARKETPLACE_S3_BUCKET", bucket)
    monkeypatch.setattr(run.Environment, "hold", lambda self, *names: asked.append(names))
    monkeypatch.setattr(run.Environment, "become", lambda self, *words: 0)
    run.main(["serve"])
    assert asked == [held]


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extra = project["project"]["optional-dependencies"]["s3"]
    wanted = [*project["project"]["dependencies"], *extra, *project["dependency-groups"]["test"]]
    locked = {name for name, _ in PIN.findall((ROOT / "requirements/test.txt").read_text(encoding="utf-8"))}
    assert {re.split(r"[\[<>=~ ]", line)[0] for line in wanted} <= locked


def test_an_old_python_can_read_the_file_and_is_told() -> None:
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    assert "or newer is needed" in source


def test_only_the_standard_library_is_imported() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("words", "became"),
    [
        ([], ("marketplace", "serve")),
        (["routes"], ("marketplace", "routes")),
        (["user", "create", "--help"], ("marketplace", "user", "create", "--help")),
    ],
)
def test_other_words_go_to_the_command_line(
    words: list[str], became: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[str, ...]] = []
    monkeypatch.setattr(run.Environment, "hold", lambda self, *names: None)
    monkeypatch.setattr(run.Environment, "become", lambda self, *words: called.append(words) or 0)
    assert run.main(words) == 0
    assert called == [became]


class Runs(run.Environment):
    """An environment whose programs end as told; `ran` is what was started."""

    def __init__(self, codes: dict[str, int] | None = None) -> None:
        super().__init__(Path("nowhere"))
        self.codes = codes or {}
        self.ran: list[tuple[tuple[str, ...], str]] = []

    def run(self, *args: str, **options: Any) -> subprocess.CompletedProcess[str]:
        database = options.get("env", {}).get("MARKETPLACE_TEST_DATABASE", "")
        self.ran.append((args, database))
        return subprocess.CompletedProcess([], self.codes.get(args[1], 0), f"{args[1]} said this", "")


@pytest.fixture
def _bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "REQUIRE_SERVICES", "TEST_POSTGRES_URL", "TEST_REDIS_URL", "CHROMIUM"):
        monkeypatch.delenv(f"MARKETPLACE_{name}" if name != "CI" else name, raising=False)
    monkeypatch.setattr(run.shutil, "which", lambda name: None)


@pytest.mark.usefixtures("_bare_machine")
def test_missing_services_are_said_and_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    environment = Runs()
    assert run.test(environment, []) == 0
    assert [words[:2] for words, _ in environment.ran] == [("-m", "pytest")]
    said = capsys.readouterr().err
    assert all(word in said for word in ("Chromium", "PostgreSQL", "Redis"))


@pytest.mark.usefixtures("_bare_machine")
@pytest.mark.parametrize("name", ["CI", "MARKETPLACE_REQUIRE_SERVICES"])
def test_missing_services_are_an_error_where_they_are_required(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(SystemExit, match="required"):
        run.test(Runs(), [])


@pytest.mark.usefixtures("_bare_machine")
def test_a_postgresql_server_adds_a_second_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKETPLACE_TEST_POSTGRES_URL", "postgresql://db/tests")
    environment = Runs()
    assert run.test(environment, []) == 0
    assert [database for _, database in environment.ran] == ["", "postgresql"]
    chosen = Runs()
    run.test(chosen, ["tests/kit", "-n0"])
    assert chosen.ran == [(("-m", "pytest", "tests/kit", "-n0"), "")]


def test_every_check_gets_a_line_and_one_failure_fails_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.check(Runs()) == 0
    assert run.check(Runs({"mypy": 1})) == 1
    said = capsys.readouterr().out
    assert len([line for line in said.splitlines() if line.startswith(("ok", "FAIL"))]) == 2 * len(run.CHECKS)
    assert "mypy said this" in said
