"""Declared relatives, in the browser's terms."""

from __future__ import annotations

import pytest

from marketplace.access.roles import Role
from marketplace.certificates.rules import Status
from marketplace.relatives import queries


def text(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def case(make):
    certificate = make.certificate(make.artisan(name="Siti Contoh"), status=Status.SUBMITTED)
    return f"/desk/certificates/{certificate.id}"


def test_whoever_declares_a_relative_sees_no_buttons_any_more(client, make, sign_in, case):
    sign_in(client, make.account(Role.OFFICER))
    assert 'value="reject"' in text(client.get(case))
    token = client.token(case)
    assert client.post(f"{case}/related", data={"csrf_token": token}).status_code == 303
    page = text(client.get(case))
    assert 'value="reject"' not in page and "kerabat" in page
    refused = client.post(case, data={"csrf_token": token, "action": "reject", "reason": "x", "version": "1"})
    assert refused.status_code == 403
    assert "Siti Contoh" in text(client.get("/desk/relatives"))
    assert client.post(f"{case}/related", data={"csrf_token": token}).status_code == 409


def test_an_admin_ends_a_colleagues_relation_and_never_an_own_one(app, make, sign_in, case):
    officer, admin = app.test_client(), app.test_client()
    for client, role in ((officer, Role.OFFICER), (admin, Role.ADMIN)):
        sign_in(client, make.account(role))
        client.post(f"{case}/related", data={"csrf_token": client.token(case)})
    own, colleagues = queries.declared()
    token = admin.token("/desk/relatives")
    for relation, status in ((own, 403), (colleagues, 303), (colleagues, 404)):
        answer = admin.post(f"/desk/relatives/{relation.id}/end", data={"csrf_token": token})
        assert answer.status_code == status
    assert 'value="reject"' in text(officer.get(case))


def test_nobody_declared_says_so(client, make, sign_in):
    sign_in(client, make.account(Role.OFFICER))
    assert "Belum ada kerabat" in text(client.get("/desk/relatives"))
