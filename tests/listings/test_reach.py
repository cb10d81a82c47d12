"""What a buyer reads of a certificate's reach: on the bag, on the maker's page, on the record."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.artisans.rules import Technique
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Status


@pytest.fixture
def bag(make):
    certificate = make.certificate(units=("Satu", "Dua", "Tiga"), techniques=(Technique.CROCHET,))
    return make.listing(certificate.artisan, units=certificate.units[:2])


def page(client, bag) -> str:
    return client.get(f"/en/products/{bag.slug}-{bag.code}").text


def test_covered_and_not_covered_stand_apart(client, bag, session) -> None:
    shown = page(client, bag)
    covered, outside = shown.split("Not covered</h3>")
    assert "Technique: Crochet" in covered and "Tested: Satu" in covered
    assert "Tiga: tested as well, but not named for this bag." in outside
    assert "the person was tested, not the bag" in outside
    assert "hasCredential" in shown


def test_a_withdrawn_unit_is_said_and_takes_the_badge(client, bag, session) -> None:
    for row in bag.units:
        row.unit.withdrawn_on = date(2026, 4, 1)
    session.commit()
    shown = page(client, bag)
    assert "Satu: taken out of the certificate on 1 April 2026." in shown
    assert "so it carries no badge" in shown and "hasCredential" not in shown and "Tested:" not in shown
    assert bag.title not in client.get("/en/products?certified=1").text


def test_another_technique_carries_no_badge(client, bag, session) -> None:
    bag.technique = Technique.MACRAME
    session.commit()
    shown = page(client, bag)
    assert "Satu: does not cover Macramé." in shown and "hasCredential" not in shown


def test_a_bag_that_names_nothing_says_so_and_leads_to_the_record(client, make) -> None:
    certificate = make.certificate(code="BTG-7K4P")
    shown = page(client, make.listing(certificate.artisan, units=()))
    assert "has not said which tested units" in shown and "/en/c/BTG-7K4P" in shown
    assert "What the certificate covers" not in shown


@pytest.mark.parametrize(("status", "words"), [(Status.SUSPENDED, "suspended"), (Status.REVOKED, "revoked")])
def test_a_lost_certificate_is_said_where_its_unit_is_named(client, make, status, words) -> None:
    shown = page(client, make.listing(make.certificate(status=status).artisan))
    assert f"Certificate {words}" in shown and "hasCredential" not in shown


@pytest.mark.parametrize("paper", [Paper.LPK, Paper.LSK])
@pytest.mark.parametrize("language", ["", "/en"])
def test_training_is_shown_as_that_and_never_as_a_badge(client, make, paper, language) -> None:
    certificate = make.certificate(paper=paper, valid_until=None, term_months=None, code="BTG-7K4P", units=())
    bag = make.listing(certificate.artisan)
    assert "BNSP through" not in page(client, bag) and "hasCredential" not in page(client, bag)
    maker = client.get(f"{language}/artisans/{certificate.artisan.slug}").text
    assert 'id="trainings"' in maker and 'id="records"' not in maker
    record = client.get(f"{language}/c/BTG-7K4P").text
    assert "BNSP through" not in record and "BNSP melalui" not in record
    data = client.get("/c/BTG-7K4P.json").json
    assert (data["paper"], data["issuer"]["authority"], data["certifies"]) == (paper, None, None)
    assert data["standing"]["kind"] == "training" and data["standing"]["is_valid"] is False


def test_a_bags_page_asks_at_most_ten_questions(client, make, bag, queries) -> None:
    for _ in range(5):
        make.listing(bag.artisan)
    with queries() as asked:
        page(client, bag)
    assert len(asked) <= 10, asked
    with queries() as asked:
        client.get("/products")
    assert len(asked) <= 9, asked
