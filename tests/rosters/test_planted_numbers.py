"""A number planted in a file is looked for everywhere afterwards: tables, files, logs, pages, the journal."""

from __future__ import annotations

import logging
import re

from marketplace.database.base import db
from tests.rosters.lists import a_list, birthday, certificate_no, letters, nik, person


def spaced(digits: str) -> str:
    """The number as people group it."""
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


SECRETS = [nik(1), nik(2), nik(3), spaced(nik(1)), "Rahasia", "081200000001"]


def everything_kept(app) -> str:
    with app.app_context(), db.engine.connect() as connection:
        tables = [str(connection.execute(table.select()).all()) for table in db.metadata.sorted_tables]
    settings = app.extensions["toolbox"].settings
    files = [path.read_bytes().decode("latin-1") for path in settings.data_dir.rglob("*") if path.is_file()]
    return "\n".join(tables + files)


def without_times(text: str) -> str:
    """Digits of hashes and moments can be anything; what is looked for are whole numbers and words."""
    return re.sub(r"[0-9a-f]{32,}", "", text)


def test_what_was_dropped_is_nowhere(app, desk, studio, make, caplog, outbox):
    caplog.set_level(logging.DEBUG)
    odd = person(2, f"Contoh Orang (NIK {spaced(nik(1))})")
    odd[6] = nik(1)
    data = a_list([person(1), odd, person(3, "Belum Contohan", "BK")])
    refused = desk.upload(b"PK" + nik(1).encode(), name=f"{nik(1)}.xlsx")
    assert refused.status_code == 422
    assert desk.upload(data, name=f"daftar {nik(1)}.xlsx").status_code == 303
    pages = [refused.text]
    pages.append(desk.client.get(f"/desk/rosters/{desk.newest().id}/columns").text)
    kept = everything_kept(app)
    assert desk.match().status_code == 303
    pages.append(desk.check())
    assert desk.confirm().status_code == 303
    pages.append(desk.client.get(f"/desk/rosters/{desk.newest().id}").text)
    hers = studio(make.artisan(name=f"Contoh Orang {letters(1)}").account)
    pages.append(hers.claim(certificate_no(2), birthday(1)).text)
    answer = hers.claim(certificate_no(1), birthday(1))
    pages.append(hers.client.get(answer.location).text)
    pages += [hers.client.get(path).text for path in ("/", "/artisans", "/studio/", "/studio/certificates")]
    pages.append(desk.client.get("/desk/journal").text)
    everything = "\n".join([kept, everything_kept(app), caplog.text, *pages, *map(str, outbox.letters)])
    assert "Contoh Orang" in everything  # it does look where things are
    for secret in SECRETS:
        assert secret not in everything, secret
    assert "1985" not in without_times(kept + everything_kept(app))
