"""Who may enter where: every endpoint stands in this table, and the running site keeps to it."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.web.doors import Door, door_of
from tests.web.doors_table import TABLE

VALUES = {
    "slug": "nobody",
    "code": "0000000000",
    "token": "x",
    "key": "x",
    "piece": "x",
    "side": "front",
    "kind": "csv",
}
ROLES = {
    "buyer": Role.BUYER,
    "artisan": Role.ARTISAN,
    "officer": Role.OFFICER,
    "admin": Role.ADMIN,
    "lsp": Role.LSP,
}


def described(door: Door) -> str:
    what = "everybody" if door.public else door.permission.value if door.permission else "signed in"
    marks = (" + form" * door.form, " + journal" * door.writes, " + uploads" * door.uploads)
    return what + "".join(marks)


def test_the_table_is_the_site(app: Flask) -> None:
    found: dict[str, list[str]] = {}
    for endpoint in sorted(app.view_functions):
        door = door_of(app, endpoint)
        assert door is not None
        found.setdefault(described(door), []).append(endpoint)
    assert {what: tuple(endpoints) for what, endpoints in found.items()} == TABLE


def addresses(app: Flask, method: str) -> list[tuple[str, str]]:
    """An address for every rule that takes the method; its values lead to nothing that exists."""
    found = []
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("127.0.0.1:8000")
        for rule in app.url_map.iter_rules():
            if method not in (rule.methods or ()):
                continue
            values = {
                name: 1 if isinstance(rule._converters[name], IntegerConverter) else VALUES.get(name, "x")
                for name in rule.arguments
            }
            found.append((rule.endpoint, adapter.build(rule.endpoint, values, method=method)))
    return found


@pytest.mark.parametrize("role", ["anonymous", *ROLES])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_running_site_keeps_to_its_doors(app, client, make, sign_in, role, method):
    actor, token = None, ""
    if role != "anonymous":
        account = make.account(ROLES[role])
        artisan = make.artisan(account) if role == "artisan" else None
        sign_in(client, account)
        actor = Actor(
            account.id,
            account.role,
            account.name,
            artisan.id if artisan else None,
            second_factor=True,
            body_id=account.body_id,
        )
        token = client.token("/account")
    for endpoint, address in addresses(app, method):
        if endpoint in ("accounts.sign_out", "accounts.end_sign_ins", "accounts.end_sign_in"):
            continue  # these end the very session the others are tried with
        door = door_of(app, endpoint)
        assert door is not None
        response = client.open(
            address, method=method, data={"csrf_token": token} if method == "POST" else None
        )
        closed = response.status_code in (401, 403) or "/sign-in" in response.headers.get("Location", "")
        assert response.status_code < 500, (endpoint, response.status_code)
        if door.admits(actor):
            continue  # what lies behind may still refuse: somebody else's things, a step that is missing
        if method == "GET" or actor is not None:
            assert closed, (endpoint, response.status_code)
        else:
            assert closed or response.status_code == 400, (endpoint, response.status_code)


def test_somebody_of_a_body_enters_their_one_page_and_what_everybody_enters(app: Flask) -> None:
    actor = Actor(1, Role.LSP, "Contoh", second_factor=True, body_id=1)
    entered = {
        name
        for name in app.view_functions
        if (door := door_of(app, name)) is not None and not door.public and door.admits(actor)
    }
    assert entered == {
        *TABLE["confirm_holder"],
        *TABLE["signed in"],
        *TABLE["signed in + journal"],
        *TABLE["signed in + uploads"],
    }


def test_an_artisan_cannot_look_at_scans_through_the_officers_door(client, make, sign_in):
    certificate = make.certificate()
    scan = make.scan(certificate, pages=[{"number": 1, "key": "x", "width": 1, "height": 1}])
    sign_in(client, make.artisan().account)
    assert client.get(f"/desk/certificates/{certificate.id}/scans/{scan.id}/1").status_code in (403, 404)
