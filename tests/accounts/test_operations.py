from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts import consents, credentials, operations, resets
from marketplace.accounts.models import Account, SignIn, SignUp
from marketplace.accounts.rules import ConsentPurpose, Identifier
from marketplace.kit.errors import Conflict, NotFound
from tests.accounts.conftest import PASSWORD
from tests.conftest import NOON

People = Callable[..., Account]


def test_an_account_is_opened_with_its_consents(session: Session) -> None:
    who = operations.create(
        name="Siti",
        role=Role.ARTISAN,
        at=NOON,
        phone="+6281234567890",
        purposes=[ConsentPurpose.SHOW_PROFILE],
    )
    assert (who.locale, who.password_hash, who.version) == ("id", "!", 1)
    assert set(consents.standing(who.id)) == {ConsentPurpose.SHOW_PROFILE}


def test_address_and_number_belong_to_one_account(session: Session, person: People) -> None:
    person(email="a@contoh.invalid", phone="+6281234567890")
    for way in ({"email": "a@contoh.invalid"}, {"phone": "+6281234567890"}):
        with pytest.raises(Conflict):
            operations.create(name="x", role=Role.BUYER, at=NOON, **way)


def test_a_disabled_person_is_not_signed_in(session: Session, person: People) -> None:
    who = person()
    known = credentials.check(Identifier(email=who.email), PASSWORD)
    assert known is not None
    who = session.get(Account, who.id)  # type: ignore[assignment] # it is there
    who.disabled_at = NOON
    with pytest.raises(NotFound):
        operations.sign_in(known, at=NOON, device="")


def test_a_fresh_hash_is_kept(session: Session, person: People) -> None:
    who = person()
    known = credentials.check(Identifier(email=who.email), PASSWORD)
    assert known is not None
    operations.renew_hash(replace(known, fresh_hash="new"))
    assert session.get(Account, who.id).password_hash == "new"  # type: ignore[union-attr]


def test_a_wish_to_sign_up_is_answered_once_and_forgotten_when_old(
    session: Session, deliver: Callable
) -> None:
    for day in (0, 2):
        operations.ask_to_sign_up(
            name="Siti",
            email=f"siti{day}@contoh.invalid",
            password_hash="x",
            role=Role.BUYER,
            locale="id",
            purposes=[],
            at=NOON + timedelta(days=day),
        )
    assert [wish.email for wish in session.query(SignUp)] == ["siti2@contoh.invalid"]
    operations.answer_sign_up(999_999, at=NOON)
    with pytest.raises(NotFound):
        operations.finish_sign_up(999_999, at=NOON)


def test_an_address_taken_meanwhile_opens_no_second_account(session: Session, person: People) -> None:
    operations.ask_to_sign_up(
        name="Siti",
        email="a@contoh.invalid",
        password_hash="x",
        role=Role.BUYER,
        locale="id",
        purposes=[],
        at=NOON,
    )
    person(email="a@contoh.invalid")
    with pytest.raises(Conflict):
        operations.finish_sign_up(session.query(SignUp).one().id, at=NOON)


def test_signing_in_ends_the_sign_in_the_browser_held(session: Session, person: People) -> None:
    who = person()
    known = credentials.check(Identifier(email=who.email), PASSWORD)
    assert known is not None
    old = operations.sign_in(known, at=NOON, device="")
    new = operations.sign_in(known, at=NOON, device="", old_token=old)
    assert old != new
    assert session.query(SignIn).count() == 1


def test_a_job_for_an_address_nobody_has_does_nothing(session: Session, deliver: Callable) -> None:
    resets.ask_for_link("tak@contoh.invalid", at=NOON)
    session.commit()
    assert deliver() == []
