"""What people may send about alerts."""

from __future__ import annotations

import pytest

from marketplace.alerts.rules import MAX_QUERY
from marketplace.alerts.schemas import Letters, WishByMail
from marketplace.web.forms import read_values


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"query": "type=tote", "email": " Rina@Contoh.invalid "}, set()),
        ({"query": "type=tote"}, {"email"}),
        ({"query": "type=tote", "email": "rina"}, {"email"}),
        ({"query": "q=" + "x" * MAX_QUERY, "email": "a@b.invalid"}, {"query"}),
        ({"follow": "x" * 121, "email": "a@b.invalid"}, {"follow"}),
    ],
)
def test_a_wish_by_mail_needs_an_address(app, values, wrong):
    with app.test_request_context():
        form = read_values(WishByMail, values)
        assert set(form.errors) == wrong
        if not wrong:
            assert form.data.email == "rina@contoh.invalid"


def test_letters_are_on_or_off(app):
    with app.test_request_context():
        assert read_values(Letters, {"letters": "off"}).ok
        assert not read_values(Letters, {"letters": "maybe"}).ok
