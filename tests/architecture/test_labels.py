"""Every enum member that people may see has words, and every code of a refusal too."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from types import ModuleType

import pytest

from tests.architecture.sources import PACKAGE

WORDLESS = {"TokenPurpose", "PasswordProblem"}
"""Enums that no page shows as such."""


def features_with_words() -> list[str]:
    return sorted(
        path.parent.name for path in PACKAGE.glob("*/labels.py") if (path.parent / "rules.py").exists()
    )


def enums(module: ModuleType) -> list[type[StrEnum]]:
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, StrEnum)
        and value.__module__ == module.__name__
        and value.__name__ not in WORDLESS
    ]


@pytest.mark.parametrize("feature", features_with_words())
def test_every_enum_member_of_a_feature_has_words(feature: str) -> None:
    labels = import_module(f"marketplace.{feature}.labels").LABELS
    rules = import_module(f"marketplace.{feature}.rules")
    missing = [
        f"{enum.__name__}.{member.name}" for enum in enums(rules) for member in enum if member not in labels
    ]
    assert not missing


@pytest.mark.parametrize("feature", features_with_words())
def test_codes_are_words_with_dots(feature: str) -> None:
    for code in import_module(f"marketplace.{feature}.labels").MESSAGES:
        assert code == code.lower()
        assert " " not in code
