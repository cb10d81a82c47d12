"""News as RSS 2.0 and as JSON Feed 1.1. Pure: what is said is decided in `news`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from marketplace.feeds.rules import attribute, element, text

RSS_TYPE = "application/rss+xml"
JSON_TYPE = "application/feed+json"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that goes with a piece of news; `length` in bytes."""

    url: str
    length: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news. `key` stays the same for ever, whatever becomes of title, address or language."""

    key: str
    url: str
    title: str
    text: str
    published: datetime
    author: str = ""
    image: Image | None = None


@dataclass(frozen=True, slots=True)
class News:
    """A whole feed: `home` is the page it goes with, `rss` and `json` its own addresses."""

    title: str
    description: str
    language: str
    home: str
    rss: str
    json: str
    entries: Sequence[Entry]


def as_rss(news: News) -> str:
    """Return it as RSS 2.0 (RSS Advisory Board, 2.0.11), with the feed's own address as the board advises."""
    return "".join(_rss(news))


def _rss(news: News) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
    yield f"<channel>{element('title', news.title)}{element('link', news.home)}"
    yield element("description", news.description) + element("language", news.language)
    yield f'<atom:link rel="self" type="{RSS_TYPE}" href={attribute(news.rss)}/>\n'
    for entry in news.entries:
        yield f"<item>{element('title', entry.title)}{element('link', entry.url)}"
        yield f'<guid isPermaLink="false">{text(entry.key)}</guid>'
        yield element("pubDate", format_datetime(entry.published.astimezone(UTC), usegmt=True))
        yield element("dc:creator", entry.author) + element("description", entry.text)
        if entry.image:
            url, length = attribute(entry.image.url), entry.image.length
            yield f'<enclosure url={url} length="{length}" type="image/jpeg"/>'
        yield "</item>\n"
    yield "</channel></rss>\n"


def as_json(news: News) -> dict[str, Any]:
    """Return it as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": news.title,
        "description": news.description,
        "language": news.language,
        "home_page_url": news.home,
        "feed_url": news.json,
        "items": [_item(entry) for entry in news.entries],
    }


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.key,
        "url": entry.url,
        "title": entry.title,
        "content_text": entry.text,
        "date_published": entry.published.astimezone(UTC).isoformat(timespec="seconds"),
    }
    if entry.author:
        item["authors"] = [{"name": entry.author}]
    if entry.image:
        item["image"] = entry.image.url
    return item
