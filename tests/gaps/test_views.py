"""From a search that found nothing to a sum that is shown: no name, no number, no cookie on the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from marketplace.access.roles import Role
from marketplace.gaps.models import Gap
from marketplace.gaps.operations import write_down
from marketplace.toolbox import toolbox


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture(autouse=True)
def _fresh(app):
    app.extensions["toolbox"].searched.take()


def search(client, query):
    response = client.get(f"/products?{query}")
    assert response.status_code == 200 and "Set-Cookie" not in response.headers
    return response


def counted():
    return dict(toolbox().searched.take())


def test_a_search_in_vain_is_counted_by_what_we_know_of_it(client, make, clock, session):
    make.listing(make.artisan(name="Siti Contoh"))
    page = search(client, "q=makrame+clutch+siti+081234567890&colour=red&place=64.74.01.1001&place=99.99")
    assert "wishes?for=" in text(page)
    day = clock().date()
    assert counted() == {("technique=macrame type=clutch place=64.74.01.1001 colour=red", day): 1}
    assert session.scalars(select(Gap)).all() == [], "a GET writes nothing"


@pytest.mark.parametrize(
    "query", ["q=tote+siti", "type=tote&band=under_100", "q=crochet&type=tote&colour=navy&q=x"]
)
def test_what_is_on_offer_was_not_missed_whatever_else_was_asked(client, make, query):
    make.listing(title="Ombak")
    page = search(client, query)
    assert counted() == {} and "wishes?for=" not in text(page)


@pytest.mark.parametrize("query", ["q=tote+ombak", "q=zzzz", "q=siti+6474015708900003", "low=99000000", ""])
def test_what_was_found_or_says_nothing_we_know_is_not_counted(client, make, query):
    make.listing(title="Tote Ombak")
    page = search(client, query)
    assert counted() == {} and "wishes?for=" not in text(page)


def test_a_wish_is_counted_once_a_day_and_says_so(client, make, session):
    key = "technique=macrame type=clutch"
    form = client.get("/wishes", query_string={"for": key})
    assert "Makrame · Clutch" in text(form) and "Set-Cookie" not in form.headers
    for _ in range(2):
        sent = client.post("/wishes", data={"for": key})
        assert sent.status_code == 303 and "Set-Cookie" not in sent.headers
    thanks = text(client.get(sent.location))
    assert 'role="status"' in thanks and "5 kali" in thanks and "3 hari" in thanks
    row = session.scalars(select(Gap)).one()
    assert (row.key, row.searches, row.wishes) == (key, 0, 1)


@pytest.mark.parametrize("key", ["", "siti", "type=siti", "a" * 3000, "type=tote\0"])
def test_a_wish_for_anything_else_leads_nowhere(client, key):
    assert client.get("/wishes", query_string={"for": key}).status_code == 404
    assert client.post("/wishes", data={"for": key}).status_code == 404


def test_artisans_and_officers_see_what_was_missed_often_enough(client, app, make, sign_in, clock):
    artisan = make.artisan(name="Siti Contoh", techniques=["macrame"])
    box = app.extensions["toolbox"]
    for _ in range(3):
        for _ in range(2):
            search(client, "q=makrame+clutch")
        search(client, "q=pouch+ungu")
        write_down(box.searched)
        clock.now += timedelta(days=1)
    clock.now -= timedelta(days=1)
    sign_in(client, artisan.account)
    page = text(client.get("/studio/gaps"))
    assert "Makrame · Clutch" in page and "dicari 6 kali" in page and "pada 3 hari" in page
    assert "Ungu" not in page, "three searches are too few"
    assert "Makrame · Clutch" in text(client.get("/studio/gaps?mine=1"))
    assert "paling sedikit 5 kali" in page
    officer = app.test_client()
    sign_in(officer, make.account(Role.OFFICER))
    desk = text(officer.get("/desk/gaps"))
    assert "Makrame" in desk and "di mana saja" in desk
