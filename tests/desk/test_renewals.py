"""The renewal desk as officers use it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from marketplace.access.roles import Role
from marketplace.renewals.models import DoneStep
from marketplace.renewals.rules import Step

TODAY = date(2026, 4, 14)


@pytest.fixture
def desk(client, make, sign_in):
    sign_in(client, make.account(Role.OFFICER))
    return client


def text(response):
    return response.get_data(as_text=True)


def test_an_empty_desk_says_so(desk):
    assert "Belum ada yang segera berakhir" in text(desk.get("/desk/renewals"))


def test_holders_stand_under_their_month_with_what_they_need(desk, make):
    make.certificate(make.artisan(name="Siti Contoh"), valid_until=TODAY + timedelta(days=30))
    page = text(desk.get("/desk/renewals"))
    assert "Mei 2026" in page
    assert "Daftar paling lambat 14 April 2026" in page
    assert "Belum diingatkan" in page


def test_a_step_is_kept_and_shown_again(desk, make, session):
    certificate = make.certificate(valid_until=TODAY + timedelta(days=30))
    session.commit()
    token = desk.token("/desk/renewals")
    answer = desk.post(
        f"/desk/renewals/{certificate.id}", data={"csrf_token": token, "done": ["fee", "contacted"]}
    )
    assert answer.status_code == 303
    assert {row.step for row in session.query(DoneStep)} == {Step.FEE, Step.CONTACTED}
    assert text(desk.get("/desk/renewals")).count("checked") == 2


def test_an_unknown_step_changes_nothing_it_does_not_name(desk, make, session):
    certificate = make.certificate(valid_until=TODAY + timedelta(days=30))
    session.commit()
    token = desk.token("/desk/renewals")
    answer = desk.post(f"/desk/renewals/{certificate.id}", data={"csrf_token": token, "done": ["bribe"]})
    assert answer.status_code == 422
    assert session.query(DoneStep).count() == 0


def test_the_list_for_the_lsp_runs_no_formula_and_leaves_a_trace(desk, make):
    make.certificate(holder_name="=HYPERLINK(1)", valid_until=TODAY + timedelta(days=30))
    answer = desk.get("/desk/renewals.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "'=HYPERLINK(1)" in text(answer)
    assert "Daftar untuk LSP diambil" in text(desk.get("/desk/journal"))


@pytest.mark.parametrize("role", [Role.BUYER, Role.ARTISAN])
def test_nobody_else_sees_it(client, make, sign_in, role):
    sign_in(client, make.account(role))
    for path in ("/desk/renewals", "/desk/renewals.csv"):
        assert client.get(path).status_code == 403
