"""The button with which an artisan has the photos of her certificate deleted."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask

from marketplace.accounts.models import Account
from marketplace.adapters.jobs.runner import Runner
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Status
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

SignIn = Callable[[ProofreadingClient, Account], str]


@pytest.fixture
def certificate(app: Flask, make: Make) -> Certificate:
    files = app.extensions["toolbox"].private_files
    certificate = make.certificate()
    page = {"number": 1, "width": 10, "height": 10, "format": "webp"}
    make.scan(
        certificate,
        original_key=files.put_unguessable(BytesIO(b"the paper"), "jpg"),
        pages=[page | {"key": files.put_unguessable(BytesIO(b"its copy"), "webp")}],
    )
    return certificate


def press(client: ProofreadingClient, certificate: Certificate, token: str | None = None) -> int:
    path = f"/studio/certificates/{certificate.id}/scans/delete"
    data = {"csrf_token": client.token("/account") if token is None else token}
    return client.post(path, data=data).status_code


def test_her_photos_go_at_once_and_their_trace_stays(
    app: Flask,
    client: ProofreadingClient,
    sign_in: SignIn,
    make: Make,
    jobs: Runner,
    certificate: Certificate,
) -> None:
    sign_in(client, certificate.artisan.account)
    files = app.extensions["toolbox"].private_files
    keys = [certificate.scans[0].original_key, certificate.scans[0].pages[0]["key"]]
    page = client.get(f"/studio/certificates/{certificate.id}").get_data(as_text=True)
    assert f'action="/studio/certificates/{certificate.id}/scans/delete"' in page
    link = re.search(r'href="(/studio/certificates/\d+/scans/[^"]+)"', page)
    assert link and client.get(link[1]).status_code == 200
    digest, number = certificate.scans[0].digest, certificate.id
    assert press(client, certificate) == 303
    make.session.expire_all()
    (scan,) = certificate.scans
    assert (scan.original_key, scan.pages, scan.digest) == (None, [], digest)
    assert scan.forgotten_at is not None and certificate.status is Status.VERIFIED
    jobs.run_all()
    assert not any(files.exists(key) for key in keys)
    assert client.get(link[1]).status_code in (404, 410)
    page = client.get(f"/studio/certificates/{number}").get_data(as_text=True)
    assert "scans/delete" not in page
    assert client.get(f"/c/{certificate.code}").status_code == 200


def test_a_second_press_finds_nothing_to_delete(
    client: ProofreadingClient, sign_in: SignIn, certificate: Certificate
) -> None:
    sign_in(client, certificate.artisan.account)
    assert press(client, certificate) == 303
    assert press(client, certificate) == 409


def test_nobody_else_and_no_other_site_may_press(
    client: ProofreadingClient, sign_in: SignIn, make: Make, certificate: Certificate
) -> None:
    other = make.artisan()
    sign_in(client, other.account)
    assert press(client, certificate) == 404
    sign_in(client, certificate.artisan.account)
    assert press(client, certificate, token="") in (400, 403)
    make.session.expire_all()
    assert certificate.scans[0].forgotten_at is None


def test_while_an_officer_decides_the_photos_stay(
    client: ProofreadingClient, sign_in: SignIn, make: Make
) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    make.scan(certificate)
    sign_in(client, certificate.artisan.account)
    assert press(client, certificate) == 409
    make.session.expire_all()
    assert certificate.scans[0].forgotten_at is None
