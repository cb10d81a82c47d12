"""Documents for machines: what Google requires of the parts, and that they stand on the configured base."""

from __future__ import annotations

import json
import re

import pytest

from marketplace.web.structured import document, item_list, trail, website, without_gaps

BASE = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/", base_url="http://localhost"):
        yield


def test_gaps_stay_gaps():
    assert document(None, {"@type": "Thing"}) == {
        "@context": "https://schema.org",
        "@graph": [{"@type": "Thing"}],
    }
    assert without_gaps({"a": "", "b": [], "c": None, "d": 0, "e": False}) == {"d": 0, "e": False}


def test_a_trail_begins_at_home_and_counts_from_one():
    """Google, "Breadcrumb structured data": itemListElement of ListItem with item, name and position, two at least."""
    node = trail(("Semua tas", f"{BASE}/products"), ("Tote", f"{BASE}/products/tote-1"))
    assert node["@type"] == "BreadcrumbList"
    assert [(one["position"], one["item"]) for one in node["itemListElement"]] == [
        (1, f"{BASE}/"),
        (2, f"{BASE}/products"),
        (3, f"{BASE}/products/tote-1"),
    ]
    assert all(one["@type"] == "ListItem" and one["name"] for one in node["itemListElement"])


def test_a_list_goes_on_where_the_page_before_ended():
    node = item_list(["a", "b"], first=13)
    assert [(one["position"], one["url"]) for one in node["itemListElement"]] == [(13, "a"), (14, "b")]
    assert item_list([]) is None


def test_the_front_page_says_who_runs_the_site_and_how_it_is_searched():
    organization, site = website()["@graph"]
    assert (organization["name"], organization["url"]) == ("Terajut", f"{BASE}/")
    assert organization["logo"].startswith(f"{BASE}/static/")
    assert site["publisher"] == {"@id": organization["@id"]}
    action = site["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{BASE}/products?q={{search_term_string}}"
    assert action["query-input"] == "required name=search_term_string"


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_search_it_tells_of_is_a_page_of_that_language(client, prefix):
    page = client.get(f"{prefix}/").get_data(as_text=True)
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    template = json.loads(script)["@graph"][1]["potentialAction"]["target"]["urlTemplate"]
    path = template.removeprefix(BASE).replace("{search_term_string}", "ombak")
    assert path.startswith(f"{prefix}/products?")
    assert client.get(path).status_code == 200
