from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts import sign_ins
from marketplace.accounts.models import Account, Consent, SignIn
from marketplace.accounts.rules import ConsentPurpose
from tests.accounts.conftest import NEW_PASSWORD, PASSWORD
from tests.conftest import SettableClock
from tests.proofreading import ProofreadingClient

People = Callable[..., Account]
CHROME = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_everybody_has_a_page_of_their_own(
    client: ProofreadingClient, person: People, sign_in: Callable, queries: Callable, role: Role, prefix: str
) -> None:
    who = person(role, phone="+6281234567890")
    sign_in(client, who)
    with queries() as asked:
        page = client.get(prefix + "/account")
    html = page.get_data(as_text=True)
    assert page.headers["Cache-Control"] == "no-store"
    assert who.email in html
    assert "0812-3456-7890" in html
    assert len(asked) <= 6, asked


def test_nobody_else_sees_it(client: ProofreadingClient) -> None:
    assert client.get("/account").location == "/sign-in?next=/account"


def test_name_and_language_can_be_changed(
    client: ProofreadingClient, person: People, sign_in: Callable, session: Session
) -> None:
    who = person()
    sign_in(client, who)
    token = client.token("/account")
    answer = client.post("/account/details", data={"name": " Bu  Siti ", "locale": "en", "csrf_token": token})
    assert answer.location == "/en/account"
    assert client.get(answer.location).status_code == 200
    session.refresh(who)
    assert (who.name, who.locale) == ("Bu Siti", "en")
    back = client.post("/en/account/details", data={"name": "Bu Siti", "locale": "id", "csrf_token": token})
    assert back.location == "/account"


def test_a_rejected_form_keeps_what_was_typed(
    client: ProofreadingClient, person: People, sign_in: Callable
) -> None:
    sign_in(client, person())
    data = {"name": "x" * 121, "locale": "xx", "csrf_token": client.token("/account")}
    answer = client.post("/account/details", data=data)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "x" * 121 in html
    assert 'id="name-error"' in html


def test_changing_the_password_needs_the_old_one_and_ends_the_others(
    client: ProofreadingClient, person: People, sign_in: Callable, deliver: Callable, session: Session
) -> None:
    who = person()
    other = client.application.test_client()
    sign_in(other, who)
    sign_in(client, who)
    token = client.token("/account")
    wrong = {"current": "bukan itu", "password": NEW_PASSWORD, "csrf_token": token}
    assert client.post("/account/password", data=wrong).status_code == 422
    weak = {"current": PASSWORD, "password": "pendek", "csrf_token": token}
    assert client.post("/account/password", data=weak).status_code == 422
    assert other.get("/account").status_code == 200
    good = {"current": PASSWORD, "password": NEW_PASSWORD, "csrf_token": token}
    assert client.post("/account/password", data=good).status_code == 303
    assert client.get("/account").status_code == 200
    assert other.get("/account").status_code == 303
    assert deliver()[-1].to == who.email
    assert (
        client.application.test_client()
        .post("/sign-in", data={"identifier": who.email, "password": NEW_PASSWORD})
        .status_code
        == 303
    )


def test_a_stolen_session_cannot_guess_the_password(
    client: ProofreadingClient, person: People, sign_in: Callable
) -> None:
    sign_in(client, person())
    data = {"current": "tebakan", "password": NEW_PASSWORD, "csrf_token": client.token("/account")}
    assert [client.post("/account/password", data=data).status_code for _ in range(11)] == [422] * 10 + [429]


def test_browsers_are_listed_in_plain_words_and_signed_out_one_by_one(
    client: ProofreadingClient, person: People, session: Session
) -> None:
    who = person()
    data = {"identifier": who.email, "password": PASSWORD}
    phone = client.application.test_client()
    phone.post("/sign-in", data=data, headers={"User-Agent": CHROME})
    client.post("/sign-in", data=data, headers={"User-Agent": "<script>alert(1)</script>"})
    html = client.get("/account").get_data(as_text=True)
    assert "HP atau tablet Android · Chrome" in html
    assert "Perangkat tidak dikenal" in html
    assert "alert(1)" not in html
    assert html.count("(peramban ini)") == 1
    theirs = session.query(SignIn).filter(SignIn.device.startswith("android")).one()
    token = client.token("/account")
    assert client.post(f"/account/sign-ins/{theirs.id}/end", data={"csrf_token": token}).status_code == 303
    assert phone.get("/account").status_code == 303
    assert client.get("/account").status_code == 200


