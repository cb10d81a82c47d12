"""Links for one person and a short time; tried through the pages in tests/desk/test_review_scans.py."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace.kit.errors import Gone
from marketplace.web import private_links


def test_an_address_without_a_link_has_no_origin_and_shows_nothing(app: Flask) -> None:
    with app.test_request_context("/"):
        assert private_links.opened_from() is None
        with pytest.raises(Gone, match=r"link\.over"):
            private_links.needed(None)


@pytest.mark.parametrize("token", ["x", "a.b", "W10.x", "\u00e9"])
def test_what_we_did_not_sign_is_over(app: Flask, token: str) -> None:
    with app.test_request_context("/", query_string={"link": token}), pytest.raises(Gone):
        private_links.opened_from()
