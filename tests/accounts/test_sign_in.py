from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts.models import Account, Attempt, SignIn
from tests.accounts.conftest import PASSWORD, Hashings, plain
from tests.conftest import SettableClock
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

People = Callable[..., Account]


def enter(client: ProofreadingClient, identifier: str, password: str = PASSWORD, **more: str):
    return client.post("/sign-in", data={"identifier": identifier, "password": password, **more})


@pytest.mark.parametrize("path", ["/sign-in", "/en/sign-in"])
def test_the_page_tells_password_managers_what_to_fill_in(client: ProofreadingClient, path: str) -> None:
    html = client.get(path).get_data(as_text=True)
    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html


@pytest.mark.parametrize("typed", ["Ibu@Contoh.INVALID", " ibu@contoh.invalid ", "ibu@contoh.invalid"])
def test_case_and_blanks_of_an_address_do_not_matter(
    client: ProofreadingClient, person: People, typed: str
) -> None:
    person(email="ibu@contoh.invalid")
    assert enter(client, typed).status_code == 303


def test_composed_and_decomposed_letters_are_one_address(client: ProofreadingClient, person: People) -> None:
    person(email="andr\u00e9@contoh.invalid")
    assert enter(client, "andre\u0301@contoh.invalid").status_code == 303


@pytest.mark.parametrize("typed", ["081234567890", "81234567890", "+62 812-3456-7890", "0812 3456 7890"])
def test_a_number_signs_in_however_it_is_written(
    client: ProofreadingClient, person: People, typed: str
) -> None:
    person(email=None, phone="+6281234567890")
    assert enter(client, typed).status_code == 303


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.BUYER, "/account"), (Role.ARTISAN, "/studio"), (Role.OFFICER, "/desk"), (Role.ADMIN, "/desk")],
)
def test_everybody_arrives_in_their_own_place(
    client: ProofreadingClient, person: People, role: Role, place: str
) -> None:
    who = person(role)
    assert enter(client, who.email).location.startswith(place) or place == "/studio"


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/%0d%0aLocation:evil\n",
        "evil.example",
        "",
        "///evil.example",
        "http:/evil.example",
        "/" + "a" * 600,
    ],
)
def test_nobody_is_sent_to_another_site(client: ProofreadingClient, person: People, wanted: str) -> None:
    who = person()
    assert enter(client, who.email, next=wanted).location == "/account"


def test_one_returns_to_the_page_one_came_from(client: ProofreadingClient, person: People) -> None:
    who = person()
    asked = client.get("/account")
    assert asked.location == "/sign-in?next=/account"
    assert 'value="/account"' in client.get(asked.location).get_data(as_text=True)
    assert enter(client, who.email, next="/verify?q=x").location == "/verify?q=x"


def test_wrong_unknown_and_disabled_look_alike_and_cost_the_same(
    app: Flask, client: ProofreadingClient, person: People, clock: SettableClock, hashings: Hashings
) -> None:
    person(email="ada@contoh.invalid")
    person(email="mati@contoh.invalid", disabled_at=clock())
    answers = []
    for identifier, password in [
        ("ada@contoh.invalid", "bukan kata sandinya"),
        ("tak@contoh.invalid", PASSWORD),
        ("mati@contoh.invalid", PASSWORD),
    ]:
        before = hashings.count
        answer = enter(client, identifier, password)
        assert hashings.count - before == 1
        answers.append((answer.status_code, plain(answer.get_data(as_text=True)).replace(identifier, "")))
    assert answers[0][0] == 422
    assert answers[0] == answers[1] == answers[2]


def test_what_was_typed_stays_but_never_the_password(client: ProofreadingClient) -> None:
    html = enter(client, "siapa@contoh.invalid", "rahasia sekali ya").get_data(as_text=True)
    assert "siapa@contoh.invalid" in html
    assert "rahasia sekali ya" not in html


def test_an_old_token_is_worthless_after_signing_in_again(
    app: Flask, client: ProofreadingClient, person: People, session: Session
) -> None:
    who = person()
    client.set_cookie("sid", "a token somebody else chose", domain="127.0.0.1")
    html = client.token("/sign-in")
    assert enter(client, who.email, csrf_token=html).status_code == 303
    first = client.get_cookie("sid", domain="127.0.0.1")
    assert first is not None
    assert first.value != "a token somebody else chose"
    assert enter(client, who.email, csrf_token=client.token("/account")).status_code == 303
    assert session.query(SignIn).count() == 1
    other = app.test_client()
    other.set_cookie("sid", first.value, domain="127.0.0.1")
    assert other.get("/account").status_code == 303


