from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pyotp
import pytest
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts import second_factors
from marketplace.accounts.models import Account, RecoveryCode, SignIn
from marketplace.audit.models import JournalEntry
from tests.accounts.conftest import PASSWORD
from tests.conftest import NOON, SettableClock
from tests.proofreading import ProofreadingClient

People = Callable[..., Account]
PLACE = "/account/second-factor"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(at: datetime, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(at)


@pytest.fixture
def guarded(person: People) -> Account:
    """An officer whose second factor is on."""
    return person(Role.OFFICER, totp_secret=SECRET, totp_confirmed_at=NOON - timedelta(days=3))


def half_in(client: ProofreadingClient, who: Account, **more: str) -> None:
    answer = client.post("/sign-in", data={"identifier": who.email, "password": PASSWORD} | more)
    assert answer.location == PLACE


def give(client: ProofreadingClient, text: str, **more: str):
    return client.post(PLACE, data={"code": text, "csrf_token": token_of(client)} | more)


def token_of(client: ProofreadingClient) -> str:
    return client.token(PLACE) if client.get_cookie("sid", domain="127.0.0.1") else ""


def test_the_password_alone_opens_nothing(
    client: ProofreadingClient, guarded: Account, session: Session
) -> None:
    half_in(client, guarded)
    assert session.query(SignIn).count() == 0
    assert client.get("/account").status_code == 303
    assert client.get("/desk").location.startswith("/sign-in")
    assert client.get(PLACE).headers["Cache-Control"] == "no-store"


def test_the_code_opens_the_desk(client: ProofreadingClient, guarded: Account, clock: SettableClock) -> None:
    half_in(client, guarded, next="/desk/journal")
    assert give(client, code(clock())).location == "/desk/journal"
    assert client.get("/desk/journal").status_code == 200


@pytest.mark.parametrize("drift", [-30, 0, 30])
def test_a_clock_may_be_half_a_minute_off(
    client: ProofreadingClient, guarded: Account, clock: SettableClock, drift: int
) -> None:
    half_in(client, guarded)
    assert give(client, code(clock() + timedelta(seconds=drift))).status_code == 303


@pytest.mark.parametrize("typed", ["000000", "", "12345", "1234567", "٠١٢٣٤٥", "abc", "\0", "x" * 500])
def test_anything_else_is_refused(client: ProofreadingClient, guarded: Account, typed: str) -> None:
    half_in(client, guarded)
    assert give(client, typed).status_code == 422


def test_a_code_works_once(client: ProofreadingClient, guarded: Account, clock: SettableClock) -> None:
    half_in(client, guarded)
    seen = code(clock())
    assert give(client, seen).status_code == 303
    thief = client.application.test_client()
    half_in(thief, guarded)
    assert give(thief, seen).status_code == 422
    assert give(thief, code(clock() - timedelta(seconds=30))).status_code == 422, "nor one before it"


def test_five_tries_in_five_minutes_then_twenty_in_an_hour(
    client: ProofreadingClient, guarded: Account, clock: SettableClock
) -> None:
    for round_ in range(4):
        half_in(client, guarded)
        assert [give(client, "000000").status_code for _ in range(6)] == [422] * 5 + [429], round_
        clock.now += timedelta(minutes=6)
    half_in(client, guarded)
    answer = give(client, code(clock()))
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 300


def test_waiting_longer_than_five_minutes_begins_anew(
    client: ProofreadingClient, guarded: Account, clock: SettableClock
) -> None:
    half_in(client, guarded)
    clock.now += timedelta(minutes=5)
    assert client.get(PLACE).location.startswith("/sign-in")
    assert give(client, code(clock())).location.startswith("/sign-in")


def test_a_changed_password_ends_the_waiting(
    client: ProofreadingClient, guarded: Account, session: Session, clock: SettableClock
) -> None:
    half_in(client, guarded)
    guarded.password_hash = "another"
    session.commit()
    assert give(client, code(clock())).location.startswith("/sign-in")


def test_a_disabled_person_gets_no_further(
    client: ProofreadingClient, guarded: Account, session: Session, clock: SettableClock
) -> None:
    half_in(client, guarded)
    guarded.disabled_at = clock()
    session.commit()
    assert give(client, code(clock())).location.startswith("/sign-in")


def test_recovery_codes_work_once_each(
    client: ProofreadingClient, guarded: Account, session: Session
) -> None:
    codes, digests = second_factors.new_recovery(guarded.id)
    second_factors.replace_recovery(guarded, digests)
    session.commit()
    half_in(client, guarded)
    assert (
        "inputmode"
        not in client.get(PLACE + "?recovery=1").get_data(as_text=True).split('name="code"')[1][:200]
    )
    spelled = f"{codes[3][:5]}-{codes[3][5:]}".lower()
    assert give(client, spelled, recovery="1").status_code == 303
    other = client.application.test_client()
    half_in(other, guarded)
    assert give(other, spelled).status_code == 422
    assert give(other, codes[4]).status_code == 303
    assert second_factors.recovery_left(guarded.id) == 8


def test_another_persons_recovery_code_is_worth_nothing(
    client: ProofreadingClient, guarded: Account, person: People, session: Session
) -> None:
    other = person(Role.OFFICER)
    codes, digests = second_factors.new_recovery(other.id)
    second_factors.replace_recovery(other, digests)
    session.commit()
    half_in(client, guarded)
    assert give(client, codes[0]).status_code == 422


def test_setting_it_up_from_the_first_to_the_last_page(
    client: ProofreadingClient,
    person: People,
    session: Session,
    clock: SettableClock,
    sign_in: Callable,
    deliver: Callable,
) -> None:
    who = person(Role.OFFICER)
    sign_in(client, who)
    for prefix in ("", "/en"):
        assert client.get(prefix + PLACE).status_code == 200
    token = client.token(PLACE)
    assert (
        client.post(PLACE + "/begin", data={"current": "salah salah salah", "csrf_token": token}).status_code
        == 422
    )
    assert client.post(PLACE + "/begin", data={"current": PASSWORD, "csrf_token": token}).location == PLACE
    page = client.get(PLACE).get_data(as_text=True)
    assert "<svg" in page
    secret = re.sub(r"\s", "", re.search(r'<strong class="num">([^<]+)', page).group(1))  # type: ignore[union-attr]
    assert client.post(PLACE + "/confirm", data={"code": "000000", "csrf_token": token}).status_code == 422
    done = client.post(PLACE + "/confirm", data={"code": code(clock(), secret), "csrf_token": token})
    codes = re.findall(r"<li>([0-9A-Z]{5}-[0-9A-Z]{5})</li>", done.get_data(as_text=True))
    assert len(set(codes)) == 10
    assert done.headers["Cache-Control"] == "no-store"
    session.refresh(who)
    assert who.totp_confirmed_at == clock()
    assert codes[0].replace("-", "") not in {row.digest for row in session.query(RecoveryCode)}
    assert client.get("/desk/journal").status_code == 200, "this browser has given its code just now"
    assert session.query(JournalEntry).filter_by(action="account.second_factor_on").count() == 1
    assert "aktif" in deliver()[-1].subject


def test_staff_without_it_are_led_here_where_it_is_compulsory(
    client: ProofreadingClient, person: People, sign_in: Callable, changed_settings: Callable
) -> None:
    changed_settings(staff_second_factor=True)
    sign_in(client, person(Role.OFFICER))
    answer = client.get("/desk/journal")
    assert answer.location == PLACE + "?next=/desk/journal"
    page = client.get(answer.location)
    assert page.status_code == 200
    assert "Petugas dan pengelola memerlukannya" in page.get_data(as_text=True)


def test_an_older_sign_in_is_asked_for_a_code(
    client: ProofreadingClient, person: People, sign_in: Callable, session: Session, clock: SettableClock
) -> None:
    who = person(Role.OFFICER)
    old = sign_in(client, who)
    who.totp_secret, who.totp_confirmed_at = SECRET, clock()
    session.commit()
    assert client.get("/desk/journal").location.startswith(PLACE)
    assert give(client, code(clock()), next="/desk/journal").location == "/desk/journal"
    assert client.get_cookie("sid", domain="127.0.0.1").value != old  # type: ignore[union-attr]
    assert client.get("/desk/journal").status_code == 200
    assert session.query(SignIn).count() == 1


def test_switching_off_needs_the_password_and_is_refused_where_compulsory(
    client: ProofreadingClient,
    guarded: Account,
    sign_in: Callable,
    session: Session,
    changed_settings: Callable,
) -> None:
    sign_in(client, guarded)
    token = client.token(PLACE)
    off = PLACE + "/off"
    assert client.post(off, data={"current": "salah salah salah", "csrf_token": token}).status_code == 422
    changed_settings(staff_second_factor=True)
    assert client.post(off, data={"current": PASSWORD, "csrf_token": token}).status_code == 403
    changed_settings(staff_second_factor=False)
    assert client.post(off, data={"current": PASSWORD, "csrf_token": token}).status_code == 303
    session.refresh(guarded)
    assert guarded.totp_secret is None


def test_new_recovery_codes_replace_the_old_ones(
    client: ProofreadingClient, guarded: Account, sign_in: Callable, session: Session
) -> None:
    old, digests = second_factors.new_recovery(guarded.id)
    second_factors.replace_recovery(guarded, digests)
    session.commit()
    sign_in(client, guarded)
    page = client.post(
        PLACE + "/recovery-codes", data={"current": PASSWORD, "csrf_token": client.token(PLACE)}
    ).get_data(as_text=True)
    assert page.count("<li>") >= 10
    kept = {row.digest for row in session.query(RecoveryCode)}
    assert len(kept) == 10
    assert not kept & set(digests)
    assert old


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN])
def test_it_is_for_staff(client: ProofreadingClient, person: People, sign_in: Callable, role: Role) -> None:
    sign_in(client, person(role))
    assert client.get(PLACE).status_code == 403
    for step in ("begin", "confirm", "off", "recovery-codes"):
        data = {"current": PASSWORD, "code": "000000", "csrf_token": client.token("/account")}
        assert client.post(f"{PLACE}/{step}", data=data).status_code == 403


def test_a_stranger_is_sent_to_sign_in(client: ProofreadingClient) -> None:
    assert client.get(PLACE).location == "/sign-in?next=/account/second-factor"
    assert client.post(PLACE, data={"code": "000000"}).location == "/sign-in"
