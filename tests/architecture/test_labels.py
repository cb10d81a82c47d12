"""Every enum member that people may see has words, and every code of a refusal too."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from types import ModuleType

import pytest

from marketplace.web.labels import has_label
from tests.architecture.sources import PACKAGE

WORDLESS = {
    "TokenPurpose": "kept in the database only",
    "PasswordProblem": "becomes the code of a message",
    "Pattern": "drawn, not named",
    "Mover": "said by who has the button",
    "Doer": "said by who has the button",
    "Reach": "said by the sentence that names who was asked",
    "Pace": "said in whole sentences",
    "How": "said beside the review it is about",
    "Lack": "said by the page that asks for what misses",
    "Why": "said in the letter",
    "Side": "shown by where a message stands, and by its writer's name",
}
"""Enums that no page shows as such."""


def features(room: str) -> list[str]:
    return sorted(path.parent.name for path in PACKAGE.glob(f"*/{room}.py"))


def enums(module: ModuleType) -> list[type[StrEnum]]:
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, StrEnum)
        and value.__module__ == module.__name__
        and value.__name__ not in WORDLESS
    ]


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("feature", features("rules"))
def test_every_enum_member_of_a_feature_has_words(feature: str) -> None:
    rules = import_module(f"marketplace.{feature}.rules")
    missing = [
        f"{enum.__name__}.{member.name}" for enum in enums(rules) for member in enum if not has_label(member)
    ]
    assert not missing


@pytest.mark.parametrize("feature", features("labels"))
def test_codes_are_words_with_dots(feature: str) -> None:
    for code in import_module(f"marketplace.{feature}.labels").MESSAGES:
        assert code == code.lower()
        assert " " not in code
