"""Rows are compared with the log whatever kind they are, a page at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from marketplace.access.actors import SYSTEM
from marketplace.decision_log import operations, strays
from marketplace.decision_log.rules.entries import Deed


@pytest.fixture
def deeds(make):
    made = [
        Deed("thing.close", SYSTEM, make.clock(), details={"no": str(number)}, private={"text": f"t{number}"})
        for number in range(5)
    ]
    for number, deed in enumerate(made):
        operations.append(deed, about=("thing", number))
    make.session.commit()
    return list(enumerate(made))


def test_what_agrees_is_no_stray(deeds, monkeypatch):
    monkeypatch.setattr(strays, "AT_A_TIME", 2)
    assert list(strays.strays("thing", iter(deeds))) == []


@pytest.mark.parametrize("change", [{"details": {"no": "9"}}, {"private": {"text": "else"}}, {"action": "x"}])
def test_one_that_differs_is_named(deeds, change, monkeypatch):
    monkeypatch.setattr(strays, "AT_A_TIME", 2)
    deeds[3] = (3, replace(deeds[3][1], **change))
    assert list(strays.strays("thing", iter(deeds))) == [
        "thing 3 says something else than its entry in the log"
    ]


def test_one_of_another_kind_is_missing(deeds):
    assert list(strays.strays("other", iter(deeds[:1]))) == ["other 0 is not in the log"]
