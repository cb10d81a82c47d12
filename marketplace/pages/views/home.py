"""The front page."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext

from marketplace.catalogue.makers import list_makers
from marketplace.certificates.labels import badge_text
from marketplace.collections.queries import newest as newest_collections
from marketplace.listings.cards import cards
from marketplace.pages import queries
from marketplace.pages.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.content import content
from marketplace.web.doors import public
from marketplace.web.formatting import date_short
from marketplace.web.structured import website

PEOPLE = 6


@dataclass(frozen=True, slots=True)
class HangTag:
    """The tag in the picture: somebody's real record, or no tag at all."""

    href: str
    name: str
    lines: list[str]
    kind: str
    badge_text: str


@blueprint.get("/")
@public(kept=True)
def home() -> str:
    """New bags, the box that finds a record, what the badge means, the people."""
    today = toolbox().today()
    offers = queries.newest(today)
    people = list_makers((), True, "", today)
    steps = [(step["title"], step["when"], step["text"]) for step in content("programme.road")]
    return render_template(
        "pages/home.html",
        tag=_hang_tag(queries.record_behind(offers, today)),
        cards=cards(offers, today),
        collections=newest_collections(),
        total=queries.published_count(),
        people=people.makers[:PEOPLE],
        people_total=people.total,
        road_steps=steps,
        structured=website(),
    )


def _hang_tag(found: queries.Behind | None) -> HangTag | None:
    if found is None:
        return None
    certificate, standing = found
    artisan = certificate.artisan
    lines = [artisan.place.name] if artisan.place else []
    return HangTag(
        href=url_for("records.record", code=certificate.code),
        name=certificate.holder_name,
        lines=[*lines, gettext("Record %(code)s", code=certificate.code)],
        kind=standing.kind.value,
        badge_text=gettext("Valid until %(day)s", day=date_short(standing.valid_until))
        if standing.is_valid
        else badge_text(standing),
    )
