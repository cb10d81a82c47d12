"""Answering signed in: her own drafts alone, and the log of who drafted and what she said."""

from __future__ import annotations

from marketplace.approvals.rules import Means
from marketplace.listings.rules import State
from tests.approvals.conftest import ask as ask
from tests.approvals.conftest import asked as asked
from tests.approvals.conftest import draft as draft
from tests.approvals.conftest import helper as helper
from tests.helping.conftest import Hand
from tests.helping.conftest import budi as budi
from tests.helping.conftest import employ as employ
from tests.helping.conftest import invite as invite
from tests.helping.conftest import siti as siti


def test_she_approves_signed_in_and_reads_the_log(client, sign_in, asked, draft, siti, session):
    sign_in(client, siti.account)
    hers = Hand(client)
    assert f"/studio/approvals/{asked.id}" in hers.text("/studio/approvals")
    page = hers.get(f"/studio/approvals/{asked.id}")
    assert page.status_code == 200 and "no-store" in page.headers["Cache-Control"]
    assert hers.post(f"/studio/approvals/{asked.id}", do="approve", made_by="self").status_code == 303
    session.expire_all()
    assert (draft.state, asked.means) == (State.PUBLISHED, Means.SIGN_IN)
    log = hers.text("/studio/approvals")
    assert "draf oleh Budi Pembantu" in log and "Disetujui, sudah tampil, setelah masuk" in log


def test_anothers_is_not_there(client, sign_in, asked, make, draft, session):
    sign_in(client, make.artisan().account)
    other = Hand(client)
    assert other.get(f"/studio/approvals/{asked.id}").status_code == 404
    assert other.post(f"/studio/approvals/{asked.id}", do="approve", made_by="self").status_code == 404
    assert draft.title not in other.text("/studio/approvals")
    session.expire_all()
    assert draft.state is State.DRAFT


def test_the_notice_leads_to_the_page_that_asks_her_to_sign_in(client, asked):
    assert client.get(f"/studio/approvals/{asked.id}").status_code in (303, 401)
