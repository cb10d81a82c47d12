"""The page that lists bags: it bears every address, and says what it could not read."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from marketplace.artisans.rules import Technique
from marketplace.catalogue.rules import ENUMS, PAGE_SIZE, Group, Sort
from marketplace.catalogue.wording import SPARE
from marketplace.listings.rules import Availability, BagType, Colour
from tests.catalogue.indexed import index as index
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
MAKERS = 'id="made">Minta dibuatkan<'
"""The heading over the artisans who could make what nobody shows."""
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


def test_the_page_takes_five_statements_however_many_bags_there_are(client, make, queries):
    def count(address):
        with queries() as asked:
            assert client.get(address).status_code == 200
        assert not [statement for statement in asked if not statement.startswith(("SELECT", "WITH"))]
        return len(asked)

    addresses = ["/products", "/products?certified=1&sort=ready&q=tote", "/products?low=99000000&q=tote"]
    counts = []
    for more in (1, PAGE_SIZE):
        for _ in range(more):
            make.certificate(artisan := make.artisan())
            make.listing(artisan)
        counts.append([count(address) for address in addresses])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 5


@pytest.mark.parametrize(("bags", "figures"), [(2, ["2"]), (4, [""])])
def test_each_value_stands_beside_its_number_until_there_are_too_many_to_count(
    client, make, changed_settings, bags, figures
):
    changed_settings(facet_bound=3)
    for _ in range(bags):
        make.listing()
    page = text(client.get("/products"))
    beside = r'name="type" value="tote"><span>[^<]*</span><span class="n">([^<]*)</span>'
    assert set(re.findall(beside, page)) == set(figures)
    heading = re.search(r'<h1 class="h2">([^<]+)</h1>', page)[1]
    assert heading == (f"{bags} tas" if bags <= 3 else "3+ tas")
    assert f"{bags} dari {bags}" in re.search(r'data-all="([^"]+)"', page)[1], "who has seen them all knows"


def test_what_is_ticked_and_finds_nothing_more_stays_ticked_and_looks_away(client, make):
    make.listing(bag_type=BagType.TOTE, colours=[Colour.NAVY])
    make.listing(bag_type=BagType.POUCH, colours=[Colour.RED])
    page = text(client.get("/products?type=tote&colour=red"))
    boxes = re.findall(
        r'<label class="([^"]+)"><input type="checkbox" name="type" value="(\w+)"( checked)?>', page
    )
    assert set(boxes) == {("pick pick--none", "tote", " checked"), ("pick", "pouch", "")}


def test_the_numbers_for_the_script_are_those_of_the_page_it_leads_to(client, make, queries):
    for kind in (BagType.TOTE, BagType.TOTE, BagType.POUCH):
        make.listing(bag_type=kind)
    with queries() as asked:
        told = client.get("/products/count?type=tote&low=&q=").get_json()
    assert len(asked) == 1
    assert told["show"] == "Lihat 2 tas"
    assert told["groups"]["type"] == {"tote": "2", "pouch": "1"}
    assert told["groups"]["ready"]["0"] == "2"
    assert client.get("/en/products/count?type=wallet").get_json()["show"] == "No bag"


@pytest.mark.parametrize(
    "path", ["/products", "/products/count", "/products/near", "/en/products?sort=near&near=64.74"]
)
def test_looking_opens_no_session_and_leaves_no_cookie(client, make, path):
    make.listing()
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_a_buyer_names_her_kelurahan_by_a_link_that_keeps_the_question(client, make):
    make.place("64.74.01.1001", "Bontang Kuala")
    page = text(client.get("/products/near?type=tote&sort=newest"))
    assert 'href="/products?type=tote&amp;near=64.74.01.1001&amp;sort=near"' in page
    assert 'href="/products?type=tote&amp;sort=newest"' in page, "the way back"
    chosen = text(client.get("/products/near?near=64.74.01.1001"))
    assert re.search(r'aria-current="true"[^>]*>Bontang Kuala', chosen)


def test_where_a_list_ends_early_the_page_says_so_and_leads_to_orders_that_go_on(
    client, make, index, changed_settings
):
    changed_settings(facet_bound=2)
    artisan = make.artisan()
    for _ in range(2 + SPARE + 1):
        make.listing(artisan, title="Kelana", photos=0)
    index()
    address, pages = "/en/products?q=kelana&type=tote", []
    while address:
        pages.append(text(client.get(address)))
        more = re.search(r'href="([^"]+)" rel="next"', pages[-1])
        address = unescape(more[1]) if more else ""
    assert len(pages) == 5
    assert not [page for page in pages[:-1] if "the list ends here" in page]
    pager = re.search(r"<div data-pager.*?</ul></div></div></div>", pages[-1], re.DOTALL)[0]
    assert "In the order “Best match first” the list ends here" in pager
    assert 'href="/en/products?q=kelana&amp;type=tote&amp;sort=newest"' in pager
    told = [re.search(r'data-all="([^"]+)"', page)[1] for page in pages]
    assert told[0] == "Showing 12 of 12+" and told[-1] == f"Showing {2 + SPARE} of {2 + SPARE}+"
    whole = text(client.get("/en/products?q=kelana&sort=newest"))
    while more := re.search(r'href="([^"]+)" rel="next"', whole):
        whole = text(client.get(unescape(more[1])))
    assert f'data-all="Showing {3 + SPARE} of {3 + SPARE}"' in whole and "the list ends here" not in whole


def test_relevance_and_nearness_are_offered_where_they_can_be_had(client, make):
    make.listing(title="Tote Ombak")
    orders = re.compile(r'<ul class="sorter__list">.*?</ul>', re.DOTALL)
    plain = orders.search(text(client.get("/products")))[0]
    assert "sort=newest" in plain and "relevance" not in plain and "sort=near" not in plain
    searched = orders.search(text(client.get("/products?q=ombak&near=64.74.01.1001")))[0]
    assert 'href="/products?q=ombak&amp;near=64.74.01.1001" aria-current="true"' in searched
    assert "sort=near" in searched and "sort=turns" in searched


def test_where_nothing_is_found_those_are_named_who_could_make_it(client, make):
    artisan = make.artisan(name="Bu Rajut")
    make.certificate(artisan, techniques=[Technique.KNIT])
    make.listing(artisan, availability=Availability.MADE_TO_ORDER, lead_days=7)
    page = text(client.get("/products?technique=knit&q=zzzz"))
    assert MAKERS in page and "Bu Rajut" in page
    everybody = unescape(re.search(r'href="(/artisans\?[^"]+)"', page)[1])
    assert everybody == "/artisans?certified=1&technique=knit"
    assert "Bu Rajut" in text(client.get(everybody))
    assert "Bu Rajut" not in text(client.get("/artisans?certified=1&technique=macrame"))
    nobody = text(client.get("/products?technique=macrame&q=zzzz"))
    assert MAKERS not in nobody and 'href="/requests/new"' in nobody
    assert MAKERS not in text(client.get("/products")), "where there are bags nobody is asked to make one"


VALUE = st.one_of(
    st.text(max_size=40), st.integers().map(str), st.sampled_from(["", "-1", "1", "64.74", "near", "٣"])
)


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([*NAMES, "near", "x"]) | st.text(max_size=5), VALUE), max_size=20))
def test_whatever_stands_in_an_address_is_answered(client, pairs):
    for path in ("/products", "/products/count"):
        answer = client.get(
            path, query_string=[(name.encode(errors="replace"), value) for name, value in pairs]
        )
        assert answer.status_code in (200, 302), pairs


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
            assert hidden(form) == [("q", "ombak biru"), ("sort", "dearest")]
            assert 'name="band" value="from_200" checked' in form


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
