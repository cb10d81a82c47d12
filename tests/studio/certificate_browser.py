"""An artisan at her certificate form, for the tests of it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from marketplace.accounts.models import Account
from marketplace.certificates.models import Certificate
from tests.factories.make import Make
from tests.proofreading import ProofreadingClient

SignIn = Callable[[ProofreadingClient, Account], str]
PAPER = (Path(__file__).resolve().parents[2] / "marketplace/demo/photos/zigzag-a.jpg").read_bytes()
COMPLETE = {
    "paper": "bnsp",
    "holder_name": "SITI  RAHMAWATI",
    "certificate_no": "No. 00000 0000 0 0000007 2025",
    "registration_no": "CTH.000 00007 2025",
    "blanko_no": "0000 0007",
    "body_name": "LSP Contoh",
    "body_licence_no": "BNSP-LSP-0000-ID",
    "scheme": "Pembuatan Tas Rajut",
    "issue_place": "Jakarta",
    "issue_date": "31 Oktober 2025",
    "term": "three_years",
    "unit_title": ["Merajut badan tas", "", "Memasang furing"],
    "unit_code": ["CONTOH.001", "", ""],
    "consent": "1",
}


class Browser:
    """The artisan at her form."""

    def __init__(self, client: ProofreadingClient) -> None:
        self.client = client

    def send(self, path: str, do: str, **fields: Any) -> TestResponse:
        data: MultiDict[str, Any] = MultiDict([("do", do), ("csrf_token", self.client.token(path))])
        for name, value in fields.items():
            for item in value if isinstance(value, list) else [value]:
                data.add(name, item)
        return self.client.post(path, data=data, content_type="multipart/form-data")


def photo(data: bytes = PAPER, name: str = "sertifikat saya.jpg") -> tuple[BytesIO, str]:
    return BytesIO(data), name


def only(make: Make) -> Certificate:
    make.session.expire_all()
    return make.session.scalars(select(Certificate)).one()


def stored_files(client: ProofreadingClient) -> list[str]:
    return sorted(client.application.extensions["toolbox"].private_files.keys())


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="', 1)[1].split('"', 1)[0]
