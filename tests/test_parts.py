"""What is put together is whole: every feature that has pages, words or jobs is there once."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import marketplace
from marketplace.parts import BLUEPRINTS, JOBS, WORDS

ROOT = Path(marketplace.__file__).parent


def modules(name: str) -> list[str]:
    return sorted(f"marketplace.{path.parent.name}.{name}" for path in ROOT.glob(f"*/{name}.py"))


@pytest.mark.parametrize("found", [BLUEPRINTS, JOBS, WORDS])
def test_nothing_is_there_twice(found):
    assert len({id(one) for one in found}) == len(found)


def test_every_feature_with_jobs_installs_them():
    known = {one.__name__ for one in JOBS}
    assert [name for name in modules("jobs") if hasattr(import_module(name), "install")] == sorted(
        known.intersection(modules("jobs"))
    )


def test_every_feature_with_words_says_them():
    known = {one.__name__ for one in WORDS}
    assert [name for name in modules("labels") if hasattr(import_module(name), "LABELS")] == sorted(
        known.intersection(modules("labels"))
    )
