"""The page on which an artisan claims; what claiming does is tested with the lists."""

from __future__ import annotations

import re

from marketplace.rosters.models import ClaimTries
from marketplace.rosters.rules import MOST_TRIES


def test_the_page_is_reached_from_her_certificates_and_asks_for_two_things(client, sign_in, make):
    sign_in(client, make.artisan().account)
    assert "/studio/certificates/claim" in client.get("/studio/certificates").text
    page = client.get("/studio/certificates/claim").text
    form = page[page.index("<form class=") : page.index("</form>", page.index("<form class="))]
    assert re.findall(r'<input[^>]* name="(\w+)"', form) == ["csrf_token", "number", "fact"]


def test_what_she_typed_about_herself_is_not_shown_again(client, sign_in, make):
    sign_in(client, make.artisan().account)
    fields = {"number": "00000 1", "fact": "17-8-1985", "csrf_token": client.token("/studio/certificates")}
    page = client.post("/studio/certificates/claim", data=fields).text
    assert 'value="00000 1"' in page
    assert 'value="17-8-1985"' not in page


def test_without_a_try_left_there_is_no_form_but_the_other_way(client, sign_in, make, session):
    account = make.artisan().account
    session.add(ClaimTries(account_id=account.id, tries=MOST_TRIES))
    session.commit()
    sign_in(client, account)
    page = client.get("/studio/certificates/claim").text
    assert 'name="fact"' not in page
    assert "/studio/certificates/new" in page


def test_the_page_is_kept_by_nobody(client, sign_in, make):
    sign_in(client, make.artisan().account)
    assert "no-store" in client.get("/studio/certificates/claim").headers["Cache-Control"]
