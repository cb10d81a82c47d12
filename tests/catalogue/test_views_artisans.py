"""The list of artisans and one artisan's page, as visitors meet them."""

from __future__ import annotations

import re
from datetime import date, time

import pytest

from marketplace.artisans.models import ReplyHours
from marketplace.artisans.rules import FormOfAddress
from marketplace.catalogue.makers import PEOPLE_PER_PAGE
from marketplace.certificates.rules import Status
from tests.factories.noise import unseen_bags


def text(response):
    return response.get_data(as_text=True)


def test_every_visible_artisan_is_reached_by_turning_pages_and_the_filter_stays(client, make):
    for number in range(PEOPLE_PER_PAGE + 2):
        make.certificate(make.artisan(name=f"Siti {number}"))
        make.artisan(name=f"Tanpa {number}")
    address, seen = "/artisans?certified=1", []
    while address:
        page = text(client.get(address))
        seen += re.findall(r'href="(/artisans/perajin-[^"]+)"', page)
        more = re.search(r'href="([^"]+)" rel="next"', page)
        address = more[1].replace("&amp;", "&") if more else ""
        assert "Tanpa" not in page
    assert len(set(seen)) == PEOPLE_PER_PAGE + 2


@pytest.mark.parametrize(
    "query", ["place=%27", "place=99", "place=64.74&place=%00", "certified=2", "after=x", "after=%ff", "q=1"]
)
@pytest.mark.parametrize("path", ["/artisans", "/artisans/siti"])
def test_rubbish_in_the_address_is_answered_calmly(client, make, path, query):
    make.artisan(slug="siti")
    assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("slug", ["hidden", "nobody", "..%2fadmin", "%00", "a" * 300, "%27%20or%201=1"])
def test_a_hidden_artisan_and_nobody_look_alike(client, make, slug):
    make.certificate(make.artisan(slug="hidden", visible=False, name="Rahasia"))
    response = client.get(f"/artisans/{slug}")
    assert response.status_code == 404
    assert "Rahasia" not in text(response)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SUBMITTED, Status.NEEDS_CHANGES, Status.REJECTED])
def test_nothing_of_a_claim_nobody_verified_is_on_her_page(client, make, status):
    artisan = make.artisan(slug="siti")
    certificate = make.certificate(artisan, status=status, scheme="Skema Rahasia")
    page = text(client.get("/artisans/siti"))
    assert "Skema Rahasia" not in page
    assert certificate.certificate_no not in page
    assert "badge" not in page.split("<main")[1].split("maker__worth")[1].split("</section>")[0]


def test_a_number_she_did_not_agree_to_show_is_nowhere(client, make):
    artisan = make.artisan(slug="siti", whatsapp="6281250000001", whatsapp_public=False)
    bag = make.listing(artisan)
    for path in ("/artisans/siti", "/artisans", f"/products/{bag.slug}-{bag.code}", "/products"):
        page = text(client.get(path))
        assert "81250000001" not in page
        assert artisan.account.email not in page
    artisan.whatsapp_public = True
    make.session.commit()
    assert "https://wa.me/6281250000001" in text(client.get("/artisans/siti"))


def test_her_page_says_when_she_answers_and_when_she_is_back(client, make):
    make.artisan(
        slug="siti",
        name="Hj. Siti Aminah",
        form_of_address=FormOfAddress.BU,
        reply_hours=[ReplyHours(weekday=0, opens=time(8), closes=time(20))],
        paused_until=date(2026, 4, 20),
    )
    page = text(client.get("/artisans/siti"))
    assert "Bu Siti" in page
    assert "08.00" in page
    assert "20.00 WITA" in page
    assert "20 April 2026" in page


def test_what_she_wrote_is_shown_letter_by_letter_and_runs_nowhere(client, make):
    make.artisan(slug="siti", name="<b>Siti</b>", story="<script>x()</script>\n{{7*7}}\n\n'; DROP")
    page = text(client.get("/artisans/siti"))
    assert "&lt;script&gt;x()&lt;/script&gt;" in page
    assert "{{7*7}}" in page
    assert "<b>Siti" not in page + text(client.get("/artisans"))


def test_only_bags_in_the_window_are_on_her_page(client, make):
    maker = unseen_bags(make)[0].artisan
    make.listing(maker, title="Tas Terlihat")
    page = text(client.get(f"/artisans/{maker.slug}"))
    assert "Tas Terlihat" in page
    assert "Rahasia" not in page


@pytest.mark.parametrize("path", ["/artisans", "/artisans/siti"])
def test_a_page_takes_the_same_few_statements_however_much_is_on_it(client, make, queries, path):
    siti = make.artisan(slug="siti", portrait=make.picture())

    def count():
        with queries() as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    counts = []
    for more in (1, 8):
        for _ in range(more):
            make.certificate(siti)
            make.listing(siti)
            make.certificate(make.artisan(portrait=make.picture()))
        counts.append(count())
    assert counts[0] == counts[1] <= 10
