from __future__ import annotations

import ast
import re
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from marketplace.access.actors import SYSTEM
from marketplace.access.roles import Role
from marketplace.audit import operations as journal
from marketplace.certificates.rules import Action as CertificateAction
from marketplace.desk.actions import ACTIONS
from marketplace.listings.rules import Action as ListingAction
from tests.architecture.sources import PACKAGE
from tests.conftest import SettableClock
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

PLACE = "/desk/journal"


@pytest.fixture
def officer(make: Make, client: ProofreadingClient, sign_in: Callable) -> None:
    sign_in(client, make.account(Role.OFFICER))


def shown(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'id="entry-(\d+)"', html)]


@pytest.mark.parametrize("role", [None, Role.BUYER, Role.ARTISAN])
def test_it_is_for_staff(
    client: ProofreadingClient, make: Make, sign_in: Callable, role: Role | None
) -> None:
    if role is not None:
        sign_in(client, make.account(role))
    assert client.get(PLACE).status_code == (303 if role is None else 403)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_empty_journal_says_so(client: ProofreadingClient, officer: None, prefix: str) -> None:
    assert client.get(prefix + PLACE).status_code == 200


def test_pages_follow_one_another_without_gap_or_repeat(
    client: ProofreadingClient,
    officer: None,
    session: Session,
    clock: SettableClock,
    make: Make,
    queries: Callable,
) -> None:
    who = make.account(name="Ratna")
    for number in range(120):
        journal.record(
            "account.disable", "account", who.id, actor=SYSTEM, at=clock(), note=f"<b>{number}</b>"
        )
    session.commit()
    seen: list[int] = []
    path = PLACE
    for page in range(3):
        with queries() as asked:
            html = client.get(path).get_data(as_text=True)
        assert len(asked) <= 4, asked
        assert "<b>" not in html
        seen += shown(html)
        journal.record("account.enable", "account", who.id, actor=SYSTEM, at=clock())
        session.commit()
        found = re.search(r'class="btn[^"]*" href="([^"]+after=[^"]+)"', html)
        assert (found is None) == (page == 2)
        path = found.group(1).replace("&amp;", "&") if found else ""
    assert len(seen) == 120
    assert seen == sorted(set(seen), reverse=True)


def test_it_can_be_filtered_by_action(
    client: ProofreadingClient, officer: None, session: Session, clock: SettableClock
) -> None:
    for action in ("scan.view", "certificate.verify", "something.new"):
        journal.record(action, "certificate", 7, actor=SYSTEM, at=clock())
    session.commit()
    assert len(shown(client.get(PLACE).get_data(as_text=True))) == 3
    assert "something.new" in client.get(PLACE).get_data(as_text=True), "never hidden for want of a word"
    assert len(shown(client.get(PLACE + "?action=scan.view").get_data(as_text=True))) == 1
    assert len(shown(client.get(PLACE + "?action=made.up").get_data(as_text=True))) == 3
    assert "/desk/certificates/7" in client.get("/en" + PLACE).get_data(as_text=True)


@pytest.mark.parametrize(
    "cursor", ["rubbish", "WyJhIl0", "W10", "WzEsMl0", "W251bGxd", "W3RydWVd", "%00", "a" * 600]
)
def test_a_cursor_nobody_gave_out_is_refused(client: ProofreadingClient, officer: None, cursor: str) -> None:
    assert client.get(f"{PLACE}?after={cursor}").status_code == 400


def test_every_action_that_is_recorded_has_words() -> None:
    recorded = {
        call.args[0].value
        for path in PACKAGE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and ast.unparse(call.func) == "journal.record"
        and isinstance(call.args[0], ast.Constant)
    }
    recorded |= {f"certificate.{action}" for action in CertificateAction}
    recorded |= {f"listing.{action}" for action in ListingAction}
    assert recorded - set(ACTIONS) == set()
