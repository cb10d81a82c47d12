"""What a page is asked: parameters it knows; marks of clicks reach neither it nor the next reader."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.catalogue.rules import CERTIFIED, Group
from marketplace.web.questions import ASKED, known

NAMES = st.sampled_from(
    ["q", "type", "fbclid", "utm_source", "%71", "Q", "", "after", "v", "a%26b", "+q", "x\xff"]
)
PAIRS = st.lists(
    st.tuples(NAMES, st.sampled_from(["", "=", "=1", "=%26q=1", "=a+b", "==", "=\xff"])), max_size=6
)


@given(PAIRS)
def test_what_a_page_knows_stays_as_it_was_asked(pairs):
    query = "&".join(name + value for name, value in pairs)
    told = parse_qsl(known(query), keep_blank_values=True, encoding="latin-1")
    asked = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    assert told == [pair for pair in asked if pair[0] in ASKED]
    assert known(known(query)) == known(query)


def test_every_parameter_the_pages_read_is_known():
    assert {group.value for group in Group} | {CERTIFIED} <= ASKED


def test_marks_of_clicks_are_in_no_link_of_a_kept_page(client, make):
    bag = make.listing()
    place = f"/products/{bag.slug}-{bag.code}"
    plain = client.get(place).text
    assert client.get(f"{place}?fbclid=IwAR0&utm_source=ig").text == plain
    assert (
        client.get("/products?fbclid=IwAR0&type=tote&%66bclid=2").text
        == client.get("/products?type=tote").text
    )


@pytest.mark.parametrize("path", ["/verify?q=x&fbclid=IwAR0", "/products/near?fbclid=IwAR0"])
def test_other_pages_are_asked_as_they_were(client, path):
    assert "IwAR0" in client.get(path).text
