"""Two formats for one piece of news."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from marketplace.feeds.formats import Entry, Image, News, as_json, as_rss

AT = datetime(2026, 4, 14, 1, 12, tzinfo=UTC)


def news(title="Tote <&> \x00 Ombak", **changes):
    entry = Entry("http://x/products/1", "http://x/products/a-1", title, "Rp1. & more", AT, **changes)
    return News(
        "Baru", "Tas", "id", "http://x/products", "http://x/new.xml?a=1&b=2", "http://x/new.json", [entry]
    )


def test_rss_has_what_the_specification_requires():
    """RSS Advisory Board 2.0.11: of the channel title, link, description; of an item title or description."""
    tree = ElementTree.fromstring(as_rss(news(author="Siti", image=Image("http://x/a.jpg", 1000))))
    channel = tree.find("channel")
    assert tree.get("version") == "2.0"
    assert [channel.findtext(name) for name in ("title", "link", "description", "language")] == [
        "Baru",
        "http://x/products",
        "Tas",
        "id",
    ]
    assert channel.find("{http://www.w3.org/2005/Atom}link").get("href") == "http://x/new.xml?a=1&b=2"
    (item,) = channel.findall("item")
    assert item.findtext("title") == "Tote <&>  Ombak"
    assert (item.findtext("guid"), item.find("guid").get("isPermaLink")) == ("http://x/products/1", "false")
    assert parsedate_to_datetime(item.findtext("pubDate")) == AT
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Siti"
    assert item.find("enclosure").attrib == {"url": "http://x/a.jpg", "length": "1000", "type": "image/jpeg"}


def test_json_has_what_the_specification_requires():
    """JSON Feed 1.1: version, title, items; of an item its id and one of the contents."""
    feed = as_json(news())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] and feed["feed_url"] == "http://x/new.json" and feed["home_page_url"]
    (item,) = feed["items"]
    assert item["id"] == "http://x/products/1" and item["content_text"]
    assert datetime.fromisoformat(item["date_published"]) == AT
    assert "image" not in item and "authors" not in item


@given(st.text())
def test_no_title_breaks_the_document(title):
    ElementTree.fromstring(as_rss(news(title)))
