"""The public odds and ends."""

from __future__ import annotations

import io

import pytest

from marketplace.certificates.rules import Status
from marketplace.listings.rules import State

PAGES = ["/", "/programme", "/about", "/privacy", "/terms"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_text_is_public_cacheable_and_clean(client, path, prefix):
    response = client.get(prefix + path)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in response.headers


def test_a_page_that_has_not_changed_is_not_sent_twice(client):
    first = client.get("/about")
    again = client.get("/about", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


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


def test_a_public_file_is_kept_for_ever_and_cannot_run(client, app):
    key = app.extensions["toolbox"].public_files.put(b"RIFF not really", "webp")
    response = client.get(f"/media/{key}")
    assert response.data == b"RIFF not really"
    assert response.mimetype == "image/webp"
    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "key",
    [
        "../private/x.webp",
        "%2e%2e/private/x.webp",
        "ab/cd/x.html",
        "ab/cd/" + "0" * 64 + ".svg",
        "ab/cd/" + "0" * 64 + ".webp",
    ],
)
def test_nothing_else_is_served_as_a_public_file(client, key):
    assert client.get(f"/media/{key}").status_code == 404


def test_a_private_file_has_no_public_address(client, app):
    key = app.extensions["toolbox"].private_files.put_unguessable(io.BytesIO(b"a scan"), "webp")
    assert client.get(f"/media/{key}").status_code == 404


def test_probes_tell_that_all_is_well(client):
    assert client.get("/healthz").get_json() == {"status": "ok"}
    report = client.get("/readyz")
    assert report.status_code == 200
    assert report.get_json() == {
        "status": "ok",
        "database": "ok",
        "storage": "ok",
        "jobs": "ok",
        "oldest_job_seconds": None,
    }


def test_readiness_names_the_part_that_failed(client, app, monkeypatch):
    class Broken:
        def prepare(self):
            raise OSError("read-only")

    monkeypatch.setattr(app.extensions["toolbox"], "private_files", Broken())
    report = client.get("/readyz")
    assert report.status_code == 503
    assert report.get_json()["storage"] == "failed"
    assert report.get_json()["database"] == "ok"


def test_robots_are_told_where_the_map_is(client):
    lines = client.get("/robots.txt").get_data(as_text=True).splitlines()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in lines
    assert "Disallow: /en/studio" in lines


def test_the_map_lists_public_things_in_both_languages_and_no_drafts(client, make):
    shown = make.listing()
    hidden = make.listing(state=State.DRAFT)
    sitemap = client.get("/sitemap.xml").get_data(as_text=True)
    assert f"http://127.0.0.1:8000/products/{shown.slug}-{shown.code}" in sitemap
    assert f"http://127.0.0.1:8000/en/products/{shown.slug}-{shown.code}" in sitemap
    assert hidden.code not in sitemap
