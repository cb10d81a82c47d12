"""A forgotten password: single-use secrets, each for one account and one purpose."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts import resets
from marketplace.accounts.models import Account, Token
from marketplace.accounts.rules import RESET_CODE_LENGTH, TOKEN_LIFETIME, Identifier, TokenPurpose
from marketplace.adapters.jobs.models import Job
from marketplace.audit.models import JournalEntry
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.kit.tokens import digest
from tests.conftest import NOON
from tests.factories.make import Make

SECOND = timedelta(seconds=1)
PHONE = "+6281234567890"


def officer(make: Make) -> Actor:
    account = make.account(Role.OFFICER)
    return Actor(account.id, account.role, account.name, second_factor=True)


@pytest.fixture
def link(session: Session) -> Callable[[Account], str]:
    """The secret of a fresh link, as the letter carries it."""

    def ask(account: Account) -> str:
        assert account.email
        resets.send_link(account.email, at=NOON)
        session.commit()
        job = session.scalars(select(Job).order_by(Job.id.desc())).first()
        assert job is not None
        return str(job.payload["context"]["token"])

    return ask


def living(session: Session) -> int:
    return session.scalar(select(func.count(Token.id)).where(Token.used_at.is_(None))) or 0


@pytest.mark.parametrize("email", ["nobody@contoh.invalid", "", "ADA@contoh.invalid", "ada@contoh.invali"])
def test_no_letter_is_written_to_an_address_nobody_has(session: Session, make: Make, email: str) -> None:
    make.account(email="ada@contoh.invalid")
    resets.send_link(email, at=NOON)
    assert session.scalar(select(func.count(Token.id))) == 0
    assert session.scalar(select(func.count(Job.id))) == 0


def test_a_link_works_once_for_its_account_within_its_hour(
    session: Session, make: Make, link: Callable[[Account], str]
) -> None:
    who, other = make.account(), make.account()
    secret = link(who)
    end = NOON + TOKEN_LIFETIME[TokenPurpose.RESET_LINK]
    assert resets.is_alive(secret, TokenPurpose.RESET_LINK, end - SECOND)
    assert not resets.is_alive(secret, TokenPurpose.RESET_LINK, end)
    assert not resets.by_link(secret, "late", at=end)
    assert resets.by_link(secret, "new", at=end - SECOND)
    assert not resets.by_link(secret, "again", at=NOON)
    assert not resets.is_alive(secret, TokenPurpose.RESET_LINK, NOON)
    assert (who.password_hash, other.password_hash) == ("new", "!")


def test_a_link_is_nothing_but_a_link(session: Session, make: Make, link: Callable[[Account], str]) -> None:
    who = make.account()
    secret = link(who)
    for purpose in set(TokenPurpose) - {TokenPurpose.RESET_LINK}:
        assert not resets.is_alive(secret, purpose, NOON)
    assert not resets.by_code(Identifier(email=who.email), secret, "new", at=NOON)
    for wrong in ("", secret[:-1], secret + "A", secret.swapcase(), digest(secret), "\ud800"):
        assert not resets.by_link(wrong, "new", at=NOON)
        assert not resets.is_alive(wrong, TokenPurpose.RESET_LINK, NOON)
    assert who.password_hash == "!"


def test_the_link_of_a_disabled_account_opens_nothing_and_says_so(
    session: Session, make: Make, link: Callable[[Account], str]
) -> None:
    who = make.account()
    secret = link(who)
    who.disabled_at = NOON
    session.commit()
    assert not resets.is_alive(secret, TokenPurpose.RESET_LINK, NOON)
    assert not resets.by_link(secret, "new", at=NOON)
    assert who.password_hash == "!"


def test_a_code_opens_its_own_account_only(session: Session, make: Make) -> None:
    who, other = make.account(phone=PHONE), make.account()
    code = resets.issue_code(who, actor=officer(make), at=NOON)
    assert len(code) == RESET_CODE_LENGTH
    assert set(code) <= set(resets.EASY)
    assert not set("01ILOU") & set(resets.EASY)
    strangers = [Identifier(email=other.email), Identifier(email="nobody@contoh.invalid")]
    for identifier in strangers:
        assert not resets.by_code(identifier, code, "new", at=NOON)
    assert resets.by_code(Identifier(phone=PHONE), code, "new", at=NOON)
    assert not resets.by_code(Identifier(email=who.email), code, "again", at=NOON)
    assert (who.password_hash, other.password_hash) == ("new", "!")


def test_a_code_lasts_its_quarter_of_an_hour(session: Session, make: Make) -> None:
    who, actor = make.account(), officer(make)
    end = NOON + TOKEN_LIFETIME[TokenPurpose.RESET_CODE]
    code = resets.issue_code(who, actor=actor, at=NOON)
    assert not resets.by_code(Identifier(email=who.email), code, "late", at=end)
    assert resets.by_code(Identifier(email=who.email), code, "new", at=end - SECOND)


def test_the_same_code_of_two_people_is_kept_under_two_digests() -> None:
    assert resets.code_digest(1, "ABCD2345") != resets.code_digest(2, "ABCD2345")
    assert resets.code_digest(1, "1:2") != resets.code_digest(11, ":2")


def test_a_new_secret_ends_older_ones_of_its_purpose_and_account_alone(
    session: Session, make: Make, link: Callable[[Account], str]
) -> None:
    who, other, actor = make.account(), make.account(), officer(make)
    first, others = link(who), link(other)
    resets.issue_code(who, actor=actor, at=NOON)
    assert living(session) == 3
    second = link(who)
    assert living(session) == 3
    alive = [resets.is_alive(secret, TokenPurpose.RESET_LINK, NOON) for secret in (first, others, second)]
    assert alive == [False, True, True]


def test_whoever_sets_a_password_ends_every_other_way_in(
    session: Session, make: Make, link: Callable[[Account], str]
) -> None:
    who = make.account()
    secret = link(who)
    code = resets.issue_code(who, actor=officer(make), at=NOON)
    assert resets.by_code(Identifier(email=who.email), code, "new", at=NOON)
    assert not resets.is_alive(secret, TokenPurpose.RESET_LINK, NOON)
    assert living(session) == 0


def test_of_many_browsers_with_one_link_a_single_one_sets_the_password(
    app: Flask, session: Session, make: Make, link: Callable[[Account], str]
) -> None:
    who = make.account()
    secret, number = link(who), who.id
    session.rollback()
    start, done = threading.Barrier(4), []

    def use(mine: str) -> None:
        with app.app_context():
            start.wait()
            with writing():
                won = resets.by_link(secret, mine, at=NOON)
            done.append((mine, won))
            db.session.remove()

    threads = [threading.Thread(target=use, args=(f"password {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [mine for mine, won in done if won]
    session.expire_all()
    assert len(done) == 4
    assert winners == [session.get_one(Account, number).password_hash]
    changed = select(func.count(JournalEntry.id)).where(JournalEntry.action.like("%password%"))
    assert session.scalar(changed) <= 1
