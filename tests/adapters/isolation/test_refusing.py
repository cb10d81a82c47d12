"""A child's answer is passed on; its refusal, its death and the machine's fault are three things."""

from __future__ import annotations

import pytest

from marketplace.adapters.isolation.children import Lost
from marketplace.adapters.isolation.refusing import ask
from marketplace.kit.errors import Unavailable, Unsupported


class Child:
    def __init__(self, answer: object) -> None:
        self.answer = answer

    def ask(self, request, data):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer, [data]


def test_an_answer_is_passed_on():
    assert ask(Child({"rows": 1}), "sheet", {}, b"x") == ({"rows": 1}, [b"x"])


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"error": "sheet.empty", "details": {"limit": 1}}, "sheet.empty"),
        ({"error": "too_heavy"}, "archive.too_heavy"),
        (Lost("not_readable", transient=False), "archive.not_readable"),
        (Lost("too_heavy", transient=False), "archive.too_heavy"),
    ],
)
def test_what_the_file_is_to_blame_for_is_refused_by_name(answer, code):
    with pytest.raises(Unsupported) as caught:
        ask(Child(answer), "archive", {}, b"")
    assert caught.value.code == code


@pytest.mark.parametrize("reason", ["child_lost", "too_heavy", "busy"])
def test_what_the_machine_is_to_blame_for_is_nobodys_fault(reason):
    with pytest.raises(Unavailable):
        ask(Child(Lost(reason, transient=True)), "archive", {}, b"")
