from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts.models import Account, Consent, SignUp
from marketplace.accounts.rules import CONSENT_VERSION, ConsentPurpose
from tests.accounts.conftest import PASSWORD, Hashings, link_in, plain
from tests.conftest import NOON, SettableClock
from tests.proofreading import ProofreadingClient

People = Callable[..., Account]


def form(**changes: str) -> dict[str, str]:
    return {
        "name": "Siti",
        "identifier": "siti@contoh.invalid",
        "password": PASSWORD,
        "role": "artisan",
        "data_processing": "1",
    } | changes


@pytest.mark.parametrize("path", ["/sign-up", "/en/sign-up"])
def test_nothing_is_ticked_or_chosen_beforehand(client: ProofreadingClient, path: str) -> None:
    html = client.get(path).get_data(as_text=True)
    assert " checked" not in html
    assert 'autocomplete="new-password"' in html


def test_an_address_gets_a_link_and_the_password_opens_the_account(
    client: ProofreadingClient, deliver: Callable, session: Session, clock: SettableClock
) -> None:
    sent = client.post("/sign-up", data=form(show_whatsapp="1"))
    assert sent.location == "/sign-up/sent"
    assert client.get(sent.location).status_code == 200
    assert session.query(Account).count() == 0
    (letter,) = deliver()
    assert letter.to == "siti@contoh.invalid"
    path = link_in(letter)
    clock.now += timedelta(hours=2)
    page = client.get(path)
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "no-store"
    assert client.post(path, data={"password": "bukan yang dipilih"}).status_code == 422
    assert session.query(Account).count() == 0
    done = client.post(path, data={"password": PASSWORD})
    assert done.status_code == 303
    account = session.query(Account).one()
    assert (account.name, account.role, account.locale) == ("Siti", Role.ARTISAN, "id")
    given = {consent.purpose: consent for consent in session.query(Consent)}
    assert set(given) == {ConsentPurpose.DATA_PROCESSING, ConsentPurpose.SHOW_WHATSAPP}
    assert {one.text_version for one in given.values()} == {CONSENT_VERSION}
    assert {one.given_at for one in given.values()} == {NOON}, (
        "when it was ticked, not when the letter was opened"
    )
    assert client.get("/account").status_code == 200
    assert app_client(client).get(path).status_code == 404, "a link works once"


def app_client(client: ProofreadingClient) -> ProofreadingClient:
    return client.application.test_client()  # type: ignore[return-value]


def test_an_address_that_is_known_gets_the_same_answer_and_another_letter(
    client: ProofreadingClient,
    person: People,
    deliver: Callable,
    hashings: Hashings,
    session: Session,
    queries: Callable,
) -> None:
    person(email="ada@contoh.invalid", name="Ada")
    answers, costs = [], []
    for address in ("ada@contoh.invalid", "baru@contoh.invalid"):
        before = hashings.count
        with queries() as asked:
            answer = client.post("/sign-up", data=form(identifier=address))
        costs.append((hashings.count - before, asked))
        answers.append(
            (answer.status_code, answer.location, answer.get_data(), sorted(answer.headers.keys()))
        )
    assert answers[0] == answers[1]
    assert costs[0] == costs[1]
    assert costs[0][0] == 1
    letters = {letter.to: letter for letter in deliver()}
    assert "sudah punya akun" in letters["ada@contoh.invalid"].subject
    assert "sign-up/" not in letters["ada@contoh.invalid"].text
    assert "Selesaikan" in letters["baru@contoh.invalid"].subject
    assert session.query(SignUp).count() == 1


@pytest.mark.parametrize("typed", ["ADA@contoh.invalid", " ada@Contoh.invalid", "\u200bada@contoh.invalid"])
def test_twins_of_a_known_address_open_no_second_account(
    client: ProofreadingClient, person: People, deliver: Callable, session: Session, typed: str
) -> None:
    person(email="ada@contoh.invalid")
    client.post("/sign-up", data=form(identifier=typed))
    deliver()
    assert session.query(SignUp).count() == 0
    assert session.query(Account).count() == 1


def test_asking_again_makes_the_older_link_worthless(client: ProofreadingClient, deliver: Callable) -> None:
    client.post("/sign-up", data=form())
    old = link_in(deliver()[-1])
    client.post("/sign-up", data=form())
    new = link_in(deliver()[-1])
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200


def test_the_link_is_dead_after_a_day(
    client: ProofreadingClient, deliver: Callable, clock: SettableClock
) -> None:
    client.post("/sign-up", data=form())
    path = link_in(deliver()[-1])
    clock.now += timedelta(hours=24)
    assert client.get(path).status_code == 404
    assert client.post(path, data={"password": PASSWORD}).status_code == 404


