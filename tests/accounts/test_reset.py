from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts import resets
from marketplace.accounts.models import Account, SignIn, Token
from marketplace.adapters.jobs.models import Job
from marketplace.audit.models import JournalEntry
from marketplace.kit.errors import Conflict, Forbidden
from tests.accounts.conftest import NEW_PASSWORD, PASSWORD, Hashings, link_in, plain
from tests.conftest import SettableClock
from tests.proofreading import ProofreadingClient

People = Callable[..., Account]


def officer_of(account: Account) -> Actor:
    return Actor(id=account.id, role=account.role, name=account.name, second_factor=True)


def enters(client: ProofreadingClient, who: Account, password: str) -> bool:
    fresh = client.application.test_client()
    return (
        fresh.post("/sign-in", data={"identifier": who.email or who.phone, "password": password}).status_code
        == 303
    )


def test_the_link_sets_a_new_password_once_and_signs_everybody_out(
    client: ProofreadingClient, person: People, deliver: Callable, session: Session, sign_in: Callable
) -> None:
    who = person()
    sign_in(client, who)
    visitor = client.application.test_client()
    assert visitor.post("/reset", data={"email": who.email.upper()}).location == "/reset/sent"
    path = link_in(deliver()[-1])
    page = visitor.get(path)
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "public" not in page.headers["Cache-Control"]
    assert visitor.post(path, data={"password": "pendek"}).status_code == 422
    assert visitor.post(path, data={"password": NEW_PASSWORD}).location == "/sign-in"
    assert "tersimpan" in visitor.get("/sign-in").get_data(as_text=True)
    assert visitor.get(path).status_code == 404
    assert visitor.post(path, data={"password": "kata lain yang panjang"}).status_code == 404
    assert session.query(SignIn).count() == 0
    assert client.get("/account").status_code == 303
    assert enters(client, who, NEW_PASSWORD)
    assert not enters(client, who, PASSWORD)
    assert "sudah diganti" in deliver()[-1].subject


def test_known_and_unknown_addresses_get_the_same_answer_and_work(
    client: ProofreadingClient, person: People, deliver: Callable, hashings: Hashings, queries: Callable
) -> None:
    person(email="ada@contoh.invalid")
    answers = []
    for address in ("ada@contoh.invalid", "tak@contoh.invalid"):
        with queries() as asked:
            answer = client.post("/reset", data={"email": address})
        answers.append((answer.status_code, answer.location, answer.get_data(), asked))
    assert answers[0] == answers[1]
    assert hashings.count == 0
    assert [letter.to for letter in deliver()] == ["ada@contoh.invalid"]


@pytest.mark.parametrize(
    "spoil", [lambda path: path[:-1], lambda path: path + "x", lambda path: "/reset/" + "A" * 43]
)
def test_a_link_must_be_whole(
    client: ProofreadingClient, person: People, deliver: Callable, spoil: Callable
) -> None:
    client.post("/reset", data={"email": person().email})
    assert client.get(spoil(link_in(deliver()[-1]))).status_code == 404


def test_the_link_is_dead_after_an_hour(
    client: ProofreadingClient, person: People, deliver: Callable, clock: SettableClock
) -> None:
    client.post("/reset", data={"email": person().email})
    path = link_in(deliver()[-1])
    clock.now += timedelta(minutes=59, seconds=59)
    assert client.get(path).status_code == 200
    clock.now += timedelta(seconds=1)
    assert client.get(path).status_code == 404
    assert client.post(path, data={"password": NEW_PASSWORD}).status_code == 404


def test_a_newer_request_or_a_changed_password_ends_the_link(
    client: ProofreadingClient, person: People, deliver: Callable, sign_in: Callable
) -> None:
    who = person()
    client.post("/reset", data={"email": who.email})
    first = link_in(deliver()[-1])
    client.post("/reset", data={"email": who.email})
    second = link_in(deliver()[-1])
    assert client.get(first).status_code == 404
    sign_in(client, who)
    data = {"current": PASSWORD, "password": NEW_PASSWORD, "csrf_token": client.token("/account")}
    assert client.post("/account/password", data=data).status_code == 303
    assert client.get(second).status_code == 404


def test_a_link_serves_no_other_purpose(
    client: ProofreadingClient, person: People, deliver: Callable
) -> None:
    client.post("/reset", data={"email": person().email})
    secret = link_in(deliver()[-1]).rpartition("/")[2]
    assert client.get(f"/invitation/{secret}").status_code == 404
    assert client.get(f"/sign-up/{secret}").status_code == 404


def test_a_disabled_person_gets_no_letter(
    client: ProofreadingClient, person: People, deliver: Callable, clock: SettableClock
) -> None:
    client.post("/reset", data={"email": person(disabled_at=clock()).email})
    assert deliver() == []


def test_five_letters_a_day_are_enough(client: ProofreadingClient, clock: SettableClock) -> None:
    answers = [client.post("/reset", data={"email": "a@contoh.invalid"}).status_code for _ in range(6)]
    assert answers == [303] * 5 + [429]
    clock.now += timedelta(days=1)
    assert client.post("/reset", data={"email": "a@contoh.invalid"}).status_code == 303