def test_ten_failures_in_five_minutes_are_the_most_per_account(
    client: ProofreadingClient, person: People, clock: SettableClock
) -> None:
    who = person()
    for number in range(10):
        answer = client.post(
            "/sign-in",
            data={"identifier": who.email, "password": "salah salah salah"},
            environ_overrides={"REMOTE_ADDR": f"10.0.0.{number}"},
        )
        assert answer.status_code == 422
    refused = enter(client, who.email)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "300"
    assert "5 menit" in refused.get_data(as_text=True)
    clock.now += timedelta(minutes=5)
    assert enter(client, who.email).status_code == 303


def test_an_address_is_limited_too_whatever_header_it_forges(
    client: ProofreadingClient, person: People
) -> None:
    who = person()
    for number in range(10):
        client.post(
            "/sign-in",
            data={"identifier": f"tebak{number}@contoh.invalid", "password": PASSWORD},
            headers={"X-Forwarded-For": f"10.1.1.{number}"},
        )
    assert enter(client, who.email).status_code == 429


def test_success_is_not_counted(client: ProofreadingClient, person: People, session: Session) -> None:
    who = person()
    for _ in range(12):
        assert (
            enter(
                client, who.email, csrf_token=client.token("/sign-up") or client.token("/account")
            ).status_code
            == 303
        )
    assert session.query(Attempt).count() == 0


def test_requests_of_one_address_are_limited_before_anything_is_read(
    client: ProofreadingClient, app: Flask, limits: None
) -> None:
    answers = [client.post("/sign-in", data={}).status_code for _ in range(62)]
    assert answers[:60] == [422] * 60
    assert answers[60:] == [429, 429]


def test_an_outdated_hash_is_replaced_at_the_next_sign_in(
    client: ProofreadingClient, make: Make, session: Session
) -> None:

    weak = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    who = make.account(password_hash=weak)
    assert enter(client, who.email).status_code == 303
    session.refresh(who)
    assert "m=19456,t=2,p=1" in who.password_hash


def test_signing_out_ends_the_session_and_needs_its_token(
    app: Flask, client: ProofreadingClient, person: People, session: Session
) -> None:
    enter(client, person().email)
    cookie = client.get_cookie("sid", domain="127.0.0.1")
    assert cookie is not None
    assert client.get("/sign-out").status_code == 405
    assert client.post("/sign-out").status_code == 400
    left = client.post("/sign-out", data={"csrf_token": client.token("/account")})
    assert left.status_code == 303
    assert left.headers["Clear-Site-Data"] == '"storage"'
    assert client.get_cookie("sid", domain="127.0.0.1") is None
    assert session.query(SignIn).count() == 0
    client.set_cookie("sid", cookie.value, domain="127.0.0.1")
    assert client.get("/account").status_code == 303


def test_a_form_of_another_site_signs_nobody_in(client: ProofreadingClient, person: People) -> None:
    answer = client.post(
        "/sign-in",
        data={"identifier": person().email, "password": PASSWORD},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("typed", ["", "bukan apa-apa", "a" * 5000, "ibu@", "12345", "\0"])
def test_what_is_neither_address_nor_number_is_said_beside_the_field(
    client: ProofreadingClient, typed: str
) -> None:
    answer = enter(client, typed)
    assert answer.status_code == 422
    assert 'id="identifier-error"' in answer.get_data(as_text=True)


def test_a_signed_in_person_does_not_see_the_form_again(
    client: ProofreadingClient, person: People, sign_in: Callable[..., str]
) -> None:
    sign_in(client, person())
    assert client.get("/sign-in").location == "/account"
    assert client.get("/sign-in?next=//evil.example").location == "/account"


def test_signing_in_takes_few_queries(client: ProofreadingClient, person: People, queries: Callable) -> None:
    who = person()
    with queries() as asked:
        assert enter(client, who.email).status_code == 303
    assert len(asked) <= 12, asked  # PostgreSQL also takes an advisory lock for each counter


def test_a_message_for_one_visitor_is_kept_by_no_cache(client: ProofreadingClient) -> None:
    with client.session_transaction(base_url="http://127.0.0.1:8000") as cookie:
        cookie["_flashes"] = [("ok", "hanya untuk satu orang")]
    first = client.get("/verify")
    assert "hanya untuk satu orang" in first.get_data(as_text=True)
    assert first.headers["Cache-Control"] == "private, no-store"
    assert client.get("/verify").headers["Cache-Control"].startswith("public")
