"""`demo`: refuses in one plain line, and tells the sign-ins once everything is in."""

from __future__ import annotations

import pytest

from marketplace.cli import demo
from marketplace.demo.loader import DemoRefused
from marketplace.demo.people import ADMIN, OFFICERS, PEOPLE, SIGN_IN_WORD


@pytest.mark.parametrize("code", sorted(demo.REASONS))
def test_a_refusal_is_one_line_with_its_reason_and_no_sign_ins(run, monkeypatch, code):
    def refuse(box, tell):
        raise DemoRefused(code)

    monkeypatch.setattr(demo, "load", refuse)
    result = run("demo")
    assert result.exit_code == 1
    assert demo.REASONS[code] in result.output
    assert SIGN_IN_WORD not in result.output
    assert "Traceback" not in result.output


def test_who_can_sign_in_is_told_at_the_end(run, monkeypatch):
    def load(box, tell):
        for number in range(len(PEOPLE)):
            tell(number + 1, len(PEOPLE))

    monkeypatch.setattr(demo, "load", load)
    result = run("demo")
    assert result.exit_code == 0
    for words in (SIGN_IN_WORD, ADMIN[1], OFFICERS[0][1], "0812-0000-0001"):
        assert words in result.output


def test_in_an_installation_with_people_nothing_is_loaded(run, make, changed_settings):
    make.account()
    result = run("demo")
    assert result.exit_code == 1
