"""Sitemaps as text, piece by piece: an index, and parts in which every page stands once in each language.

sitemaps.org 0.9, Google's `xhtml:link` for languages and its image extension (of which `loc` alone is still read).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from marketplace.catalogue import landings
from marketplace.certificates.rules import EXPIRING_DAYS, Standing
from marketplace.collections import queries as collections
from marketplace.feeds import queries
from marketplace.feeds.days import midnight
from marketplace.feeds.queries import BagPlace
from marketplace.feeds.rules import Part, attribute, element, text
from marketplace.listings.cards import NO_SLUG
from marketplace.opportunities import queries as opportunities
from marketplace.programmes import queries as programmes
from marketplace.toolbox import toolbox
from marketplace.web.links import absolute_url
from marketplace.web.locale import LOCALES
from marketplace.web.templating import whole_media

FIXED = (
    "pages.home",
    "catalogue.browse",
    "artisans.index",
    "records.verify",
    "records.withdrawn",
    "pages.programme",
    "opportunities.index",
    "pages.about",
)
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
OPEN = (
    f'{HEAD}<urlset xmlns="{NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n'
)
CLOSE = "</urlset>\n"


def index(addresses: Iterable[str]) -> str:
    """Return the index of all parts. It names no days: a part tells by its own ETag whether it changed."""
    rows = "".join(f"<sitemap>{element('loc', address)}</sitemap>\n" for address in addresses)
    return f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">\n{rows}</sitemapindex>\n'


def fixed() -> Iterator[str]:
    """Return the part with the pages there is one of, the register's, collections, programmes and cohorts."""
    yield OPEN
    yield from (_page(endpoint, {}) for endpoint in FIXED)
    for body in queries.bodies():
        yield _page("bodies.body", {"slug": body.slug})
        for scheme in body.schemes:
            yield _page("bodies.scheme", {"slug": body.slug, "scheme_slug": scheme.slug})
    yield from (_page("collections.show", {"slug": slug}) for slug in collections.slugs())
    yield from (_page("opportunities.show", {"slug": slug}) for slug in opportunities.addresses())
    cohorts = programmes.addresses()
    yield from (
        _page("programmes.programme", {"slug": slug}) for slug in dict.fromkeys(slug for slug, _ in cohorts)
    )
    yield from (_page("programmes.cohort", {"slug": slug, "number": number}) for slug, number in cohorts)
    yield CLOSE


def lists(today: date) -> Iterator[str]:
    """Return the part with the lists of bags that are pages of their own, those that have a bag in them today."""
    yield OPEN
    yield from (_page("catalogue.browse", {name: value}) for name, value in landings.with_bags(today))
    yield CLOSE


def artisans(part: Part) -> Iterator[str]:
    """Return a part of the artisans' pages. When one changed is not recorded, so no day stands there."""
    yield OPEN
    for slugs in queries.artisans_in(part):
        yield "".join(_page("artisans.show", {"slug": slug}) for slug in slugs)
    yield CLOSE


def bags(part: Part, today: date) -> Iterator[str]:
    """Return a part of the bags' pages, each with its pictures and the moment it last changed."""
    yield OPEN
    for rows in queries.bags_in(part, today):
        yield "".join(
            _page(
                "listings.show",
                {"slug": row.slug or NO_SLUG, "code": row.code},
                changed(row),
                [whole_media(key) for key in row.images],
            )
            for row in rows
        )
    yield CLOSE


def changed(bag: BagPlace) -> datetime:
    """Return when a bag's page last changed, as far as that is recorded: its text, or what its maker's badge says.

    A badge changes with an officer's decision, and at the midnight on which a term begins, runs out, or nears its end.
    """
    moments = [bag.updated_at, *([bag.decided_at] if bag.decided_at else [])]
    for standing in bag.standings:
        moments += [midnight(day) for day in turning_days(standing) if day <= standing.today]
    return max(moments)


def turning_days(standing: Standing) -> list[date]:
    """Return the days at whose beginning the calendar changes what a certificate is said to be worth."""
    found = [standing.valid_from] if standing.valid_from else []
    if standing.valid_until:
        found += [
            standing.valid_until - timedelta(days=EXPIRING_DAYS),
            standing.valid_until + timedelta(days=1),
        ]
    return found


def _page(
    endpoint: str, values: dict[str, Any], at: datetime | None = None, images: Sequence[str] = ()
) -> str:
    addresses = {language: absolute_url(endpoint, locale=language, **values) for language in LOCALES}
    named = {**addresses, "x-default": addresses[toolbox().settings.locale]}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={attribute(address)}/>'
        for language, address in named.items()
    )
    pictures = "".join(f"<image:image>{element('image:loc', image)}</image:image>" for image in images)
    day = element("lastmod", at.isoformat(timespec="seconds")) if at else ""
    return "".join(
        f"<url><loc>{text(address)}</loc>{day}{links}{pictures}</url>\n" for address in addresses.values()
    )
