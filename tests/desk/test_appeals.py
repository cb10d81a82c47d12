"""Appeals at the desk: another officer decides, and is told so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.roles import Role
from marketplace.appeals.models import Appeal
from marketplace.appeals.rules import Outcome
from marketplace.certificates.rules import Action, Status


@pytest.fixture
def first(make):
    return make.account(Role.OFFICER, name="Petugas Satu")


@pytest.fixture
def appeal(make, first):
    certificate = make.certificate(make.artisan(name="Siti Contoh"), status=Status.SUSPENDED)
    return make.appeal(make.decision(certificate, Action.SUSPEND, actor_id=first.id, actor_name=first.name))


@pytest.fixture
def second(client, make, sign_in):
    sign_in(client, make.account(Role.OFFICER, name="Petugas Dua"))
    return client


def text(response):
    return response.get_data(as_text=True)


def decide(client, appeal, **sent):
    data = {"csrf_token": client.token("/desk/journal"), "version": appeal.version, **sent}
    return client.post(f"/desk/appeals/{appeal.id}", data=data)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_queue_and_its_clock(second, appeal, session, prefix):
    page = text(second.get(f"{prefix}/desk/appeals"))
    assert "Siti Contoh" in page and "Petugas Satu" in page and 'class="late"' not in page
    appeal.made_at -= timedelta(days=30)
    session.commit()
    assert text(second.get(f"{prefix}/desk/appeals")).count('class="late"') == 2


def test_another_officer_grants_it_and_the_certificate_is_back(second, appeal, session):
    page = text(second.get(f"/desk/appeals/{appeal.id}"))
    assert "Alasan petugas." in page and "LSP sudah menjelaskan nomornya." in page
    assert decide(second, appeal, outcome="granted", reason="LSP membenarkan.").status_code == 303
    session.expire_all()
    appeal = session.get_one(Appeal, appeal.id)
    assert (appeal.outcome, appeal.certificate.status) == (Outcome.GRANTED, Status.VERIFIED)
    assert "LSP membenarkan." in text(second.get(f"/desk/appeals/{appeal.id}"))
    assert "Siti Contoh" in text(second.get("/desk/appeals?closed=1"))


def test_who_decided_is_refused_and_told_why(client, sign_in, first, appeal, session):
    sign_in(client, first)
    page = text(client.get(f"/desk/appeals/{appeal.id}"))
    assert "Petugas lain yang harus memutuskan" in page and 'name="outcome"' not in page
    answer = decide(client, appeal, outcome="granted", reason="Saya sendiri.")
    assert answer.status_code == 403 and "Petugas lain yang harus memutuskan" in text(answer)
    session.expire_all()
    assert session.get_one(Appeal, appeal.id).outcome is None


def test_who_appealed_does_not_even_see_it(client, make, sign_in, appeal):
    account = appeal.certificate.artisan.account
    account.role = Role.OFFICER
    make.session.commit()
    sign_in(client, account)
    assert client.get(f"/desk/appeals/{appeal.id}").status_code == 403


def test_what_is_missing_is_said_and_a_second_decision_refused(second, appeal):
    answer = decide(second, appeal, reason="Tanpa hasil.")
    assert (
        answer.status_code == 422 and 'id="outcome-error"' in text(answer) and "Tanpa hasil." in text(answer)
    )
    assert decide(second, appeal, outcome="upheld", reason="Tetap.").status_code == 303
    assert decide(second, appeal, outcome="granted", reason="Terlambat.").status_code == 409


@pytest.mark.parametrize(
    ("status", "action", "words"),
    [
        (Status.REVOKED, Action.REVOKE, "tidak ada jalan kembali"),
        (Status.REJECTED, Action.REJECT, "mengirim ulang"),
    ],
)
def test_what_granting_cannot_do_is_said_before(second, make, status, action, words):
    appeal = make.appeal(make.decision(make.certificate(status=status), action))
    assert words in text(second.get(f"/desk/appeals/{appeal.id}"))
