"""What the layout promises and a machine can see: sizes, names, imports, twins."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT, modules, relative, tree

LONGEST, LONGEST_TEST = 300, 400
EMPTY_NAMES = {
    "utils",
    "util",
    "helpers",
    "common",
    "core",
    "misc",
    "manager",
    "data",
    "info",
    "stuff",
    "base_views",
}
VOCABULARY = ("kit", "access", "settings")
TWINLESS = {
    "marketplace/__main__.py": "run by the tests of the command line",
    "marketplace/extensions.py": "holds instances only",
}
"""Modules without a test file of their own, and why."""
TWIN_SHARE = 0.98
"""A floor under today's share, to be raised with every twin that is written."""
HANDS_ON = {
    "marketplace/adapters/isolation/children.py": "gives its child processes the few variables they need",
}
"""Modules that pass the environment on without reading a setting from it."""

ALL = modules()
names = pytest.mark.parametrize("path", ALL, ids=relative)


def checked_for_length() -> list[Path]:
    """Migrations are left out: written once, read as a history, as long as the tables they make."""
    return [*ALL, *modules(ROOT / "tests"), ROOT / "run.py"]


def limit(path: Path) -> int:
    return LONGEST_TEST if path.is_relative_to(ROOT / "tests") else LONGEST


def test_no_file_is_longer_than_the_limit() -> None:
    long = {relative(path): count for path in checked_for_length() if (count := lines(path)) > limit(path)}
    assert not long, f"split by noun: {long}"


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = [
        relative(path)
        for path in ALL
        if path.stem in EMPTY_NAMES
        or path.parent.name in EMPTY_NAMES
        or path.stem.startswith(("handle", "process"))
    ]
    allowed = {"marketplace/adapters/jobs/handlers.py"}  # the table of what handles which job
    assert set(empty) <= allowed


@names
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    deferred = [
        node.lineno
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not deferred, f"deferred imports in lines {deferred}"


DRIVERS = {
    "psycopg": "marketplace.adapters.versions.postgresql_line",
    "redis": "marketplace.adapters.pages.shared",
}
"""Packages an installation on SQLite has no use for, and who loads them; whoever needs it is told by the settings."""


@names
def test_a_start_waits_for_no_driver_it_has_no_use_for(path: Path) -> None:
    named = {
        name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
    }
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for driver, loader in DRIVERS.items():
        assert loader not in named
        assert module == loader or driver not in {name.partition(".")[0] for name in named}


def test_a_package_says_what_it_is_for_and_nothing_else() -> None:
    for path in ALL:
        if path.name == "__init__.py":
            code = [node for node in tree(path).body[1:] if not is_gathering(path, node)]
            assert not code, f"{relative(path)}: one docstring, no code"
            assert ast.get_docstring(tree(path)), f"{relative(path)}: no docstring"


def is_gathering(path: Path, node: ast.stmt) -> bool:
    """Views split into several files are gathered by their package, or their routes would not be known."""
    gathers = isinstance(node, ast.Import | ast.ImportFrom | ast.Assign)
    return path.parent.name == "views" and gathers


@names
def test_every_module_says_what_it_holds(path: Path) -> None:
    assert ast.get_docstring(tree(path)), "no docstring"


@names
def test_the_environment_is_read_by_the_settings_alone(path: Path) -> None:
    parsed = tree(path)
    handed_over = {
        id(argument)
        for call in ast.walk(parsed)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "from_environ"
        for argument in call.args
    }
    reading = [
        node.lineno
        for node in ast.walk(parsed)
        if isinstance(node, ast.Attribute)
        and node.attr in ("environ", "getenv")
        and id(node) not in handed_over
        if isinstance(node.value, ast.Name) and node.value.id == "os"
    ]
    assert not reading or relative(path) in HANDS_ON, f"os.environ in lines {reading}"


@pytest.mark.parametrize(
    "path",
    [p for p in ALL if relative(p).startswith(tuple(f"marketplace/{v}" for v in VOCABULARY))],
    ids=relative,
)
def test_the_vocabulary_imports_the_standard_library_alone(path: Path) -> None:
    for node in ast.walk(tree(path)):
        imported = []
        if isinstance(node, ast.Import):
            imported = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            imported = [node.module or ""]
        for name in imported:
            top = name.split(".")[0]
            assert top in sys.stdlib_module_names or name.startswith(
                tuple(f"marketplace.{v}" for v in VOCABULARY)
            ), name


def has_twin(path: Path) -> bool:
    """`listings/rules.py` has `tests/listings/test_rules.py` or, split by noun, `test_rules_of_prices.py`.

    Views in a folder may be tested one floor up, beside the feature's other tests.
    """
    folder = ROOT / "tests" / path.relative_to(PACKAGE).parent
    places = [folder, folder.parent] if folder.name == "views" else [folder]
    return any(any(place.glob(f"test_*{path.stem}*.py")) for place in places)


def only_declares(path: Path) -> bool:
    """Tables, enums, protocols, words: without a function of its own, a module has nothing to run."""
    if path.name in ("__init__.py", "models.py", "labels.py", "port.py"):
        return True
    return not any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree(path)))


def test_nearly_every_module_has_its_twin_among_the_tests() -> None:
    counted = [path for path in ALL if not only_declares(path) and relative(path) not in TWINLESS]
    alone = [relative(path) for path in counted if not has_twin(path)]
    share = 1 - len(alone) / len(counted)
    assert share >= TWIN_SHARE, f"{share:.0%} have a twin; these have none: {alone}"


def test_the_list_of_modules_without_a_twin_is_true() -> None:
    for name in TWINLESS:
        assert (ROOT / name).exists(), f"{name} is gone"
        assert not has_twin(ROOT / name), f"{name} has a twin now"
