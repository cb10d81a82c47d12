from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from marketplace.access.roles import TWO_STEPS, Role
from marketplace.accounts import queries, sign_ins
from marketplace.accounts.models import Account
from marketplace.kit.errors import NotFound
from tests.conftest import NOON
from tests.factories.make import Make

People = Callable[..., Account]
ODD_TEXTS = ["\u0130", "a" * 500, "100%", "_____", "\\\\\\", "'; DROP TABLE account; --", "ابجد", "\u200bRat"]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_any_text_can_be_searched_for(session: Session, person: People, text: str) -> None:
    person(name="Ratna")
    assert list(queries.search(text)) == []


def test_signs_of_the_search_language_are_letters_like_others(session: Session, person: People) -> None:
    wanted = person(name="Toko 100% Rajut")
    person(name="Toko 1000 Rajut")
    assert list(queries.search("100% r")) == [wanted]


def test_a_list_is_never_longer_than_asked(session: Session, person: People) -> None:
    for number in range(5):
        person(name=f"Ratna {number}")
    assert len(queries.search("ratna", limit=3)) == 3


def test_people_are_found_by_number_address_and_phone(session: Session, person: People) -> None:
    who = person(email="a@contoh.invalid", phone="+6281234567890")
    person()
    assert queries.by_email("a@contoh.invalid") is who
    assert queries.by_phone("+6281234567890") is who
    assert queries.get(who.id) is who
    assert queries.names({who.id, 999_999}) == {who.id: who.name}
    assert queries.names(set()) == {}
    with pytest.raises(NotFound):
        queries.get(999_999)


def test_staff_is_listed_without_the_others(session: Session, person: People) -> None:
    everybody = [person(role) for role in Role]
    assert set(queries.staff()) == {who for who in everybody if who.role in TWO_STEPS}


def test_ones_browsers_are_ones_own_and_alive(session: Session, person: People) -> None:
    who = person()
    sign_ins.begin(person(), at=NOON)
    sign_ins.begin(who, at=NOON - timedelta(days=31))
    sign_ins.begin(who, at=NOON - timedelta(days=1), device="first")
    sign_ins.begin(who, at=NOON, device="second")
    assert [one.device for one in queries.sign_ins_of(who.id, NOON)] == ["second", "first"]


@pytest.mark.parametrize("compulsory", [True, False])
@pytest.mark.parametrize("given", [True, False])
@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("role", Role)
def test_when_the_second_factor_counts_as_given(
    session: Session, person: People, role: Role, on: bool, given: bool, compulsory: bool
) -> None:
    who = person(role, totp_confirmed_at=NOON if on else None)
    token = sign_ins.begin(who, at=NOON, second_factor=given)
    sign_in = queries.sign_in_of(token, NOON)
    assert sign_in is not None
    actor = queries.actor_of(sign_in, None, second_factor_compulsory=compulsory)
    assert actor.second_factor is (given or (role in TWO_STEPS and not on and not compulsory))


def test_an_account_is_reached_at_its_mailbox_however_it_is_spelt_and_at_its_number(make: Make) -> None:
    account = make.account(email="rina@contoh.invalid", phone="+6281234560007")
    assert queries.is_reached(account.id, ("lain@contoh.invalid", "Rina+tas@contoh.invalid"), None)
    assert queries.is_reached(account.id, (None,), "+6281234560007")
    for mailboxes, phone in (((None,), None), (("lain@contoh.invalid",), "+6281234560008"), ((), "")):
        assert not queries.is_reached(account.id, mailboxes, phone)
    nowhere = make.account(email=None, phone="+6281234560009")
    assert not queries.is_reached(nowhere.id, (None,), None) and not queries.is_reached(0, (None,), None)