def test_each_known_address_gets_a_letter_of_its_own(
    client: ProofreadingClient, person: People, deliver: Callable
) -> None:
    """The wishes of known addresses are deleted one after the other, and have the same number."""
    for name in ("ada", "budi"):
        person(email=f"{name}@contoh.invalid")
        client.post("/sign-up", data=form(identifier=f"{name}@contoh.invalid"))
        deliver()
    first, second = deliver()
    assert (first.to, second.to) == ("ada@contoh.invalid", "budi@contoh.invalid")
    assert first.message_id != second.message_id, "a mailbox that saw one would drop the other"


def test_the_password_cannot_be_guessed_by_who_reads_the_letter(
    client: ProofreadingClient, deliver: Callable
) -> None:
    client.post("/sign-up", data=form())
    path = link_in(deliver()[-1])
    answers = [
        client.post(path, data={"password": f"tebakan ke {number}"}).status_code for number in range(11)
    ]
    assert answers == [422] * 10 + [429]


def test_a_number_opens_the_account_at_once(client: ProofreadingClient, session: Session) -> None:
    answer = client.post("/sign-up", data=form(identifier="0812 3456 7890", role="buyer"))
    assert answer.location == "/account"
    account = session.query(Account).one()
    assert (account.phone, account.email, account.role) == ("+6281234567890", None, Role.BUYER)
    assert client.get("/account").status_code == 200


def test_a_known_number_is_refused_without_saying_why_and_at_the_same_cost(
    client: ProofreadingClient, person: People, hashings: Hashings
) -> None:
    person(email=None, phone="+6281234567890")
    answer = client.post("/sign-up", data=form(identifier="+62 812 3456 7890"))
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert hashings.count == 1
    assert "tidak bisa dipakai untuk mendaftar" in html
    assert "sudah ada akun" not in html.lower()
    assert 'value="Siti"' in html


def test_without_consent_there_is_no_account(client: ProofreadingClient, session: Session) -> None:
    data = form(identifier="081234567890", show_profile="1")
    del data["data_processing"]
    answer = client.post("/sign-up", data=data)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'id="data_processing-error"' in html
    assert html.count(" checked") == 2, "what was ticked and chosen stays"
    assert session.query(Account).count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "\u200b \u202e"),
        ("name", "x" * 121),
        ("name", "x" * 5000),
        ("name", "a\0b"),
        ("identifier", "bukan"),
        ("identifier", "021-555 1234"),
        ("password", "pendek"),
        ("password", "password123"),
        ("password", "1234567890"),
        ("password", "aaaaaaaaaaaa"),
        ("password", "siti@contoh.invalid"),
        ("password", "x1" * 101),
        ("role", "admin"),
        ("role", "officer"),
        ("role", ""),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(client: ProofreadingClient, field: str, value: str) -> None:
    for prefix in ("", "/en"):
        answer = client.post(f"{prefix}/sign-up", data=form(**{field: value}))
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.get_data(as_text=True)


def test_nobody_gives_themselves_rights(client: ProofreadingClient, session: Session) -> None:
    more = {
        "is_staff": "1",
        "id": "7",
        "disabled_at": "x",
        "totp_confirmed_at": "2026-01-01",
        "created_at": "1999-01-01",
    }
    client.post("/sign-up?role=admin", data=form(identifier="081234567890", **more))
    account = session.query(Account).one()
    assert account.role is Role.ARTISAN
    assert account.created_at == NOON
    assert account.totp_confirmed_at is None


def test_a_password_may_hold_anything_and_is_kept_as_argon2id(
    client: ProofreadingClient, session: Session
) -> None:
    client.post("/sign-up", data=form(identifier="081234567890", password="  ünï \U0001f9f6 {{7*7}} spasi  "))
    assert session.query(Account).one().password_hash.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    other = app_client(client)
    known = {"identifier": "081234567890", "password": "  ünï \U0001f9f6 {{7*7}} spasi  "}
    assert other.post("/sign-in", data=known).status_code == 303


def test_letters_come_in_the_language_of_the_page(
    client: ProofreadingClient, app: Flask, deliver: Callable
) -> None:
    client.post("/en/sign-up", data=form())
    (letter,) = deliver()
    assert letter.subject == "Finish signing up at Terajut"
    assert link_in(letter).startswith("/en/sign-up/")
    assert plain(client.get(link_in(letter)).get_data(as_text=True))
