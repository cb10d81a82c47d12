"""Accounts made on the machine itself."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts import hashing
from marketplace.accounts.models import Account
from marketplace.audit.models import JournalEntry
from tests.cli.conftest import Run

GOOD = "seribu simpul biru laut"
OFFICER = ("user", "create", "--name", "Rina  Wati", "--role", "officer", "--password-stdin")


def test_an_officer_is_created_and_journaled(run: Run, session: Session) -> None:
    done = run(*OFFICER, "--email", "Rina@Contoh.ID", "--phone", "0812-3456-7890", input=f"{GOOD}\n")
    assert done.exit_code == 0, done.output
    account = session.scalars(select(Account)).one()
    assert (account.name, account.role) == ("Rina Wati", Role.OFFICER)
    assert (account.email, account.phone) == ("rina@contoh.id", "+6281234567890")
    assert hashing.matches(account.password_hash, GOOD)
    entry = session.scalars(select(JournalEntry)).one()
    assert (entry.action, entry.subject_id, entry.actor_id) == ("account.create", account.id, None)
    assert GOOD not in done.output


def test_the_password_may_be_asked_for_twice(run: Run, session: Session) -> None:
    words = ("user", "create", "--name", "Budi", "--role", "admin", "--email", "budi@contoh.id")
    done = run(*words, input=f"{GOOD}\n{GOOD}\n")
    assert done.exit_code == 0, done.output
    assert GOOD not in done.output
    assert session.scalars(select(Account.role)).one() is Role.ADMIN


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        ((), GOOD, "--email or --phone"),
        (("--email", "rina"), GOOD, "no e-mail address"),
        (("--phone", "12"), GOOD, "no Indonesian mobile number"),
        (("--email", "rina@contoh.id"), "pendek", "characters or more"),
        (("--email", "rina@contoh.id"), "passwordpassword", "refused"),
        (("--email", "rina@contoh.id", "--role", "king"), GOOD, "king"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    run: Run, session: Session, words: tuple[str, ...], password: str, said: str
) -> None:
    done = run(*OFFICER, *words, input=f"{password}\n")
    assert done.exit_code in (1, 2)
    assert said in done.output
    assert session.scalars(select(Account)).all() == []


def test_an_address_is_taken_once(run: Run) -> None:
    assert run(*OFFICER, "--email", "rina@contoh.id", input=f"{GOOD}\n").exit_code == 0
    again = run(*OFFICER, "--email", "RINA@contoh.id", input=f"{GOOD}\n")
    assert again.exit_code == 1
    assert "already" in again.output
