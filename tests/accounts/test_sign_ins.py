"""How long a sign-in counts, and how it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.access.roles import TWO_STEPS, Role
from marketplace.accounts import sign_ins
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.rules import SESSION, STAFF_SESSION, session_lifetime
from marketplace.kit.tokens import digest
from tests.conftest import NOON
from tests.factories.make import Make

SECOND = timedelta(seconds=1)


def kept(session: Session, token: str) -> SignIn | None:
    return session.scalars(select(SignIn).where(SignIn.token_digest == digest(token))).one_or_none()


def begun(session: Session, account: Account) -> tuple[str, SignIn]:
    token = sign_ins.begin(account, at=NOON)
    row = kept(session, token)
    assert row is not None
    return token, row


@pytest.mark.parametrize("role", Role)
def test_a_sign_in_lasts_as_long_as_its_role_allows(session: Session, make: Make, role: Role) -> None:
    row = begun(session, make.account(role))[1]
    life = session_lifetime(staff=role in TWO_STEPS)
    assert life is (STAFF_SESSION if role in TWO_STEPS else SESSION)
    assert row.expires_at == NOON + life.absolute
    assert not sign_ins.is_idle(row, NOON + life.idle - SECOND)
    assert sign_ins.is_idle(row, NOON + life.idle)


@pytest.mark.parametrize("role", Role)
def test_no_use_makes_it_longer_than_its_whole_life(session: Session, make: Make, role: Role) -> None:
    row = begun(session, make.account(role))[1]
    end = NOON + session_lifetime(staff=role in TWO_STEPS).absolute
    sign_ins.seen(row.id, end - SECOND)
    assert not sign_ins.is_idle(row, end - SECOND)
    assert sign_ins.is_idle(row, end)


def test_who_becomes_staff_is_held_to_the_shorter_life_at_once(session: Session, make: Make) -> None:
    who = make.account(Role.BUYER)
    row = begun(session, who)[1]
    later = NOON + STAFF_SESSION.idle
    assert not sign_ins.is_idle(row, later)
    who.role = Role.OFFICER
    assert sign_ins.is_idle(row, later)


def test_the_token_itself_is_nowhere_kept(session: Session, make: Make) -> None:
    token, row = begun(session, make.account())
    columns = [str(getattr(row, column.key)) for column in SignIn.__table__.columns]
    assert not [text for text in columns if token in text]
    assert row.token_digest == digest(token)
    assert len({sign_ins.begin(make.account(), at=NOON) for _ in range(5)}) == 5


def test_a_long_name_of_a_device_is_cut(session: Session, make: Make) -> None:
    token = sign_ins.begin(make.account(), at=NOON, device="x" * 5000)
    row = kept(session, token)
    assert row is not None
    assert row.device == "x" * 120


def test_the_second_factor_counts_for_the_browser_it_was_given_in(session: Session, make: Make) -> None:
    officer = make.account(Role.OFFICER)
    (here, here_row), (_, there_row) = begun(session, officer), begun(session, officer)
    sign_ins.complete(here, NOON + SECOND)
    session.refresh(here_row)
    session.refresh(there_row)
    assert (here_row.second_factor_at, there_row.second_factor_at) == (NOON + SECOND, None)
    assert kept(session, sign_ins.begin(officer, at=NOON, second_factor=True)).second_factor_at == NOON  # type: ignore[union-attr]


def test_one_ends_ones_own_sign_ins_only(session: Session, make: Make) -> None:
    me, other = make.account(), make.account()
    (mine, my_row), (others, other_row) = begun(session, me), begun(session, other)
    assert sign_ins.end_one(me.id, other_row.id) is False
    assert sign_ins.end_one(me.id, 999_999) is False
    assert kept(session, others) is not None
    assert sign_ins.end_one(me.id, my_row.id) is True
    assert sign_ins.end_one(me.id, my_row.id) is False
    session.expire_all()
    assert kept(session, mine) is None


@pytest.mark.parametrize("keeps", [True, False])
def test_all_sign_ins_of_one_account_end_at_once(session: Session, make: Make, keeps: bool) -> None:
    me, other = make.account(), make.account()
    tokens = [begun(session, me)[0] for _ in range(3)]
    others, _ = begun(session, other)
    assert sign_ins.end_all(me.id, but_token=tokens[0] if keeps else None) == (2 if keeps else 3)
    session.expire_all()
    assert [kept(session, token) is not None for token in tokens] == [keeps, False, False]
    assert kept(session, others) is not None
    assert sign_ins.end_all(me.id, but_token=others) == (1 if keeps else 0), (
        "a stranger's token keeps nothing"
    )


def test_ending_with_a_token_nobody_knows_changes_nothing(session: Session, make: Make) -> None:
    token, row = begun(session, make.account())
    for wrong in ("", row.token_digest, token.lower() + "x", "\ud800"):
        sign_ins.end(wrong)
    session.expire_all()
    assert kept(session, token) is not None
    sign_ins.end(token)
    session.expire_all()
    assert kept(session, token) is None
    sign_ins.seen(999_999, NOON)
