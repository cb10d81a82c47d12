"""What a certificate covers, as officers note it, and taking units out from the review."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.access.roles import Role
from marketplace.bodies.models import Body
from marketplace.bodies.rules import Stream
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Status


@pytest.fixture
def officer(client, make, sign_in):
    sign_in(client, make.account(Role.OFFICER))
    return client


@pytest.fixture
def body(make, clock) -> Body:
    values = {"name": "LSP Contoh", "name_folded": "lsp contoh", "slug": "lsp-contoh", "stream": Stream.LSP}
    return make.keep(Body(**values, created_at=clock(), updated_at=clock()))


def test_a_body_is_suggested_and_never_chosen_beforehand(officer, make, body) -> None:
    certificate = make.certificate()
    page = officer.get(f"/en/desk/certificates/{certificate.id}/scope").text
    assert "The register has LSP Contoh" in page
    assert f'<option value="{body.id}">LSP Contoh' in page, "offered, not selected"


def test_what_was_found_is_kept_and_shown_in_review(officer, make, body, session) -> None:
    certificate = make.certificate(status=Status.SUBMITTED, paper=None, techniques=())
    unit, where = certificate.units[0].id, f"/desk/certificates/{certificate.id}"
    token = officer.token(f"{where}/scope")
    typed = {
        "csrf_token": token,
        "version": "1",
        "paper": "bnsp",
        "body": body.id,
        "techniques": f"{unit}:knit",
    }
    assert officer.post(f"{where}/scope", data=typed).headers["Location"] == where
    assert "Knitting" in officer.get("/en" + where).text
    session.expire_all()
    kept = session.get(Certificate, certificate.id)
    assert (kept.paper, kept.body_id, kept.body_name) == ("bnsp", body.id, "LSP Contoh")
    late = officer.post(f"{where}/scope", data=typed)
    assert late.status_code in (303, 409)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"techniques": "1:sewing"}, 422),
        ({"paper": "lpk"}, 422),
        ({"body": "999"}, 404),
        ({"version": "7"}, 409),
        ({"do": "copy"}, 422),
    ],
)
def test_what_cannot_be_kept_is_refused(officer, make, change, status) -> None:
    where = f"/desk/certificates/{make.certificate().id}/scope"
    data = {"csrf_token": officer.token(where), "version": "1", **change}
    assert officer.post(where, data=data).status_code == status


def test_units_are_taken_out_from_the_review(officer, make, session) -> None:
    certificate = make.certificate(units=("Satu", "Dua"), code="BTG-7K4P")
    unit, where = certificate.units[0].id, f"/desk/certificates/{certificate.id}"
    data = {"csrf_token": officer.token(where), "version": "1", "action": "reduce_scope", "reason": "Sebab."}
    assert officer.post(where, data=data).status_code == 422
    assert officer.post(where, data=data | {"units": unit}).status_code == 303
    record = officer.get("/en/c/BTG-7K4P").text
    assert "withdrawn on 14 April 2026" in record and "Units taken out" in record
    assert officer.get("/c/BTG-7K4P.json").json["units"][0]["withdrawn_on"] == "2026-04-14"


def test_units_are_given_back_from_the_review(officer, make, session) -> None:
    certificate = make.certificate(units=("Satu", "Dua"), code="BTG-7K4P")
    unit, where = certificate.units[0].id, f"/desk/certificates/{certificate.id}"
    assert "restore_scope" not in officer.get(where).text
    certificate.units[0].withdrawn_on = date(2026, 4, 1)
    session.commit()
    assert 'value="restore_scope"' in officer.get(where).text
    data = {
        "csrf_token": officer.token(where),
        "version": "1",
        "action": "restore_scope",
        "reason": "Keliru.",
    }
    refused = officer.post(where, data=data | {"units": unit})
    assert refused.status_code == 422 and 'id="units_back-error"' in refused.text
    assert officer.post(where, data=data | {"units_back": unit}).status_code == 303
    record = officer.get("/en/c/BTG-7K4P").text
    assert "withdrawn on" not in record and "Units given back" in record


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN])
def test_others_do_not_enter(client, make, sign_in, role) -> None:
    sign_in(client, make.account(role))
    assert client.get(f"/desk/certificates/{make.certificate().id}/scope").status_code == 403


def test_nobody_opens_it_for_their_own_file(client, make, sign_in) -> None:
    account = make.account(Role.OFFICER)
    certificate = make.certificate(make.artisan(account))
    sign_in(client, account)
    assert client.get(f"/desk/certificates/{certificate.id}/scope").status_code == 403