def test_links_lead_to_the_configured_address_and_leave_nothing_in_the_queue(
    client: ProofreadingClient, person: People, deliver: Callable, session: Session
) -> None:
    client.post("/reset", data={"email": person().email}, headers={"X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in deliver()[-1].text
    assert all(not job.payload for job in session.query(Job)), "the secret is gone from the queue"
    assert all(len(token.digest) == 64 for token in session.query(Token))


@pytest.mark.parametrize("spelling", [str, str.lower, lambda code: f" {code[:4]}-{code[4:]} "])
def test_an_officers_code_sets_a_new_password_once(
    client: ProofreadingClient, person: People, session: Session, clock: SettableClock, spelling: Callable
) -> None:
    officer, who = person(Role.OFFICER), person(email=None, phone="+6281234567890")
    code = resets.issue_code(who, actor=officer_of(officer), at=clock())
    session.commit()
    data = {"identifier": "0812-3456-7890", "code": spelling(code), "password": NEW_PASSWORD}
    assert client.post("/reset/code", data=data).location == "/sign-in"
    assert enters(client, who, NEW_PASSWORD)
    assert client.post("/reset/code", data=data).status_code == 422
    entry = session.query(JournalEntry).filter_by(action="account.reset_code").one()
    assert (entry.actor_id, entry.subject_id) == (officer.id, who.id)
    assert code not in str(entry.details) + entry.note


def test_five_tries_and_a_quarter_of_an_hour_are_all_a_code_gets(
    client: ProofreadingClient, person: People, session: Session, clock: SettableClock
) -> None:
    officer, who = person(Role.OFFICER), person(email=None, phone="+6281234567890")
    code = resets.issue_code(who, actor=officer_of(officer), at=clock())
    session.commit()
    wrong = {"identifier": "081234567890", "code": "22222222", "password": NEW_PASSWORD}
    assert [client.post("/reset/code", data=wrong).status_code for _ in range(6)] == [422] * 5 + [429]
    assert client.post("/reset/code", data=wrong | {"code": code}).status_code == 429
    clock.now += timedelta(minutes=15)
    assert client.post("/reset/code", data=wrong | {"code": code}).status_code == 422
    code = resets.issue_code(who, actor=officer_of(officer), at=clock())
    session.commit()
    assert client.post("/reset/code", data=wrong | {"code": code}).status_code == 303


def test_a_new_code_lets_tries_count_anew_and_ends_the_old_one(
    client: ProofreadingClient, person: People, session: Session, clock: SettableClock
) -> None:
    officer, who = person(Role.OFFICER), person(email=None, phone="+6281234567890")
    old = resets.issue_code(who, actor=officer_of(officer), at=clock())
    session.commit()
    data = {"identifier": "081234567890", "code": "22222222", "password": NEW_PASSWORD}
    for _ in range(5):
        client.post("/reset/code", data=data)
    new = resets.issue_code(who, actor=officer_of(officer), at=clock())
    session.commit()
    assert client.post("/reset/code", data=data | {"code": old}).status_code == 422
    assert client.post("/reset/code", data=data | {"code": new}).status_code == 303


def test_a_wrong_code_and_an_unknown_number_look_alike(
    client: ProofreadingClient, person: People, session: Session, clock: SettableClock, hashings: Hashings
) -> None:
    officer, who = person(Role.OFFICER), person(email=None, phone="+6281234567890")
    resets.issue_code(who, actor=officer_of(officer), at=clock())
    session.commit()
    answers = []
    for number in ("081234567890", "081234567891"):
        before = hashings.count
        answer = client.post(
            "/reset/code", data={"identifier": number, "code": "22222222", "password": NEW_PASSWORD}
        )
        assert hashings.count - before == 1
        answers.append((answer.status_code, plain(answer.get_data(as_text=True)).replace(number, "")))
    assert answers[0] == answers[1]


def test_officers_open_no_staff_account_and_not_their_own(
    person: People, session: Session, clock: SettableClock
) -> None:
    officer, admin = person(Role.OFFICER), person(Role.ADMIN)
    for account in (officer, admin):
        with pytest.raises(Forbidden):
            resets.issue_code(account, actor=officer_of(officer), at=clock())
    assert resets.issue_code(officer, actor=officer_of(admin), at=clock())


def test_a_disabled_account_gets_no_code(person: People, clock: SettableClock) -> None:
    with pytest.raises(Conflict):
        resets.issue_code(person(disabled_at=clock()), actor=officer_of(person(Role.OFFICER)), at=clock())


@pytest.mark.parametrize(
    "path", ["/reset", "/reset/sent", "/reset/code", "/en/reset", "/en/reset/sent", "/en/reset/code"]
)
def test_the_pages_open_for_everybody(client: ProofreadingClient, path: str) -> None:
    assert client.get(path).status_code == 200
