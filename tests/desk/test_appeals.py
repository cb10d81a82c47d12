"""Appeals at the desk: another officer decides, and is told so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.access.roles import Role
from marketplace.appeals import queries
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


@pytest.fixture
def rejection(make, first):
    certificate = make.certificate(make.artisan(name="Siti Contoh"), status=Status.REJECTED)
    return make.appeal(make.decision(certificate, Action.REJECT, actor_id=first.id, actor_name=first.name))


@pytest.fixture
def third(app, make, sign_in):
    client = app.test_client()
    sign_in(client, make.account(Role.OFFICER, name="Petugas Tiga"))
    return client


def answer(client, appeal, **sent):
    (proposal, *_) = queries.upholdings(appeal.id)
    data = {"csrf_token": client.token("/desk/journal"), **sent}
    return client.post(f"/desk/appeals/{appeal.id}/proposals/{proposal.id}", data=data)


def test_that_a_rejection_stands_is_proposed_and_confirmed_by_a_third(second, third, rejection, session):
    assert "butuh dua petugas" in text(second.get(f"/desk/appeals/{rejection.id}"))
    assert decide(second, rejection, outcome="upheld", reason="Nomor tidak ada.").status_code == 303
    session.expire_all()
    assert rejection.outcome is None
    own = text(second.get(f"/desk/appeals/{rejection.id}"))
    assert "Tarik kembali usulan" in own and 'name="confirms"' not in own and 'name="outcome"' not in own
    assert answer(second, rejection, confirms="1").status_code == 403
    listed = text(third.get("/desk/proposals"))
    assert f'href="/desk/appeals/{rejection.id}#proposal"' in listed and "Petugas Dua" in listed
    theirs = text(third.get(f"/desk/appeals/{rejection.id}"))
    assert 'name="confirms"' in theirs and "Nomor tidak ada." in theirs
    assert answer(third, rejection, confirms="1").status_code == 303
    session.expire_all()
    assert rejection.outcome is Outcome.UPHELD
    assert "Usulan terdahulu" in text(third.get(f"/desk/appeals/{rejection.id}"))
    again = answer(third, rejection, confirms="1")
    assert again.status_code == 409 and "sudah dijawab" in text(again)


def test_a_refusal_needs_words_beside_its_field(second, third, rejection, session):
    decide(second, rejection, outcome="upheld", reason="Nomor tidak ada.")
    refused = answer(third, rejection, answer_note=" ")
    assert refused.status_code == 422 and 'id="answer_note-error"' in text(refused)
    assert answer(third, rejection, answer_note="Suratnya asli.").status_code == 303
    page = text(second.get(f"/desk/appeals/{rejection.id}"))
    assert "Suratnya asli." in page and 'name="outcome"' in page


def test_granting_is_refused_while_a_proposal_waits_and_the_words_stay(second, third, rejection):
    seen = rejection.version
    decide(second, rejection, outcome="upheld", reason="Nomor tidak ada.")
    late = decide(third, rejection, outcome="granted", reason="Ketikan saya", version=seen)
    assert late.status_code == 409 and "menunggu petugas kedua" in text(late)
    assert "Ketikan saya" in text(late)


def test_who_rejected_sees_the_proposal_and_cannot_answer_it(client, second, sign_in, app, first, rejection):
    decide(second, rejection, outcome="upheld", reason="Nomor tidak ada.")
    rejected_by = app.test_client()
    sign_in(rejected_by, first)
    page = text(rejected_by.get(f"/desk/appeals/{rejection.id}"))
    assert "Petugas lain yang harus memutuskan" in page and 'name="confirms"' not in page
    assert answer(rejected_by, rejection, confirms="1").status_code == 403


def test_a_proposal_under_another_appeal_is_none(second, third, rejection, appeal):
    decide(second, rejection, outcome="upheld", reason="Nomor tidak ada.")
    (proposal,) = queries.upholdings(rejection.id)
    data = {"csrf_token": third.token("/desk/journal"), "confirms": "1"}
    assert third.post(f"/desk/appeals/{appeal.id}/proposals/{proposal.id}", data=data).status_code == 404
