"""What search engines are told."""

from __future__ import annotations

from marketplace.pages.views.robots import PRIVATE


def test_robots_are_told_where_the_map_is(client):
    lines = client.get("/robots.txt").get_data(as_text=True).splitlines()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in lines
    assert "Disallow: /en/studio" in lines
    assert "Disallow: /en/products/*/whatsapp" in lines, "a way on that is counted"


def test_every_private_area_is_named_in_both_languages(client):
    lines = client.get("/robots.txt").get_data(as_text=True).splitlines()
    assert {f"Disallow: {prefix}{path}" for path in PRIVATE for prefix in ("", "/en")} <= set(lines)
    assert not any("/c/" in line or "/verify" in line for line in lines), "a record is for everybody"


def test_it_is_typed(client):
    assert client.get("/robots.txt").mimetype == "text/plain"
