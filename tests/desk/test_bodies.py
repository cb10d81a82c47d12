"""The register as officers keep it: noting, changing, refusing, remembering."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.artisans.rules import Technique
from marketplace.bodies.models import Body, Scheme

TYPED = {
    "name": "LSP Contoh",
    "stream": "lsp",
    "licence_no": "BNSP-LSP-0000-ID",
    "licence_status": "active",
    "checked_on": "2026-04-01",
    "directory_url": "https://contoh.invalid/lsp",
}


@pytest.fixture
def officer(client, make, sign_in):
    sign_in(client, make.account(Role.OFFICER))
    return client


def post(client, address: str, data: dict[str, object], page: str = ""):
    token = client.token(page or address)
    return client.post(address, data={"csrf_token": token, **data})


def test_a_body_is_noted_and_its_page_tells_the_story(officer, session) -> None:
    noted = post(officer, "/desk/bodies/new", TYPED)
    assert noted.status_code == 303
    where = noted.headers["Location"]
    changed = post(officer, f"{where}/edit", TYPED | {"licence_status": "suspended", "version": "1"})
    assert changed.status_code == 303
    page = officer.get("/en" + where).text
    assert "<del>Active</del> → <ins>Suspended</ins>" in page
    assert "LSP Contoh" in officer.get("/desk/bodies").text


def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(officer, session) -> None:
    wrong = {"name": "LSP Contoh", "stream": "lpk", "lsp_type": "p1", "directory_url": "http://x.id"}
    answer = post(officer, "/desk/bodies/new", wrong)
    assert answer.status_code == 422
    assert 'id="directory_url-error"' in answer.text and 'value="http://x.id"' in answer.text
    answer = post(officer, "/desk/bodies/new", wrong | {"directory_url": "", "licence_status": "active"})
    assert 'id="lsp_type-error"' in answer.text and 'id="checked_on-error"' in answer.text
    assert session.scalars(select(Body)).all() == []


def test_an_entry_changed_meanwhile_is_a_conflict(officer) -> None:
    where = post(officer, "/desk/bodies/new", TYPED).headers["Location"]
    post(officer, f"{where}/edit", TYPED | {"decree": "KEP.0001", "version": "1"})
    late = post(officer, f"{where}/edit", TYPED | {"decree": "KEP.0002", "version": "1"})
    assert late.status_code == 409 and "KEP.0002" in late.text
    assert "KEP.0001" in officer.get(where).text


def test_a_scheme_is_noted_with_units_and_techniques(officer, session) -> None:
    where = post(officer, "/desk/bodies/new", TYPED).headers["Location"]
    units = {
        "title": "Skema",
        "unit_title": ["Merajut", "", "Memasang"],
        "unit_code": ["C.1", "", ""],
        "unit_techniques": ["1:crochet", "3:macrame"],
    }
    assert post(officer, f"{where}/schemes/new", units).status_code == 303
    scheme = session.scalars(select(Scheme)).one()
    assert [(unit.title, unit.code, unit.techniques) for unit in scheme.units] == [
        ("Merajut", "C.1", {Technique.CROCHET}),
        ("Memasang", "", {Technique.MACRAME}),
    ]
    page = officer.get(f"{where}/schemes/{scheme.id}").text
    assert 'value="2:macrame" checked' in page
    late = post(officer, f"{where}/schemes/{scheme.id}", units | {"version": "7"})
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"unit_title": [""], "unit_code": ["C.1"]}, "unit_title"),
        ({"unit_title": ["A"], "unit_techniques": ["2:knit"]}, "unit_title"),
        ({"unit_title": ["A"], "unit_techniques": ["1:sewing"]}, "unit_techniques"),
        ({"level": "10"}, "level"),
        ({"title": ""}, "title"),
    ],
)
def test_a_scheme_that_cannot_be_read_says_where(officer, session, change, field) -> None:
    where = post(officer, "/desk/bodies/new", TYPED).headers["Location"]
    answer = post(officer, f"{where}/schemes/new", {"title": "Skema", **change})
    assert answer.status_code == 422 and f'id="{field}-error"' in answer.text
    assert session.scalars(select(Scheme)).all() == []


def test_more_rows_keep_what_was_typed(officer) -> None:
    where = post(officer, "/desk/bodies/new", TYPED).headers["Location"]
    answer = post(officer, f"{where}/schemes/new", {"unit_title": ["A"] * 4, "do": "units"})
    assert answer.status_code == 200 and 'id="unit_title-8"' in answer.text


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN])
def test_others_do_not_enter(client, make, sign_in, role) -> None:
    sign_in(client, make.account(role))
    assert client.get("/desk/bodies").status_code == 403
    assert client.get("/desk/bodies/new").status_code == 403
