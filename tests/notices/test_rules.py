"""What is kept of an event, where it leads, and that every event has a place and words."""

from __future__ import annotations

import ast

import pytest
from flask import Flask

from marketplace.notices.rules import KINDS, MAX_BLANK, UNKNOWN, Group, kind_of
from marketplace.settings import PROJECT

LETTERS = {path.stem for path in (PROJECT / "templates" / "mail").glob("*.txt")}
TO_OTHERS = {
    "answer",
    "inquiry_receipt",
    "invitation",
    "notice_digest",
    "question_answered",
    "registration_news",
    "report_outcome",
    "report_receipt",
    "review_link",
    "sign_up",
}
"""Letters to addresses, whether or not there is an account behind them; their features post them without `tell`."""


UNDER_OTHER_NAMES = {"bought_dispute", "bought_note", "bought_receipt", "talk_begun", "talk_ruled_buyer"}
"""Kinds whose letter is another kind's: a note's reads alike on both sides, and its pages differ."""


def _told() -> set[str]:
    """The letters that stand in modules which tell accounts something."""
    found = set()
    for path in (PROJECT / "marketplace").rglob("*.py"):
        source = path.read_text("utf-8")
        if (
            "accounts.mails import" not in source
            and "mails.notice" not in source
            and "def tell(" not in source
            and "buyers.tell(" not in source
        ):
            continue
        constants = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
        found |= {value for value in constants if isinstance(value, str) and value in LETTERS}
    return found - TO_OTHERS


def test_every_letter_to_an_account_is_a_kind_of_event():
    told = _told()
    assert told >= {"inquiry", "question", "certificate_verified", "password_changed", "renewal_reminder"}
    assert told | UNDER_OTHER_NAMES == KINDS.keys()


def test_every_page_an_event_leads_to_is_there(app: Flask):
    for name, kind in KINDS.items():
        if kind.page:
            (rule,) = [rule for rule in app.url_map.iter_rules(kind.page) if "GET" in (rule.methods or ())]
            assert rule.arguments == set(kind.values), name


def test_only_named_blanks_are_kept_and_never_a_token():
    kept = kind_of("reset").kept({"token": "secret"})
    assert kept == {}
    kept = kind_of("inquiry").kept({"thread_id": 7, "buyer": "x" * 999, "bag": "Tas", "body": "private"})
    assert kept == {"thread_id": 7, "buyer": "x" * MAX_BLANK, "bag": "Tas"}


@pytest.mark.parametrize("kept", [{}, {"buyer": "Rina"}, {"thread_id": ""}])
def test_a_row_without_what_its_page_asks_for_leads_nowhere(kept):
    assert kind_of("inquiry").leads_to(kept) is None
    assert kind_of("inquiry").leads_to({"thread_id": 7}) == ("studio.inbox_thread", {"thread_id": 7})


def test_what_nobody_has_named_is_never_turned_off():
    assert kind_of("no_such_letter") is UNKNOWN
    assert UNKNOWN.group is Group.DECISIONS
