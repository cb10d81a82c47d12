"""Which lists search engines are to know, and under which address."""

from __future__ import annotations

import re

import pytest

from marketplace.catalogue.landing import known_as, landing_part, people_known_as
from marketplace.catalogue.rules import Group, Search, Sort

TYPE = {Group.TYPE: ("tote",)}


@pytest.mark.parametrize(
    ("search", "known"),
    [
        (Search(), ""),
        (Search(sort=Sort.CHEAPEST), ""),
        (Search(chosen=TYPE), "?type=tote"),
        (Search(chosen=TYPE, sort=Sort.CHEAPEST), "?type=tote"),
        (Search(chosen={Group.PLACE: ("64.74",)}), "?place=64.74"),
        (Search(certified=True), "?certified=1"),
        (Search(chosen=TYPE, certified=True), None),
        (Search(chosen={Group.TYPE: ("tote", "clutch")}), None),
        (Search(chosen={Group.BAND: ("under_100",)}), None),
        (Search(low=100_000), None),
        (Search(text="ombak", words=("ombak",)), None),
    ],
)
def test_one_value_is_a_page_of_its_own_and_deeper_questions_are_not(search, known):
    assert known_as(search, later=False, total=3) == known
    assert known_as(search, later=True, total=3) is None
    assert (landing_part(search) is not None) == bool(known)


def test_a_page_without_bags_is_not_worth_finding_but_the_shop_is():
    assert known_as(Search(chosen=TYPE), later=False, total=0) is None
    assert known_as(Search(), later=False, total=0) == ""


def test_artisans_follow_the_same_rule():
    assert people_known_as((), False, later=False, total=2) == ""
    assert people_known_as(("64.74",), False, later=False, total=2) == "?place=64.74"
    assert people_known_as(("64.74",), True, later=False, total=2) is None
    assert people_known_as(("64.74", "64.73"), False, later=False, total=2) is None


def head(client, path):
    page = client.get(path).get_data(as_text=True)
    canonical = re.findall(r'<link rel="canonical" href="([^"]*)">', page)
    languages = dict(re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', page))
    return canonical, languages, '<meta name="robots" content="noindex">' in page, page


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("/products", "/products"),
        ("/products?type=tote", "/products?type=tote"),
        ("/products?type=tote&sort=cheapest&utm_source=x", "/products?type=tote"),
        ("/artisans?place=64.74", "/artisans?place=64.74"),
    ],
)
def test_canonical_and_languages_name_one_address(client, make, prefix, asked, known):
    make.listing()
    canonical, languages, hidden, _ = head(client, prefix + asked)
    assert canonical == [f"http://127.0.0.1:8000{prefix}{known}"]
    assert languages == {
        "id": f"http://127.0.0.1:8000{known}",
        "en": f"http://127.0.0.1:8000/en{known}",
        "x-default": f"http://127.0.0.1:8000{known}",
    }
    assert not hidden


@pytest.mark.parametrize(
    "asked",
    [
        "/products?type=tote&certified=1",
        "/products?q=ombak",
        "/products?type=clutch",
        "/artisans?place=64.74&certified=1",
        "/verify?q=Perajin",
    ],
)
def test_what_is_not_to_be_indexed_names_no_canonical_address(client, make, asked):
    make.listing()
    canonical, languages, hidden, _ = head(client, asked)
    assert (canonical, languages, hidden) == ([], {}, True)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_bags_of_one_artisan_are_known_by_her_own_page_and_not_by_a_list(client, make, prefix):
    """Head, map of the site and list of landing pages say the same of both."""
    artisan = make.listing().artisan
    listed, hers = f"/products?artisan={artisan.slug}", f"/artisans/{artisan.slug}"
    assert head(client, prefix + listed)[:3] == ([], {}, True)
    assert known_as(Search(chosen={Group.ARTISAN: (artisan.slug,)}), later=False, total=1) is None
    canonical, languages, hidden, _ = head(client, prefix + hers)
    base = "http://127.0.0.1:8000"
    assert (canonical, hidden) == ([f"{base}{prefix}{hers}"], False)
    assert languages == {"id": base + hers, "en": f"{base}/en{hers}", "x-default": base + hers}
    parts = re.findall(r"<loc>([^<]*)</loc>", client.get("/sitemap.xml").get_data(as_text=True))
    mapped = "".join(client.get(part.removeprefix(base)).get_data(as_text=True) for part in parts)
    assert f"<loc>{base}{prefix}{hers}</loc>" in mapped
    assert "artisan=" not in mapped


def test_a_page_of_its_own_says_so_in_its_title(client, make):
    make.listing()
    page = head(client, "/en/products?type=tote")[3]
    assert "<title>1 bag · Tote bag · " in page


def test_later_pages_are_not_indexed(client, make):
    for _ in range(13):
        make.listing()
    more = re.search(r'href="(/products\?after=[^"]*)"', client.get("/products").get_data(as_text=True))
    assert head(client, more[1])[2]
