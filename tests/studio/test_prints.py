"""Cards and posters: what is claimed on paper holds on the day it says, and the code leads where it says."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from marketplace.access.roles import Role
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Status, standing
from marketplace.listings.rules import MadeBy, State
from marketplace.listings.shop import page_of
from marketplace.studio.prints import of_artisan, of_bag

TODAY = date(2026, 4, 14)
PAPERS = ["a6", "a4", "a3"]


@pytest.fixture
def artisan(make):
    return make.artisan(name="Siti Contoh", slug="siti", techniques=["crochet"])


@pytest.fixture
def certificate(make, artisan):
    return make.certificate(artisan, code="BTG-7K4P")


@pytest.fixture
def hers(client, artisan, sign_in):
    sign_in(client, artisan.account)
    return client


@pytest.fixture(autouse=True)
def in_a_request(app):
    with app.test_request_context("/"):
        yield


def sheet(artisan, certificate, today=TODAY):
    return of_artisan(artisan, (certificate, standing(certificate, today)) if certificate else None, today)


def test_a_valid_certificate_is_claimed_with_its_term_its_check_and_the_day(artisan, certificate):
    found = sheet(artisan, certificate)
    assert found.claim == "Perajin bersertifikat"
    assert "31 Oktober 2028" in found.worth[0] and "10 November 2025" in found.worth[1]
    assert (found.day, found.code) == ("14 April 2026", "BTG-7K4P")
    assert found.address == "127.0.0.1:8000/c/BTG-7K4P"


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.VERIFIED])
def test_what_is_not_valid_is_not_spoken_of_on_paper(make, artisan, status):
    found = sheet(artisan, make.certificate(artisan, status=status))
    assert (found.claim, found.worth, found.code, found.about) == ("", (), "", "")
    assert found.address == "127.0.0.1:8000/artisans/siti"


def test_a_training_paper_and_no_paper_claim_nothing(make, artisan):
    assert sheet(artisan, make.certificate(artisan, paper=Paper.LPK)).claim == ""
    assert sheet(artisan, None).claim == ""


def test_its_last_day_is_the_last_day_of_the_claim(artisan, certificate):
    assert sheet(artisan, certificate, date(2028, 10, 31)).claim
    assert not sheet(artisan, certificate, date(2028, 11, 1)).claim


def test_a_bag_is_made_by_a_certified_artisan_only_where_it_carries_her_badge(
    make, artisan, certificate, session
):
    bag = make.listing(artisan)
    found = of_bag(page_of(bag.code, TODAY), TODAY)
    assert (found.claim, found.price) == ("Dibuat perajin bersertifikat", "Rp285.000")
    assert found.address == f"127.0.0.1:8000/products/{bag.code}"
    assert found.facts[0] == "Buatan Siti Contoh"
    bag.made_by = MadeBy.OTHERS
    session.commit()
    found = of_bag(page_of(bag.code, TODAY), TODAY)
    assert found.claim == "" and "orang lain" in found.facts[0], "paper does not call her the maker either"


def text(answer):
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_sheet_says_all_of_it(hers, certificate, paper, prefix):
    html = text(hers.get(f"{prefix}/studio/prints/{paper}"))
    assert f'class="print print--{paper}"' in html
    claim, day = (
        ("Certified artisan", "14 April 2026") if prefix else ("Perajin bersertifikat", "14 April 2026")
    )
    for words in (claim, day, "BTG-7K4P", "127.0.0.1:8000/c/BTG-7K4P", "Siti Contoh"):
        assert words in html
    assert "31 Oktober 2028" in html or "31 October 2028" in html


def test_the_code_is_one_phones_read_at_arms_length():
    """25 mm of modules on A6 at least, whatever the address: the sheet gives the code 38 units with its quiet zone."""
    with open("static/css/prints.css", encoding="utf-8") as file:
        css = file.read()
    (units,) = re.findall(
        r"\.print__check\{display:grid;grid-template-columns:calc\(var\(--u\)\*(\d+)\)", css
    )
    smallest, quiet = 21, 4
    assert int(units) * smallest / (smallest + 2 * quiet) >= 25
    assert {"@page a6{size:105mm 148mm", "@page a4{size:210mm 297mm", "@page a3{size:297mm 420mm"} <= {
        rule.split(";")[0] for rule in css.splitlines()
    }


def test_the_code_leads_where_the_words_say(hers, certificate):
    assert hers.get("/c/BTG-7K4P").status_code == 200
    html = text(hers.get("/studio/prints/a6"))
    assert 'aria-label="Kode QR menuju 127.0.0.1:8000/c/BTG-7K4P"' in html


def test_midnight_ends_the_claim_on_the_next_print(hers, certificate, session, clock):
    certificate.valid_until = TODAY
    session.commit()
    clock.now = datetime(2026, 4, 14, 15, 59, 59, tzinfo=UTC)
    assert "Perajin bersertifikat" in text(hers.get("/studio/prints/a6"))
    clock.now = datetime(2026, 4, 14, 16, 0, tzinfo=UTC)
    html = text(hers.get("/studio/prints/a6")).partition("<article")[2]
    assert html and "bersertifikat" not in html and "BTG-7K4P" not in html
    assert "tidak berlaku hari ini" in text(hers.get("/studio/prints"))


def test_while_nobody_sees_her_page_nothing_is_printed(hers, artisan, session):
    artisan.visible = False
    session.commit()
    assert hers.get("/studio/prints/a4").location == "/studio/prints"
    assert "/studio/prints/a6" not in text(hers.get("/studio/prints"))


def test_without_a_profile_the_way_leads_there(client, make, sign_in):
    sign_in(client, make.account(Role.ARTISAN))
    assert client.get("/studio/prints").location == "/studio/profile"
    assert client.get("/studio/prints/a6").location == "/studio/prints"
    assert client.get("/studio/listings/0000000001/print").status_code == 404


def test_a_bags_card_is_her_own_and_of_a_bag_with_a_page(hers, make, artisan, certificate):
    bag = make.listing(artisan, title="Tote Ombak")
    html = text(hers.get(f"/studio/listings/{bag.code}/print"))
    assert "Tote Ombak" in html and "Dibuat perajin bersertifikat" in html
    assert f"127.0.0.1:8000/products/{bag.code}" in html
    for other in (make.listing(), make.listing(artisan, state=State.DRAFT)):
        assert hers.get(f"/studio/listings/{other.code}/print").status_code == 404


@pytest.mark.parametrize("paper", ["a5", "A6", "letter"])
def test_other_papers_there_are_not(hers, paper):
    assert hers.get(f"/studio/prints/{paper}").status_code == 404


@pytest.mark.parametrize(("path", "most"), [("/studio/prints", 8), ("/studio/prints/a6", 8)])
def test_a_sheet_asks_little(hers, certificate, queries, path, most):
    with queries() as asked:
        assert hers.get(path).status_code == 200
    assert len(asked) <= most
