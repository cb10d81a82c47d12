"""How far an artisan sells, in words, on her page, on a bag's page, and from her profile."""

from __future__ import annotations

from flask_babel import force_locale

from marketplace.artisans.market_words import market_lines, market_sentence
from marketplace.artisans.models import Artisan

ROW = {"local": ["collected", "brought"], "abroad": ["partner"]}


def test_in_words(app):
    with app.test_request_context("/"), force_locale("en"):
        assert market_lines(ROW) == [
            "In her city or regency: Collected from her, Brought by her",
            "To other countries: Through a shop or exporter",
        ]
        assert market_sentence(ROW) == "The artisan sells to: her city or regency, other countries."
        assert market_lines(None) == [] and market_sentence(None) == market_sentence({}) == ""


def test_it_stands_on_both_pages_where_it_was_recorded_and_costs_no_question(client, make, session, queries):
    bag = make.listing()
    paths = (f"/en/artisans/{bag.artisan.slug}", f"/en/products/{bag.slug}-{bag.code}")
    before = []
    for path in paths:
        with queries() as asked:
            page = client.get(path).text
        assert "other countries" not in page and "Sells" not in page
        before.append(len(asked))
    bag.artisan.markets = ROW
    session.commit()
    for path, count in zip(paths, before, strict=True):
        with queries() as asked:
            page = client.get(path).text
        assert "other countries" in page and len(asked) == count


def test_she_ticks_the_ways_in_her_profile_and_takes_them_back(client, make, sign_in, session):
    artisan = make.artisan()
    sign_in(client, artisan.account)
    said = {"name": artisan.name, "show_profile": "1", "market_local": ["post", "collected"]}
    for typed, row in ((said, {"local": ["collected", "post"]}), (said | {"market_local": []}, None)):
        data = {"csrf_token": client.token("/studio/profile"), **typed}
        assert client.post("/studio/profile", data=data).status_code == 303
        session.expire_all()
        assert session.get_one(Artisan, artisan.id).markets == row
        assert client.get("/studio/profile").text.count('name="market_local"') == 6
    wrong = {"csrf_token": client.token("/studio/profile"), **said, "market_abroad": ["balloon"]}
    answer = client.post("/studio/profile", data=wrong)
    assert answer.status_code == 422 and 'id="market_abroad-error"' in answer.text
