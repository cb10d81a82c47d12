from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts.models import Account, SignIn, Token
from marketplace.audit.models import JournalEntry
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

PLACE = "/desk/accounts"


@pytest.fixture
def officer(make: Make, client: ProofreadingClient, sign_in: Callable) -> Account:
    who = make.account(Role.OFFICER)
    sign_in(client, who)
    return who


@pytest.fixture
def admin(make: Make, client: ProofreadingClient, sign_in: Callable) -> Account:
    who = make.account(Role.ADMIN)
    sign_in(client, who)
    return who


def send(client: ProofreadingClient, path: str, **data: str):
    return client.post(path, data={"csrf_token": client.token(PLACE)} | data)


def actions(session: Session) -> list[str]:
    return [entry.action for entry in session.query(JournalEntry).order_by(JournalEntry.id)]


@pytest.mark.parametrize("role", [None, Role.BUYER, Role.ARTISAN])
def test_others_do_not_get_in(
    client: ProofreadingClient, make: Make, sign_in: Callable, role: Role | None
) -> None:
    if role is not None:
        sign_in(client, make.account(role))
    assert client.get(PLACE).status_code == (303 if role is None else 403)


@pytest.mark.parametrize(
    "typed", ["Ratna", "ratna w", "0812-3456-7890", "+6281234567890", "RATNA@contoh.invalid"]
)
def test_a_person_is_found_and_shown_masked(
    client: ProofreadingClient, officer: Account, make: Make, queries: Callable, typed: str
) -> None:
    make.account(name="Ratna Wulandari", phone="+6281234567890", email="ratna@contoh.invalid")
    make.account(name="Orang Lain")
    with queries() as asked:
        html = client.get(PLACE, query_string={"q": typed}).get_data(as_text=True)
    assert "Ratna Wulandari" in html
    assert "Orang Lain" not in html
    assert "0812 •••• 7890" in html
    assert "ra•••@contoh.invalid" in html
    assert ">ratna@contoh.invalid" not in html
    assert len(asked) <= 4, asked


@pytest.mark.parametrize(
    "typed", ["", "Ra", "%%%", "___", "contoh.invalid", "81234", "' OR 1=1 --", "x" * 300]
)
def test_nobody_is_listed_by_a_careless_search(
    client: ProofreadingClient, officer: Account, make: Make, typed: str
) -> None:
    make.account(name="Ratna Wulandari", phone="+6281234567890", email="ratna@contoh.invalid")
    answer = client.get(PLACE, query_string={"q": typed})
    assert answer.status_code == 200
    assert "Ratna" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_officer_hands_over_a_code_that_is_shown_once(
    client: ProofreadingClient, officer: Account, make: Make, session: Session, prefix: str
) -> None:
    who = make.account(name="Ratna", phone="+6281234567890", email=None)
    answer = send(client, f"{prefix}{PLACE}/{who.id}/code")
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert re.search(r">[2-9A-Z]{4} [2-9A-Z]{4}<", html)
    assert "http://127.0.0.1:8000" in html
    assert session.query(Token).one().issued_by_id == officer.id
    assert actions(session) == ["account.reset_code"]


def test_an_officer_opens_no_staff_account(
    client: ProofreadingClient, officer: Account, make: Make, session: Session
) -> None:
    boss = make.account(Role.ADMIN, name="Kepala Dinas")
    html = client.get(PLACE, query_string={"q": "Kepala"}).get_data(as_text=True)
    assert "Kepala Dinas" in html
    assert f"{PLACE}/{boss.id}/code" not in html
    for path in (f"{boss.id}/code", f"{officer.id}/code", f"{boss.id}/disable", f"{boss.id}/enable"):
        assert send(client, f"{PLACE}/{path}").status_code == 403
    assert send(client, f"{PLACE}/{boss.id}/second-factor-off").status_code == 403
    assert send(client, "/desk/invitations", email="x@contoh.invalid", role="admin").status_code == 403
    assert send(client, "/desk/invitations/1/withdraw").status_code == 403
    assert actions(session) == []


def test_an_unknown_account_is_not_found(client: ProofreadingClient, admin: Account) -> None:
    for path in ("code", "disable", "enable", "second-factor-off"):
        assert send(client, f"{PLACE}/999999/{path}").status_code == 404


