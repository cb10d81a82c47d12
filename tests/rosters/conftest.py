"""An officer at the desk with a list, and artisans at their studios."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.rosters.models import Roster
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient
from tests.rosters.lists import a_list, person

ORIGIN = {
    "event": "Tas rajut, Oktober 2025 (contoh)",
    "body_name": "LSP Contoh",
    "body_licence_no": "BNSP-LSP-000-ID",
    "scheme": "Pembuatan Tas Rajut (contoh)",
    "issue_date": "31 Oktober 2025",
    "term_months": "36",
    "units": "CONTOH.000.001 Merajut badan tas\nMemasang pegangan",
}


class Desk:
    """The steps of an import, as a browser takes them."""

    def __init__(self, client: ProofreadingClient, session: Session) -> None:
        self.client = client
        self.session = session
        self.token = ""

    def post(self, path: str, fields: dict[str, object] | None = None):
        self.token = self.token or self.client.token("/desk/rosters")  # it is the session's, not the page's
        self.session.rollback()
        return self.client.post(path, data={**(fields or {}), "csrf_token": self.token})

    def upload(self, data: bytes, name: str = "hasil.xlsx", **changes: str):
        fields = ORIGIN | changes
        return self.post("/desk/rosters/new", {**fields, "file": (BytesIO(data), name)})

    def newest(self) -> Roster:
        self.session.rollback()
        roster = self.session.scalars(select(Roster).order_by(Roster.id.desc()).limit(1)).one()
        self.session.refresh(roster)
        return roster

    def match(self, **changes: object):
        """Send the columns as they were guessed."""
        roster = self.newest()
        page = self.client.get(f"/desk/rosters/{roster.id}/columns").text
        chosen = [
            (re.search(r'<option value="([a-z_]*)" selected', select_) or ["", ""])[1]
            for select_ in re.findall(r'<select[^>]*name="column">.*?</select>', page, re.S)
        ]
        fact = re.search(r'name="fact" value="([a-z_]+)" checked', page)
        fields: dict[str, object] = {
            "version": roster.version,
            "column": chosen,
            "fact": fact[1] if fact else "",
        }
        return self.post(f"/desk/rosters/{roster.id}/columns", fields | changes)

    def check(self) -> str:
        return self.client.get(f"/desk/rosters/{self.newest().id}/check").text

    def confirm(self, page: str = ""):
        roster = self.newest()
        seen = re.search(r'name="seen" value="(\w+)"', page or self.check())
        return self.post(
            f"/desk/rosters/{roster.id}/import",
            {"version": roster.version, "seen": seen[1] if seen else "none"},
        )

    def bring(self, data: bytes, **changes: str) -> Roster:
        """All four steps."""
        assert self.upload(data, **changes).status_code == 303
        assert self.match().status_code == 303
        assert self.confirm().status_code == 303
        return self.newest()


@pytest.fixture
def officer(make: Make) -> Account:
    return make.account(Role.OFFICER, name="Petugas Contoh")


@pytest.fixture
def desk(client: ProofreadingClient, session: Session, sign_in: Callable[..., str], officer: Account) -> Desk:
    sign_in(client, officer)
    return Desk(client, session)


@pytest.fixture
def roster(desk: Desk) -> Roster:
    """Three competent people and one who is not yet."""
    return desk.bring(a_list([person(1), person(2), person(3), person(4, "Belum Contohan", "BK")]))


@pytest.fixture
def studio(app: Flask, session: Session, sign_in: Callable[..., str]) -> Callable[[Account], Studio]:
    def enter(account: Account) -> Studio:
        app.test_client_class = ProofreadingClient
        client = app.test_client()
        sign_in(client, account)
        return Studio(client)

    return enter


class Studio:
    """An artisan who claims."""

    def __init__(self, client) -> None:
        self.client = client

    def claim(self, number: str, fact: str):
        token = self.client.token("/studio/certificates")
        return self.client.post(
            "/studio/certificates/claim", data={"number": number, "fact": fact, "csrf_token": token}
        )
