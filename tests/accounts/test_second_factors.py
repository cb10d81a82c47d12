from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts import second_factors
from marketplace.accounts.models import Account
from marketplace.accounts.second_factors import Answer, read_answer
from marketplace.kit.errors import Conflict
from tests.conftest import NOON


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "1 2 3 4 5 6"])
def test_six_digits_are_an_apps_code(typed: str) -> None:
    assert read_answer(1, typed) == Answer(digits="123456")


@given(st.text(max_size=80))
def test_anything_can_be_typed(typed: str) -> None:
    answer = read_answer(1, typed)
    assert not (answer.digits and answer.recovery_digest)


def test_a_recovery_code_is_read_in_any_spelling_and_for_one_person_only() -> None:
    (code, *_), (kept, *_) = second_factors.new_recovery(7)
    for spelling in (code, code.lower(), f"{code[:5]}-{code[5:]}", f" {code[:5]} {code[5:]} "):
        assert read_answer(7, spelling).recovery_digest == kept
    assert read_answer(8, code).recovery_digest != kept


def test_a_secret_that_counts_is_not_replaced_by_a_new_one(
    session: Session, person: Callable[..., Account]
) -> None:
    who = person(Role.OFFICER)
    second_factors.begin(who)
    first = who.totp_secret
    second_factors.begin(who)
    assert who.totp_secret != first
    who.totp_confirmed_at = NOON
    with pytest.raises(Conflict):
        second_factors.begin(who)
    with pytest.raises(Conflict):
        second_factors.confirm(who, Answer(digits="123456"), [], NOON)


def test_nothing_is_accepted_before_it_is_confirmed(session: Session, person: Callable[..., Account]) -> None:
    who = person(Role.OFFICER)
    second_factors.begin(who)
    for answer in (Answer(), Answer(digits="123456"), Answer(recovery_digest="x" * 64)):
        assert not second_factors.accept(who.id, answer, NOON)
    assert not second_factors.accept(999_999, Answer(digits="123456"), NOON)


def test_the_picture_is_svg_without_styles_whatever_the_name() -> None:
    for name in ("siti@contoh.invalid", "<script>alert(1)</script>", 'Bu "Siti" & Pak'):
        drawing = second_factors.picture("JBSWY3DPEHPK3PXP" * 2, name, "Terajut")
        assert "style" not in drawing
        assert "script" not in drawing
        assert ElementTree.fromstring(str(drawing)).tag == "svg"


def test_a_key_is_spelled_in_groups() -> None:
    assert second_factors.spelled("ABCDEFGHIJ") == "ABCD EFGH IJ"
