"""The buyer's link is chance under our secret."""

from __future__ import annotations

from sqlalchemy import select

from marketplace.requests import links
from marketplace.requests.models import CustomRequest
from tests.requests.conftest import SECRET


def test_neither_the_row_nor_another_secret_opens_a_request(maker, ask, session):
    maker()
    request = ask()
    token = links.token_of(request, SECRET)
    row = " ".join(str(value) for value in session.execute(select(CustomRequest.__table__)).first())
    assert token not in row and links.token_of(request, "another") != token
