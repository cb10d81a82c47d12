"""The front page: new bags, real records, and nothing made up."""

from __future__ import annotations

import re

import pytest

from marketplace.certificates.rules import Status
from marketplace.listings.rules import MadeBy


def test_the_front_page_shows_new_bags_and_a_real_record(client, make):
    artisan = make.artisan(name="Siti Contoh")
    certificate = make.certificate(artisan)
    make.listing(artisan, title="Tote Ombak")
    page = client.get("/").get_data(as_text=True)
    assert "Tote Ombak" in page
    assert f"/c/{certificate.code}" in page


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.REVOKED, Status.SUBMITTED])
def test_the_hang_tag_in_the_picture_is_never_a_record_that_is_not_valid(client, make, status):
    artisan = make.artisan()
    certificate = make.certificate(artisan, status=status, code="BTG-7K4P")
    make.listing(artisan)
    assert f"/c/{certificate.code}" not in client.get("/").get_data(as_text=True)


def test_nobody_fills_the_front_page_alone(client, make):
    busy = make.artisan(name="Perajin Sibuk")
    for number in range(10):
        make.listing(busy, title=f"Sibuk {number}")
    make.listing(make.artisan(), title="Tas Sendirian")
    page = client.get("/").get_data(as_text=True)
    assert page.count("Perajin Sibuk ·") == 2
    assert "Tas Sendirian" in page


def test_the_front_page_asks_the_same_few_questions_however_many_bags_there_are(client, make, queries):
    def count():
        with queries() as asked:
            client.get("/")
        return len(asked)

    make.certificate(artisan := make.artisan())
    make.listing(artisan)
    few = count()
    for _ in range(5):
        make.certificate(artisan := make.artisan())
        make.listing(artisan)
    assert count() == few <= 14


def test_an_empty_site_has_a_front_page(client):
    assert "Belum ada tas di etalase" in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize(
    ("prefix", "until"), [("", "Berlaku sampai 31 Okt 2028"), ("/en", "Valid until 31 Oct 2028")]
)
def test_the_hang_tag_says_whose_record_it_is_and_until_when(client, make, prefix, until):
    artisan = make.artisan()
    certificate = make.certificate(artisan, holder_name="Siti Rahma Contoh")
    make.listing(artisan)
    page = client.get(f"{prefix}/").get_data(as_text=True)
    tag = page.split(f'href="{prefix}/c/{certificate.code}"')[1][:1500]
    for words in ("Siti Rahma Contoh", "Bontang Kuala", certificate.code, until):
        assert words in tag, words


def test_a_bag_she_did_not_make_brings_no_tag(client, make):
    artisan = make.artisan()
    certificate = make.certificate(artisan)
    make.listing(artisan, made_by=MadeBy.OTHERS)
    assert f"/c/{certificate.code}" not in client.get("/").get_data(as_text=True)


def test_only_people_who_may_be_seen_and_hold_a_valid_certificate_are_shown(client, make):
    make.certificate(make.artisan(name="Siti Terlihat", slug="terlihat"))
    make.certificate(make.artisan(name="Rahasia", slug="rahasia", visible=False))
    make.certificate(make.artisan(name="Dicabut", slug="dicabut"), status=Status.REVOKED)
    page = client.get("/").get_data(as_text=True)
    assert set(re.findall(r'href="/artisans/([a-z]+)"', page)) == {"terlihat"}
