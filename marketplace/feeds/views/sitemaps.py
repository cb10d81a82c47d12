"""Where search engines find every public page: an index, and parts that stay below the protocol's limits."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from flask import Response, make_response, url_for

from marketplace.extensions import limiter
from marketplace.feeds import queries, rules, sitemaps
from marketplace.feeds.queries import State
from marketplace.feeds.views.blueprint import blueprint
from marketplace.kit.errors import NotFound
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.streaming import streamed

XML = "application/xml; charset=utf-8"
FORMAT = "1"
"""One more when the text of a part changes: its tags change with it."""
SECONDS = 300
MOST_PARTS = 100_000


@blueprint.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """Name every part there is."""
    size = rules.PART_ROWS
    bags = queries.bag_parts(size)
    addresses = [
        url_for(".fixed_pages"),
        *([url_for(".lists_of_bags")] if bags else []),
        *(url_for(".artisan_pages", number=number) for number in queries.artisan_parts(size)),
        *(url_for(".bag_pages", number=number) for number in bags),
    ]
    prefix = url_for("pages.home").rstrip("/")
    base = toolbox().settings.base_url
    answer = make_response(sitemaps.index(base + address.removeprefix(prefix) for address in addresses))
    answer.content_type = XML
    return answer


@blueprint.get("/sitemaps/pages.xml")
@public
def fixed_pages() -> Response:
    """The pages there is one of."""
    answer = make_response("".join(sitemaps.fixed()))
    answer.content_type = XML
    return answer


@blueprint.get("/sitemaps/lists.xml")
@public
@limiter.limit("60 per minute")
def lists_of_bags() -> Response:
    """The lists of bags that are pages of their own: one kind, colour, place and so on."""
    answer = make_response("".join(sitemaps.lists(toolbox().today())))
    answer.content_type = XML
    return answer


@blueprint.get("/sitemaps/artisans-<int:number>.xml")
@public
@limiter.limit("60 per minute")
def artisan_pages(number: int) -> Response:
    """A part of the artisans who may be seen."""
    part = _part(number)
    return _answer(sitemaps.artisans(part), queries.artisans_state(part))


@blueprint.get("/sitemaps/bags-<int:number>.xml")
@public
@limiter.limit("60 per minute")
def bag_pages(number: int) -> Response:
    """A part of the bags on offer."""
    part = _part(number)
    return _answer(sitemaps.bags(part, toolbox().today()), queries.bags_state(part))


def _part(number: int) -> rules.Part:
    if not 1 <= number <= MOST_PARTS:
        raise NotFound()
    return rules.part(number, rules.PART_ROWS)


def _answer(pieces: Iterator[str], state: State) -> Response:
    """Send a part. Its tag holds the day as well: at midnight badges end, and pictures made anew have new names.

    NotFound where nothing is left in it.
    """
    if not state:
        raise NotFound()
    box = toolbox()
    facts = (FORMAT, rules.PART_ROWS, box.settings.base_url, box.settings.media_url, box.today(), state)
    tag = sha256(repr(facts).encode()).hexdigest()[:24]
    return streamed(pieces, XML, seconds=SECONDS, etag=tag)
