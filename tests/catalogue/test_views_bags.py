"""The page that lists bags: it bears every address, and says what it could not read."""

from __future__ import annotations

import re
from html import unescape

import pytest

from marketplace.catalogue.rules import ENUMS, PAGE_SIZE, Group, Sort
from tests.factories.noise import unseen_bags

HOSTILE = [
    "' OR '1'='1",
    "1;DROP TABLE listing--",
    "%00",
    "\x00",
    "\ud7ff\u202e",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "../../etc/passwd",
    "NaN",
    "1e309",
    "-1",
    "9" * 400,
    'NEAR(a b) AND "',
    "*",
    "🧶" * 50,
]
NAMES = ["q", "low", "high", "sort", "certified", "after", "page", "limit", *(group.value for group in Group)]


def text(response):
    return response.get_data(as_text=True)


def titles(page):
    return re.findall(r'class="card__t"><a href="[^"]+">([^<]+)<', page)


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:20]))
def test_no_value_in_the_fields_breaks_the_page_or_runs_in_it(client, make, value):
    make.listing(title="Tote Ombak")
    response = client.get("/products", query_string=dict.fromkeys(NAMES, value))
    assert response.status_code == 200
    assert "<script>alert" not in text(response)
    assert "49" not in re.findall(r'value="([^"]*)"', text(response))


def test_bytes_that_are_no_text_are_borne(client, make):
    make.listing()
    for query in ("q=%ff%fe", "%ff=1", "type=%c0%af", "q=" + "a" * 5000, "&".join(["type=tote"] * 3000)):
        assert client.get(f"/products?{query}").status_code in (200, 400), query[:40]


def test_what_buyers_are_not_offered_is_on_no_page_of_the_list(client, make):
    unseen_bags(make)
    make.listing(title="Tas Terlihat")
    for query in ("", "?q=rahasia", "?certified=1", *(f"?sort={sort}" for sort in Sort)):
        page = text(client.get(f"/products{query}"))
        assert "Rahasia" not in page
        assert "Tersembunyi" not in page


def test_every_filter_can_be_ticked_in_both_languages(client, make):
    make.listing()
    query = {group.value: [member.value for member in members] for group, members in ENUMS.items()}
    for prefix in ("", "/en"):
        page = text(client.get(f"{prefix}/products", query_string=query))
        assert page.count(" checked") >= sum(map(len, ENUMS.values())) - len(ENUMS[Group.BAND])


def test_a_price_that_cannot_be_read_stays_in_its_field_beside_the_reason(client, make):
    make.listing(title="Tote Ombak")
    page = text(client.get("/products?low=banyak&type=tote"))
    assert 'value="banyak"' in page
    assert "150rb" in page
    assert titles(page) == ["Tote Ombak"]


def test_the_next_page_keeps_the_question(client, make):
    for number in range(PAGE_SIZE + 1):
        make.listing(title=f"Ombak {number}", price=50_000)
    for _ in range(PAGE_SIZE + 1):
        make.listing(title="Lain", price=50_000)
    first = text(client.get("/products?q=ombak&band=under_100&sort=ready"))
    more = re.search(r'href="([^"]+)" rel="next"', first)
    assert more
    second = text(client.get(unescape(more[1])))
    assert len(titles(first)) == PAGE_SIZE
    assert titles(second) == ["Ombak 0"]
    assert 'rel="next"' not in second


def test_a_question_nothing_answers_offers_the_part_to_let_go(client, make):
    make.listing(title="Tote Ombak", price=50_000)
    page = text(client.get("/products?q=ombak&low=90000"))
    ways = [unescape(way) for way in re.findall(r'<a class="chip" href="(/products\?q=[^"]+)"', page)]
    assert "/products?q=ombak" in ways
    assert titles(text(client.get("/products?q=ombak"))) == ["Tote Ombak"]


def test_the_page_takes_eight_statements_however_many_bags_there_are(client, make, queries):
    def count(address):
        with queries() as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    addresses = ["/products", "/products?certified=1&sort=ready&q=tote", "/products?low=99000000&q=tote"]
    counts = []
    for more in (1, PAGE_SIZE):
        for _ in range(more):
            make.certificate(artisan := make.artisan())
            make.listing(artisan)
        counts.append([count(address) for address in addresses])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 8


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("query", "clean"),
    [
        ("q=&low=&high=", ""),
        ("certified=1&low=&high=", "?certified=1"),
        (
            "q=tas+ombak&type=tote&type=clutch&low=+&high=banyak",
            "?q=tas+ombak&type=tote&type=clutch&high=banyak",
        ),
        ("place=&certified=1", "?certified=1"),
    ],
)
@pytest.mark.parametrize("path", ["/products", "/artisans"])
def test_what_a_form_left_empty_leaves_the_address(client, prefix, path, query, clean):
    answer = client.get(f"{prefix}{path}?{query}")
    assert (answer.status_code, answer.location) == (302, f"{prefix}{path}{clean}")
    assert client.get(answer.location).status_code == 200


def hidden(form):
    """The hidden fields of a form, as pairs."""
    return re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form)


def forms(page):
    """The forms with a search box, by the id of the box, and the filter forms under "rail" and "saring"."""
    found = re.findall(r"<form\b.*?</form>", page, re.DOTALL)
    return {box[1]: form for form in found if (box := re.search(r'id="([^"]+)" name="q"', form))}


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_search_above_asks_anew_and_the_one_on_the_page_keeps_filters_and_order(client, make, prefix):
    make.listing()
    query = "q=ombak&type=tote&type=clutch&low=50000&certified=1&sort=cheapest"
    page = text(client.get(f"{prefix}/products?{query}&after=rubbish"))
    found = forms(page)
    assert hidden(found["top-q"]) == []
    kept = [("type", "tote"), ("type", "clutch"), ("low", "50000"), ("certified", "1"), ("sort", "cheapest")]
    assert hidden(found["browse-q"]) == kept
    assert 'class="iconbtn top__narrow" href="#q"' in page
    elsewhere = text(client.get(f"{prefix}/artisans"))
    assert f'class="iconbtn top__narrow" href="{prefix}/products#q"' in elsewhere


def test_the_filters_keep_the_words_and_the_order(client, make):
    make.listing()
    page = text(client.get("/products?q=ombak+biru&sort=dearest&band=from_200"))
    for form in re.findall(r"<form\b.*?</form>", page, re.DOTALL):
        if 'name="low"' in form:
            assert hidden(form) == [("q", "ombak biru"), ("sort", "dearest"), ("band", "from_200")]


def test_a_city_in_the_address_finds_every_kelurahan_below_it_and_is_called_by_its_name(client, make):
    for code, name in (("64.74.01.1001", "Bontang Kuala"), ("64.74.02.1001", "Tanjung Laut")):
        make.listing(make.artisan(place_code=make.place(code, name).code), title=f"Tas {name}")
    page = text(client.get("/products?place=64.74"))
    assert len(titles(page)) == 2
    assert "Kota Bontang" in page
    assert titles(text(client.get("/products?place=64.74.01"))) == ["Tas Bontang Kuala"]
    people = text(client.get("/artisans?place=64.74.02"))
    assert len(re.findall(r'href="(/artisans/perajin-[^"]+)"', people)) == 1
    assert '<option value="64.74.02" selected>' in people