def test_somebody_elses_sign_in_is_not_there(
    client: ProofreadingClient, person: People, sign_in: Callable, session: Session
) -> None:
    other = client.application.test_client()
    sign_in(other, person())
    theirs = session.query(SignIn).one().id
    sign_in(client, person())
    for number in (theirs, 999_999):
        answer = client.post(f"/account/sign-ins/{number}/end", data={"csrf_token": client.token("/account")})
        assert answer.status_code == 404
    assert other.get("/account").status_code == 200


def test_signing_out_everywhere(
    client: ProofreadingClient, person: People, sign_in: Callable, session: Session
) -> None:
    who = person()
    other = client.application.test_client()
    sign_in(other, who)
    sign_in(client, who)
    sign_in(client.application.test_client(), person())
    assert (
        client.post("/account/sign-ins/end-all", data={"csrf_token": client.token("/account")}).status_code
        == 303
    )
    assert other.get("/account").status_code == 303
    assert session.query(SignIn).count() == 1


@pytest.mark.parametrize(
    ("role", "absolute", "idle"), [(Role.BUYER, 30 * 24, 14 * 24), (Role.OFFICER, 12, 2)]
)
def test_a_sign_in_ends_by_age_and_by_rest(
    client: ProofreadingClient,
    person: People,
    sign_in: Callable,
    clock: SettableClock,
    role: Role,
    absolute: int,
    idle: int,
) -> None:
    begun = clock.now
    sign_in(client, person(role))
    while clock.now + timedelta(hours=idle) < begun + timedelta(hours=absolute):
        clock.now += timedelta(hours=idle) - timedelta(seconds=1)
        assert client.get("/account").status_code == 200
    clock.now = begun + timedelta(hours=absolute)
    assert client.get("/account").status_code == 303
    clock.now = begun
    sign_in(client, person(role))
    clock.now += timedelta(hours=idle)
    assert client.get("/account").status_code == 303


def test_consents_are_given_and_taken_back_one_by_one(
    client: ProofreadingClient, person: People, sign_in: Callable, session: Session, clock: SettableClock
) -> None:
    who = person(Role.ARTISAN)
    sign_in(client, who)
    token = client.token("/account")
    for given in ("yes", "yes", "no", "no", "yes"):
        clock.now += timedelta(minutes=1)
        data = {"csrf_token": token, "given": given}
        assert client.post("/account/consents/show_whatsapp", data=data).status_code == 303
    rows = session.query(Consent).order_by(Consent.id).all()
    assert [(row.purpose, row.withdrawn_at is None) for row in rows] == [
        (ConsentPurpose.SHOW_WHATSAPP, False),
        (ConsentPurpose.SHOW_WHATSAPP, True),
    ]
    data = {"csrf_token": token, "given": "yes"}
    assert client.post("/account/consents/made_up", data=data).status_code == 404
    for unclear in ({}, {"given": ""}, {"given": "perhaps"}):
        data = {"csrf_token": token, **unclear}
        assert client.post("/account/consents/show_whatsapp", data=data).status_code == 400


def test_the_consent_no_account_can_be_without_is_not_taken_back_here(
    client: ProofreadingClient, person: People, sign_in: Callable
) -> None:
    sign_in(client, person())
    token = client.token("/account")
    for given, status in (("yes", 303), ("no", 409)):
        data = {"csrf_token": token, "given": given}
        assert client.post("/account/consents/data_processing", data=data).status_code == status


def test_a_buyer_is_not_asked_about_bags(
    client: ProofreadingClient, person: People, sign_in: Callable
) -> None:
    sign_in(client, person())
    assert "show_whatsapp" not in client.get("/account").get_data(as_text=True)


def test_changes_need_the_forms_token(client: ProofreadingClient, person: People, sign_in: Callable) -> None:
    sign_in(client, person())
    for path in ("details", "password", "consents/show_profile", "sign-ins/1/end", "sign-ins/end-all"):
        assert client.post(f"/account/{path}", data={"name": "x"}).status_code == 400
        assert client.post(f"/account/{path}", data={"csrf_token": "rubbish"}).status_code == 400


def test_a_token_nobody_knows_ends_nothing(session: Session, person: People, clock: SettableClock) -> None:
    kept = sign_ins.begin(person(), at=clock())
    sign_ins.end("unknown")
    assert session.query(SignIn).count() == 1
    sign_ins.end(kept)
    assert session.query(SignIn).count() == 0
