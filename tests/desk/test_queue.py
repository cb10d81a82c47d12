"""The officers' lists."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.certificates.models import Certificate, Decision
from marketplace.certificates.rules import Action, Status
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

SignIn = Callable[[ProofreadingClient, Account], str]
Queries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def desk(client: ProofreadingClient, sign_in: SignIn, make: Make) -> ProofreadingClient:
    sign_in(client, make.account(Role.OFFICER))
    return client


def asked_for_changes(make: Make, certificate: Certificate) -> None:
    certificate.decisions.append(
        Decision(
            action=Action.ASK_CHANGES,
            before=Status.SUBMITTED,
            after=Status.NEEDS_CHANGES,
            actor_name="Petugas",
            made_at=make.clock(),
        )
    )
    make.session.commit()


def text(client: ProofreadingClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/desk", "/desk/returned", "/desk/decided", "/desk/decided?q=tidak+ada"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_empty_lists_say_so(path: str, language: str, desk: ProofreadingClient) -> None:
    assert 'class="empty"' in text(desk, language + path)


def test_the_longest_waiting_comes_first_and_the_late_are_marked(
    desk: ProofreadingClient, make: Make
) -> None:
    """It is Tuesday: since Wednesday of the week before are four working days, since Thursday three."""
    now = make.clock()
    make.certificate(
        status=Status.SUBMITTED, holder_name="Baru Sekali", submitted_at=now - timedelta(hours=2)
    )
    make.certificate(status=Status.SUBMITTED, holder_name="Sejak Rabu", submitted_at=now - timedelta(days=6))
    make.certificate(status=Status.SUBMITTED, holder_name="Sejak Kamis", submitted_at=now - timedelta(days=5))
    make.certificate(status=Status.DRAFT, holder_name="Masih Draf")
    page = text(desk, "/desk")
    assert page.index("Sejak Rabu") < page.index("Sejak Kamis") < page.index("Baru Sekali")
    assert page.count(", lewat batas") == 1 and "6 hari, lewat batas" in page
    assert "Masih Draf" not in page and "3 pengajuan menunggu" in page


def test_one_kind_at_a_time_with_counts(desk: ProofreadingClient, make: Make) -> None:
    make.certificate(status=Status.SUBMITTED, holder_name="Orang Baru")
    again = make.certificate(status=Status.SUBMITTED, holder_name="Kirim Ulang")
    asked_for_changes(make, again)
    old = make.certificate(holder_name="Yang Lama")
    make.certificate(old.artisan, status=Status.SUBMITTED, holder_name="Perpanjang Lagi")
    for kind, name in (("new", "Orang Baru"), ("resubmitted", "Kirim Ulang"), ("renewal", "Perpanjang Lagi")):
        page = text(desk, f"/desk?kind={kind}")
        names = {"Orang Baru", "Kirim Ulang", "Perpanjang Lagi"}
        assert name in page and not any(other in page for other in names - {name})
    assert "Orang Baru" in text(desk, "/desk?kind=%00rubbish")


def test_what_was_sent_back_has_its_own_list(desk: ProofreadingClient, make: Make) -> None:
    make.certificate(status=Status.NEEDS_CHANGES, holder_name="Foto Buram")
    assert "Foto Buram" in text(desk, "/desk/returned") and "Foto Buram" not in text(desk, "/desk")


@pytest.mark.parametrize("words", ["sari", "BTG-7K4P", "btg7k4p", "no. 11111 2222 3 4444444 2025"])
def test_decided_ones_are_found_by_name_code_and_number(
    words: str, desk: ProofreadingClient, make: Make
) -> None:
    make.certificate(
        holder_name="Nurmala Sari",
        holder_name_folded="nurmala sari",
        code="BTG-7K4P",
        certificate_no_key="111112222344444442025",
    )
    make.certificate(holder_name="Orang Lain")
    page = text(desk, f"/desk/decided?q={words}")
    assert "Nurmala Sari" in page and "Orang Lain" not in page


@pytest.mark.parametrize("words", ["%25", "_", "---", "%00", "'" * 300, "٣"])
def test_odd_searches_find_nothing(words: str, desk: ProofreadingClient, make: Make) -> None:
    make.certificate(holder_name="Nurmala", holder_name_folded="nurmala")
    assert 'class="empty"' in text(desk, f"/desk/decided?q={words}") or words == "%00"


def test_long_lists_go_on(desk: ProofreadingClient, make: Make) -> None:
    artisan = make.artisan()
    officer = make.account(Role.OFFICER)
    for _ in range(52):
        make.certificate(artisan, decided_by_id=officer.id)
    page = text(desk, "/desk/decided")
    link = page.split("/desk/decided?after=")[1].split('"')[0]
    assert page.count("/desk/certificates/") == 50
    assert text(desk, f"/desk/decided?after={link}").count("/desk/certificates/") == 2
    assert text(desk, "/desk/decided?after=rubbish").count("/desk/certificates/") == 50


def test_queries_do_not_grow_with_the_queue(desk: ProofreadingClient, make: Make, queries: Queries) -> None:
    for _ in range(4):
        make.certificate(status=Status.SUBMITTED)
    with queries() as asked:
        desk.get("/desk")
    assert len(asked) <= 4, asked


@pytest.mark.parametrize("path", ["/desk", "/desk/returned", "/desk/decided"])
def test_only_officers_come_in(path: str, client: ProofreadingClient, sign_in: SignIn, make: Make) -> None:
    assert client.get(path).status_code == 303
    sign_in(client, make.artisan().account)
    assert client.get(path).status_code == 403
