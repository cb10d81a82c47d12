"""An identity number in the photo's bytes, its metadata and its name is found nowhere afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.adapters.jobs.runner import Runner
from marketplace.adapters.mail.memory import MemoryMailer
from marketplace.database.base import Model
from tests.conftest import SettableClock
from tests.desk.conftest import APPROVAL
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient
from tests.studio.certificate_browser import COMPLETE, PAPER, Browser, only

NIK = "6474014503900002"
PLANTED = re.compile(NIK.encode())


def paper_with_number() -> bytes:
    """Return a photo that says the number in its EXIF description, its comment and after its end."""
    file = BytesIO()
    picture = Image.open(BytesIO(PAPER))
    exif = picture.getexif()
    exif[0x010E] = f"NIK {NIK}"
    picture.save(file, "JPEG", exif=exif, comment=NIK.encode())
    return file.getvalue() + NIK.encode()


def folder(root: Path) -> bytes:
    return b"\n".join(
        str(path).encode() + path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    )


def test_a_planted_number_is_found_nowhere(
    app: Flask,
    client: ProofreadingClient,
    sign_in: Callable[..., str],
    make: Make,
    jobs: Runner,
    outbox: MemoryMailer,
    clock: SettableClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    artisan = make.artisan()
    sign_in(client, artisan.account)
    data = paper_with_number()
    assert len(PLANTED.findall(data)) == 3
    caplog.clear()  # planting it wrote of it
    sent = Browser(client).send(
        "/studio/certificates/new", "send", **COMPLETE, scan_front=(BytesIO(data), f"ktp {NIK}.jpg")
    )
    assert sent.status_code == 303, sent.get_data(as_text=True)
    jobs.run_all()
    certificate = only(make)
    (scan,) = certificate.scans
    assert scan.pages and not scan.failure

    page = client.get(f"/studio/certificates/{certificate.id}").get_data()
    (link,) = re.findall(rb'href="(/studio/certificates/\d+/scans/[^"]+)"', page)
    picture = client.get(link.decode())
    assert picture.status_code == 200
    with Image.open(BytesIO(picture.data)) as shown:
        assert not shown.getexif() and "comment" not in shown.info

    for path in ("/verify", "/", f"/artisans/{artisan.slug}"):
        assert client.get(f"{path}?q={NIK}").status_code < 500

    make.rekeying(certificate)
    at_the_desk = make.account(Role.OFFICER)
    officer = app.test_client()
    sign_in(officer, at_the_desk)
    path = f"/desk/certificates/{certificate.id}"
    decision = APPROVAL | {"version": certificate.version, "note": "Nama akun adalah nama panggilan."}
    assert officer.post(path, data=decision | {"csrf_token": officer.token(path)}).status_code == 303
    desk_pages = [officer.get(where) for where in ("/desk", path, "/desk/decided", "/desk/journal")]
    assert all(shown.status_code == 200 for shown in desk_pages)
    code = only(make).code
    record = [client.get(f"/c/{code}{kind}").data for kind in ("", ".txt", ".json")]
    clock.now += timedelta(days=900)  # it ends before long, and stands on the list for the LSP
    sign_in(officer, at_the_desk)
    exported = officer.get("/desk/renewals.csv").get_data()
    assert b"SITI RAHMAWATI" in exported

    box = app.extensions["toolbox"]
    rows = b"\n".join(
        repr(row).encode()
        for table in Model.metadata.sorted_tables
        for row in make.session.execute(select(table))
    )
    logged = repr([vars(record) for record in caplog.records])
    places = {
        "database": rows,
        "private files": folder(box.private_files.shelf.root),
        "media": folder(box.public_files.root),
        "mails": repr(outbox.letters).encode(),
        "logs": logged.encode(),
        "her page": page,
        "exports": exported,
        "the officers' pages": b"".join(shown.data for shown in desk_pages),
        "the record": b"".join(record),
        "the photo": picture.data + str(picture.headers).encode(),
        "public pages": b"".join(client.get(path).data for path in ("/", f"/artisans/{artisan.slug}")),
    }
    assert scan.digest.encode() in rows and b"TJS1" in places["private files"], (
        "the search looks at something"
    )
    assert [name for name, content in places.items() if PLANTED.search(content)] == []


@pytest.mark.parametrize("field", ["name", "message"])
def test_a_number_in_a_question_is_refused_and_kept_nowhere(
    field: str,
    app: Flask,
    client: ProofreadingClient,
    make: Make,
    jobs: Runner,
    outbox: MemoryMailer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    listing = make.listing()
    path = f"/products/{listing.slug}-{listing.code}"
    typed = {"name": "Dina", "contact": "dina@contoh.invalid", "message": "Apakah tas ini masih ada?"}
    typed[field] = f"Nomor saya {NIK[:4]} {NIK[4:]}"
    answer = client.post(f"{path}/inquiry", data={"csrf_token": client.token(path), **typed})
    assert answer.status_code == 422, answer.status_code
    assert f'id="{field}-error"' in answer.get_data(as_text=True)
    jobs.run_all()
    rows = repr(
        [row for table in Model.metadata.sorted_tables for row in make.session.execute(select(table))]
    )
    logged = repr([vars(record) for record in caplog.records if record.name != "asyncio"])
    for place in (rows, logged, repr(outbox.letters)):
        assert NIK[4:] not in place
