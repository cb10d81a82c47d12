"""The second officer's answer, in the browser's terms."""

from __future__ import annotations

import pytest

from marketplace.access.roles import Role
from marketplace.certificates.rules import Status
from marketplace.proposals import queries


@pytest.fixture
def officers(app, make, sign_in):
    """Two officers at their desks."""
    desks = []
    for name in ("Ani", "Budi"):
        client = app.test_client()
        sign_in(client, make.account(Role.OFFICER, name=name))
        desks.append(client)
    return desks


def text(answer):
    return answer.get_data(as_text=True)


def propose(desk, certificate, **fields):
    case = f"/desk/certificates/{certificate.id}"
    given = {
        "csrf_token": desk.token(case),
        "version": certificate.version,
        "action": "revoke",
        "ground": "issuer",
        "reason": "Kata LSP.",
    }
    return desk.post(case, data=given | fields)


def answer(desk, certificate, **fields):
    case = f"/desk/certificates/{certificate.id}"
    (proposal,) = [one for one in queries.about(certificate.id) if one.answer is None] or queries.about(
        certificate.id
    )[:1]
    return desk.post(f"{case}/proposals/{proposal.id}", data={"csrf_token": desk.token(case)} | fields)


def test_one_proposes_the_other_finds_it_and_confirms(officers, make, session):
    certificate = make.certificate(code="BTG-7K4P")
    one, other = officers
    assert propose(one, certificate).status_code == 303
    own = text(one.get(f"/desk/certificates/{certificate.id}"))
    assert "Tarik kembali usulan" in own and 'name="confirms"' not in own
    assert 'value="revoke"' not in own and 'value="suspend"' in own
    assert "Ani" in text(other.get("/desk/proposals"))
    theirs = text(other.get(f"/desk/certificates/{certificate.id}"))
    assert 'name="confirms"' in theirs and "Kata LSP." in theirs
    assert answer(one, certificate, confirms="1").status_code == 403
    assert answer(other, certificate, confirms="1").status_code == 303
    session.expire_all()
    assert certificate.status is Status.REVOKED
    assert "Penerbitnya mencabut" in text(other.get("/c/BTG-7K4P"))
    again = answer(other, certificate, confirms="1")
    assert again.status_code == 409 and "sudah dijawab" in text(again)


def test_a_ground_is_asked_for_beside_its_field_and_the_words_stay(officers, make):
    certificate = make.certificate()
    refused = propose(officers[0], certificate, ground="", reason="Ketikan saya")
    assert refused.status_code == 422
    page = text(refused)
    assert 'id="ground-error"' in page and "Ketikan saya" in page
    assert '<details class="sure" open>' in page


def test_a_refusal_needs_words_beside_its_field(officers, make, session):
    certificate = make.certificate()
    propose(officers[0], certificate)
    refused = answer(officers[1], certificate, answer_note=" ")
    assert refused.status_code == 422 and 'id="answer_note-error"' in text(refused)
    assert answer(officers[1], certificate, answer_note="Bukti belum ada.").status_code == 303
    session.expire_all()
    assert certificate.status is Status.VERIFIED
    assert "Bukti belum ada." in text(officers[0].get(f"/desk/certificates/{certificate.id}"))


def test_a_proposal_under_another_file_is_none(officers, make):
    certificate, other = make.certificate(), make.certificate()
    propose(officers[0], certificate)
    (proposal,) = queries.about(certificate.id)
    case = f"/desk/certificates/{other.id}"
    token = officers[1].token(case)
    answered = officers[1].post(
        f"{case}/proposals/{proposal.id}", data={"csrf_token": token, "confirms": "1"}
    )
    assert answered.status_code == 404


def test_a_renewal_is_linked_on_the_page(officers, make, session):
    old = make.certificate(code="BTG-7K4P")
    new = make.certificate(old.artisan)
    case = f"/desk/certificates/{new.id}"
    page = text(officers[0].get(case))
    assert 'name="renews"' in page and "BTG-7K4P" in page
    data = {"csrf_token": officers[0].token(case), "renews": str(old.id)}
    assert officers[0].post(f"{case}/renews", data=data).status_code == 303
    session.expire_all()
    assert new.renews_id == old.id
    assert officers[0].post(f"{case}/renews", data=data | {"renews": "abc"}).status_code == 422
