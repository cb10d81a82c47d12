"""Every order of the catalogue can be walked to its end, and shows each bag once."""

from __future__ import annotations

import re

import pytest

from marketplace.catalogue.rules import Sort
from marketplace.certificates.rules import Status
from marketplace.listings.rules import Availability


@pytest.mark.parametrize("sort", Sort)
def test_every_order_shows_each_bag_once(client, make, sort):
    artisan = make.artisan()
    with make.together():
        for number in range(30):
            ready = number % 3 == 0
            make.listing(
                artisan,
                price=100_000 + number % 4 * 1_000,
                availability=Availability.READY if ready else Availability.MADE_TO_ORDER,
                lead_days=None if ready else 7,
            )
    address, seen = f"/products?sort={sort}", []
    while address:
        page = client.get(address).get_data(as_text=True)
        seen += re.findall(r'class="card__t"><a href="([^"]+)"', page)
        more = re.search(r'href="([^"]+)" rel="next"', page)
        address = more[1].replace("&amp;", "&") if more else ""
    assert len(seen) == len(set(seen)) == 30


@pytest.mark.parametrize(
    "query", ["after=rubbish", "sort=price", "low=abc", "low=-5", "type=submarine", "q=%00", "q=%25_"]
)
def test_rubbish_in_the_address_is_answered_calmly(client, make, query):
    make.listing()
    assert client.get(f"/products?{query}").status_code == 200


def test_the_filter_and_the_badge_agree(client, make):
    for number, status in enumerate(["verified", "suspended", "revoked", "submitted"]):
        artisan = make.artisan()
        make.certificate(artisan, status=Status(status))
        make.listing(artisan, title=f"Tas {number}")
    page = client.get("/products?certified=1").get_data(as_text=True)
    assert re.findall(r">Tas (\d)<", page) == ["0"]