def test_a_disabled_person_is_out_at_once(
    client: ProofreadingClient, admin: Account, make: Make, session: Session, sign_in: Callable
) -> None:
    who = make.account(Role.ARTISAN, name="Ratna")
    theirs = client.application.test_client()
    sign_in(theirs, who)
    assert theirs.get("/account").status_code == 200
    assert send(client, f"{PLACE}/{who.id}/disable", q="Ratna").location == f"{PLACE}?q=Ratna"
    assert theirs.get("/account").status_code == 303
    assert session.query(SignIn).filter_by(account_id=who.id).count() == 0
    html = client.get(PLACE, query_string={"q": "Ratna"}).get_data(as_text=True)
    assert "nonaktif" in html
    assert f"{who.id}/code" not in html
    assert send(client, f"{PLACE}/{who.id}/code").status_code == 303
    assert send(client, f"{PLACE}/{who.id}/enable").status_code == 303
    session.refresh(who)
    assert who.disabled_at is None
    assert actions(session) == ["account.disable", "account.enable"]


def test_the_last_admin_and_oneself_stay(
    client: ProofreadingClient, admin: Account, make: Make, session: Session
) -> None:
    other = make.account(Role.ADMIN)
    assert send(client, f"{PLACE}/{admin.id}/disable").status_code == 303
    assert "rekan" in client.get(PLACE).get_data(as_text=True)
    assert send(client, f"{PLACE}/{other.id}/disable").status_code == 303
    session.expire_all()
    assert admin.disabled_at is None
    assert other.disabled_at is not None
    assert actions(session) == ["account.disable"]


def test_a_lost_second_factor_is_dropped_by_an_admin(
    client: ProofreadingClient, admin: Account, make: Make, session: Session, clock: Callable
) -> None:
    who = make.account(Role.OFFICER, totp_secret="A" * 32, totp_confirmed_at=clock())
    assert f"{who.id}/second-factor-off" in client.get(PLACE).get_data(as_text=True)
    assert send(client, f"{PLACE}/{who.id}/second-factor-off").status_code == 303
    session.refresh(who)
    assert who.totp_secret is None
    assert send(client, f"{PLACE}/{admin.id}/second-factor-off").status_code == 303
    assert actions(session) == ["account.second_factor_off"]


def test_admins_invite_and_withdraw(client: ProofreadingClient, admin: Account, session: Session) -> None:
    for wrong in (
        {"email": "bukan", "role": "officer"},
        {"email": "a@contoh.invalid", "role": "buyer"},
        {"email": admin.email, "role": "officer"},
    ):
        answer = send(client, "/desk/invitations", **wrong)
        assert answer.status_code == 422
        assert f'value="{wrong["email"]}"' in answer.get_data(as_text=True)
    assert send(client, "/desk/invitations", email="Baru@contoh.invalid", role="officer").status_code == 303
    assert "baru@contoh.invalid" in client.get(PLACE).get_data(as_text=True)
    token = session.query(Token).one()
    assert send(client, f"/desk/invitations/{token.id}/withdraw").status_code == 303
    assert send(client, f"/desk/invitations/{token.id}/withdraw").status_code == 404
    assert actions(session) == ["account.invite", "account.invite_withdrawn"]


def test_somebody_of_a_body_is_invited_for_that_body(
    client: ProofreadingClient, admin: Account, session: Session, make: Make
) -> None:
    body = make.body()
    for wrong in ({}, {"body": ""}, {"body": "x"}):
        answer = send(client, "/desk/invitations", email="lsp@contoh.invalid", role="lsp", **wrong)
        assert answer.status_code == 422 and 'id="body-error"' in answer.get_data(as_text=True)
    assert (
        send(client, "/desk/invitations", email="a@contoh.invalid", role="lsp", body="999").status_code == 404
    )
    assert (
        send(
            client, "/desk/invitations", email="lsp@contoh.invalid", role="lsp", body=str(body.id)
        ).status_code
        == 303
    )
    assert (
        send(
            client, "/desk/invitations", email="petugas@contoh.invalid", role="officer", body=str(body.id)
        ).status_code
        == 303
    )
    assert "Lembaga sertifikasi (LSP) · LSP Contoh BNSP-LSP-0000-ID" in client.get(PLACE).get_data(
        as_text=True
    )
    session.rollback()
    tokens = {token.email: (token.role, token.body_id) for token in session.scalars(select(Token))}
    assert tokens == {
        "lsp@contoh.invalid": (Role.LSP, body.id),
        "petugas@contoh.invalid": (Role.OFFICER, None),
    }
