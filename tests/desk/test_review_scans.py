"""The scan beside the fields, and who may look at it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.audit.models import JournalEntry
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import ScanSide, Status
from tests.conftest import SettableClock
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

SignIn = Callable[[ProofreadingClient, Account], str]
Queries = Callable[[], AbstractContextManager[list[str]]]


def text(client: ProofreadingClient, certificate: Certificate, query: str = "") -> str:
    answer = client.get(f"/desk/certificates/{certificate.id}{query}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def with_pages(make: Make, app: Flask, certificate: Certificate, side: ScanSide, pages: int = 1) -> Any:
    files = app.extensions["toolbox"].private_files
    if not certificate.rekeyings:
        make.rekeying(certificate)  # else nobody would be shown the page yet
    return make.scan(
        certificate,
        side,
        pages=[
            {"number": number, "width": 1050, "height": 1425, "format": "webp",
             "key": files.put_unguessable(BytesIO(b"RIFF picture"), "webp")}
            for number in range(1, pages + 1)
        ],
    )  # fmt: skip


def link_in(page: str) -> str:
    """Return the address of the photo the page shows."""
    found = re.search(r'<img src="(/desk/certificates/[^"]+)"', page)
    assert found
    return found[1]


def looks(make: Make) -> int:
    return len(make.session.scalars(select(JournalEntry).where(JournalEntry.action == "scan.view")).all())


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (15, 410), (20, 410)])
def test_a_link_to_a_photo_ends_after_a_quarter_of_an_hour(
    app: Flask, desk: ProofreadingClient, make: Make, clock: SettableClock, minutes: int, status: int
) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    with_pages(make, app, certificate, ScanSide.FRONT)
    link = link_in(text(desk, certificate))
    clock.now += timedelta(minutes=minutes)
    answer = desk.get(link)
    assert answer.status_code == status
    assert "no-store" in answer.headers["Cache-Control"]
    if status == 410:
        assert "15 menit" in answer.get_data(as_text=True)
    assert looks(make) == (status == 200)


def test_a_copied_link_opens_for_nobody_else_and_for_no_other_page(
    app: Flask, desk: ProofreadingClient, sign_in: SignIn, make: Make
) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    with_pages(make, app, certificate, ScanSide.FRONT, pages=2)
    link = link_in(text(desk, certificate))
    assert desk.get(link.replace("/1?", "/2?")).status_code == 410
    assert desk.get(link.partition("?")[0]).status_code == 410
    assert desk.get(link[:-3] + "abc").status_code == 410
    sign_in(desk, make.account(Role.OFFICER, name="Petugas Lain"))
    answer = desk.get(link)
    assert answer.status_code == 403 and "bukan untuk akun Anda" in answer.get_data(as_text=True)
    assert looks(make) == 0


def test_sides_pages_and_sizes_are_links(app: Flask, desk: ProofreadingClient, make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    front = with_pages(make, app, certificate, ScanSide.FRONT, pages=2)
    back = with_pages(make, app, certificate, ScanSide.BACK)
    page = text(desk, certificate)
    assert f'src="/desk/certificates/{certificate.id}/scans/{front.id}/1?link=' in page
    assert "side=back" in page and "page=2" in page and "zoom=250" in page
    page = text(desk, certificate, "?side=back&zoom=150")
    assert f'src="/desk/certificates/{certificate.id}/scans/{back.id}/1?link=' in page
    assert "view__sheet--150" in page
    assert f"scans/{front.id}/2" in text(desk, certificate, "?side=front&page=2")
    assert f"scans/{front.id}/1" in text(desk, certificate, "?side=%00&page=99&zoom=evil")


def test_each_look_at_a_scan_is_noted(app: Flask, desk: ProofreadingClient, make: Make) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    with_pages(make, app, certificate, ScanSide.FRONT)
    link = link_in(text(desk, certificate))
    for _ in range(2):
        answer = desk.get(link)
        assert answer.status_code == 200 and answer.data == b"RIFF picture"
        assert answer.headers["Cache-Control"] == "private, no-store"
    looks = make.session.scalars(select(JournalEntry).where(JournalEntry.action == "scan.view")).all()
    assert len(looks) == 2 and looks[0].actor_name == "Petugas Kota"
    assert looks[0].subject_id == certificate.id and looks[0].details["page"] == 1
    assert looks[0].details["why"] == "desk.review" and looks[0].details["status"] == "submitted"


def test_a_scan_is_for_officers_and_its_owner_only(
    app: Flask, client: ProofreadingClient, sign_in: SignIn, make: Make
) -> None:
    certificate = make.certificate(status=Status.SUBMITTED)
    scan = with_pages(make, app, certificate, ScanSide.FRONT)
    path = f"/desk/certificates/{certificate.id}/scans/{scan.id}/1"
    assert client.get(path).status_code == 303
    sign_in(client, make.account(Role.BUYER))
    assert client.get(path).status_code == 403
    sign_in(client, make.artisan().account)
    assert client.get(path).status_code in (403, 404)
    assert client.get(path.replace("/desk/", "/studio/")).status_code == 404
    assert make.session.scalars(select(JournalEntry).where(JournalEntry.action == "scan.view")).all() == []


def test_a_photo_used_twice_is_laid_beside_the_other_and_each_look_is_noted(
    app: Flask, desk: ProofreadingClient, make: Make
) -> None:
    here, other = make.certificate(status=Status.SUBMITTED), make.certificate()
    mine, theirs = (with_pages(make, app, certificate, ScanSide.FRONT) for certificate in (here, other))
    mine.digest = theirs.digest
    make.session.commit()
    here_id, other_id = here.id, other.id
    pair = text(desk, here).split('class="pair"')[1].split("</details>")[0]
    links = re.findall(r'<img src="([^"]+)"', pair)
    assert [
        f"/certificates/{number}/" in link for number, link in zip((here_id, other_id), links, strict=True)
    ] == [
        True,
        True,
    ]
    assert pair.count('loading="lazy"') == 2
    for link in links:
        assert desk.get(link.replace("&amp;", "&")).status_code == 200
    looks = make.session.scalars(
        select(JournalEntry.subject_id).where(JournalEntry.action == "scan.view")
    ).all()
    assert sorted(map(int, looks)) == sorted([here_id, other_id])


def test_without_both_files_there_is_nothing_to_lay_side_by_side(
    app: Flask, desk: ProofreadingClient, make: Make
) -> None:
    here, other = make.certificate(status=Status.SUBMITTED), make.certificate()
    mine, theirs = with_pages(make, app, here, ScanSide.FRONT), make.scan(other)
    mine.digest = theirs.digest
    make.session.commit()
    page = text(desk, here)
    assert "Foto yang persis sama" in page or other.holder_name in page
    assert 'class="pair"' not in page
