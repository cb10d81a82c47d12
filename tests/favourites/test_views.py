"""The pages of bags set aside: free of cookies for everybody, and the account's own for who is signed in."""

from __future__ import annotations

import re

import pytest

from marketplace.listings.rules import State

HEART = "data-keep-bag"


def text(response):
    return response.get_data(as_text=True)


def titles(response):
    return re.findall(r'class="card__t"><a href="[^"]+">([^<]+)<', text(response))


@pytest.fixture
def buyer(client, make, sign_in):
    account = make.account()
    sign_in(client, account)
    return account


def test_the_pages_are_the_same_for_every_visitor_and_may_be_kept(client, make):
    bag = make.listing()
    for path in (
        "/favourites",
        f"/favourites?codes={bag.code}",
        f"/compare?b={bag.code}",
        "/compare",
        "/",
        "/products",
        f"/products/{bag.slug}-{bag.code}",
    ):
        response = client.get(path)
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers, path
        assert response.headers["Cache-Control"].startswith("public"), path


def test_bags_named_in_the_address_are_shown_as_they_are_today(client, make):
    here, sold, gone = make.listing(), make.listing(state=State.SOLD), make.listing(state=State.REMOVED)
    page = client.get(f"/favourites?codes={sold.code},{gone.code},{here.code}")
    assert titles(page) == [sold.title, here.title]
    assert "Terjual" in text(page)
    assert "1 tas sudah tidak ada di situs ini." in text(page)


@pytest.mark.parametrize(
    "query", ["codes=", "codes=%00", "codes=%ff,x,;--", "codes=" + "A" * 20_000, "after=x"]
)
def test_rubbish_in_the_address_is_an_empty_page(client, make, query):
    make.listing()
    page = client.get(f"/favourites?{query}")
    assert page.status_code == 200
    assert titles(page) == []


def test_without_script_or_account_the_page_says_what_to_do(client):
    page = text(client.get("/favourites"))
    assert "Peramban Anda tidak menjalankan skrip" in page
    assert "/sign-in?next=/favourites" in page


def test_a_signed_in_buyer_keeps_and_lets_go_without_script(client, make, buyer):
    bag = make.listing()
    place = f"/products/{bag.slug}-{bag.code}"
    page = text(client.get(place))
    assert HEART in page and f'name="b" value="{bag.code}"' in page
    token = client.token(place)
    kept = client.post("/favourites", data={"b": bag.code, "csrf_token": token})
    assert kept.status_code == 303
    page = client.get(kept.location)
    assert titles(page) == [bag.title]
    assert "no-store" in page.headers["Cache-Control"]
    client.post("/favourites/remove", data={"b": bag.code, "csrf_token": token})
    assert titles(client.get("/favourites")) == []


def test_the_address_of_a_comparison_holds_no_token(client, make, buyer):
    """A form sends its hidden fields wherever its buttons lead; a button's own value goes with that button alone."""
    bag = make.listing()
    client.post("/favourites", data={"b": bag.code, "csrf_token": client.token("/favourites")})
    page = text(client.get("/favourites"))
    form = re.search(r'<form action="/compare".*?</form>', page, re.S)[0]
    assert 'formaction="/favourites/remove"' in form
    assert not re.search(r"<input[^>]+csrf_token", form)
    token = re.search(r'<button[^>]+name="csrf_token" value="([^"]+)"', form)[1]
    client.post("/favourites/remove", data={"b": bag.code, "csrf_token": token})
    assert titles(client.get("/favourites")) == []


def test_the_lowest_of_several_prices_is_said_to_be_the_lowest(client, make):
    bag = make.listing(price=100_000, top_price=150_000)
    for page in (f"/favourites?codes={bag.code}", f"/compare?b={bag.code}"):
        assert "mulai Rp100.000" in text(client.get(page))


def test_a_script_is_answered_without_a_page(client, make, buyer):
    one, two = make.listing(), make.listing()
    token = client.token("/favourites")
    quiet = {"Accept": "application/json"}
    answer = client.post("/favourites", data={"b": one.code, "csrf_token": token}, headers=quiet)
    assert answer.status_code == 204
    answer = client.post("/favourites/merge", data={"b": [two.code, one.code], "csrf_token": token})
    assert sorted(answer.json["codes"]) == sorted([one.code, two.code])
    assert answer.json["left"] == []
    listed = client.get("/favourites/codes")
    assert sorted(listed.json["codes"]) == sorted([one.code, two.code])
    assert "no-store" in listed.headers["Cache-Control"]


def test_what_is_gone_is_said_and_can_be_taken_out(client, make, session, buyer):
    bag = make.listing()
    token = client.token("/favourites")
    client.post("/favourites", data={"b": bag.code, "csrf_token": token})
    bag.state = State.REMOVED
    session.commit()
    assert "1 tas sudah tidak ada" in text(client.get("/favourites"))
    client.post("/favourites/forget-gone", data={"csrf_token": token})
    assert "sudah tidak ada" not in text(client.get("/favourites"))


@pytest.mark.parametrize("code", ["", "x", "ZZZZZZZZZZ", "\0", "9" * 5000])
def test_what_is_no_bag_is_refused(client, make, buyer, code):
    token = client.token("/favourites")
    assert client.post("/favourites", data={"b": code, "csrf_token": token}).status_code in (400, 404)


def test_signing_out_tells_the_browser_to_forget_what_it_kept(client, buyer):
    left = client.post("/sign-out", data={"csrf_token": client.token("/favourites")})
    assert left.headers["Clear-Site-Data"] == '"storage"'


def test_three_bags_stand_side_by_side_and_a_fourth_is_said_to_be_left_out(client, make):
    bags = [make.listing() for _ in range(4)]
    query = "&".join(f"b={bag.code}" for bag in bags)
    page = text(client.get(f"/compare?{query}"))
    assert [bag.title in page for bag in bags] == [True, True, True, False]
    assert "Hanya 3 tas yang muat" in page
    assert "tidak dicantumkan" in text(client.get(f"/compare?b={make.listing(materials=[]).code}"))
    assert "Belum ada yang dibandingkan" in text(client.get("/compare?b=%00&b=zz"))


def test_pages_of_favourites_ask_the_database_little(client, make, session, buyer, queries):
    token = client.token("/favourites")
    for _ in range(5):
        client.post("/favourites", data={"b": make.listing().code, "csrf_token": token})
    with queries() as asked:
        client.get("/favourites")
    assert len(asked) <= 9, asked
