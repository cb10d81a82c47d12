"""Letters about requests, in the reader's language; none says how anybody is reached."""

from __future__ import annotations

import pytest

from marketplace.web.letters import render

DEEDS = {
    "receipt": "is sent",
    "offer": "makes you an offer",
    "declined": "cannot make your bag",
    "taken": "Agreed",
    "end": "what was ordered stays",
    "lapse": "ended without an order",
}


@pytest.mark.parametrize(("deed", "words"), DEEDS.items())
def test_each_news_has_a_subject_of_its_own(app, deed, words):
    values = {"name": "Rina", "maker": "Siti", "deed": deed, "where": ["requests.show", {"token": "t"}]}
    with app.app_context():
        subject, body = render("request_news", "en", values)
    assert words in subject and "/en/requests/t" in body


@pytest.mark.parametrize(("deed", "words"), [("asked", "asks you to make"), ("ended", "without your offer")])
def test_an_artisan_is_told_what_and_until_when_and_not_whose(app, deed, words):
    values = {"name": "Siti", "quantity": 12, "until": "2026-05-01", "deed": deed}
    with app.app_context():
        subject, body = render(
            "custom_request", "en", values | {"where": ["studio.request", {"code": "ABCDEFGHJK"}]}
        )
    assert words in subject and "/studio/requests/ABCDEFGHJK" in body
    assert ("1 May 2026" in body) is (deed == "asked")
