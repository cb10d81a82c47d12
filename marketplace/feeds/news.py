"""What is new, in words: bags that came into the window, certificates that were withdrawn.

A reader keeps what it was sent. So an entry says of a certificate what holds today, until when, and when it was checked
last; a decision changes the entry, and with it what readers are sent the next time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext

from marketplace.artisans.models import Artisan
from marketplace.certificates.labels import badge_text
from marketplace.certificates.models import Decision
from marketplace.certificates.rules import standing
from marketplace.feeds.formats import Entry, Image, News
from marketplace.listings.cards import address, availability_text
from marketplace.listings.sharing import worth
from marketplace.listings.shop import Offer
from marketplace.listings.structured import jpeg_near
from marketplace.toolbox import toolbox
from marketplace.web.formatting import date_long, day_of, from_price
from marketplace.web.labels import label
from marketplace.web.links import absolute_url
from marketplace.web.locale import current_locale
from marketplace.web.templating import whole_media

IMAGE_WIDTH = 640


def new_bags(offers: Iterable[Offer], today: date) -> News:
    """Return the news of the whole shop."""
    site = toolbox().settings
    return News(
        title=gettext("New bags on %(site)s", site=site.site_name),
        description=_dated(gettext("Knitted bags from %(city)s", city=site.city), today),
        language=current_locale(),
        home=absolute_url("catalogue.browse"),
        rss=absolute_url("feeds.new_bags_rss"),
        json=absolute_url("feeds.new_bags_json"),
        entries=[_bag(offer, today) for offer in offers],
    )


def bags_of(artisan: Artisan, offers: Iterable[Offer], today: date) -> News:
    """Return the news of one artisan."""
    return News(
        title=gettext("New bags by %(name)s", name=artisan.name),
        description=_dated(gettext("Bags by %(name)s", name=artisan.name), today),
        language=current_locale(),
        home=absolute_url("artisans.show", slug=artisan.slug),
        rss=absolute_url("feeds.bags_of_rss", slug=artisan.slug),
        json=absolute_url("feeds.bags_of_json", slug=artisan.slug),
        entries=[_bag(offer, today) for offer in offers],
    )


def withdrawals(decisions: Iterable[Decision], today: date) -> News:
    """Return the news of withdrawals: record, day and ground, no names."""
    site = toolbox().settings
    return News(
        title=gettext("Withdrawn certificates"),
        description=_dated(
            gettext(
                "Every certificate that was withdrawn on %(site)s, with day and ground.", site=site.site_name
            ),
            today,
        ),
        language=current_locale(),
        home=absolute_url("records.withdrawn"),
        rss=absolute_url("feeds.withdrawals_rss"),
        json=absolute_url("feeds.withdrawals_json"),
        entries=[_withdrawal(decision, today) for decision in decisions],
    )


def _dated(words: str, today: date) -> str:
    day = gettext("As of %(day)s", day=date_long(today))
    about = gettext("A certificate is about the person who made a bag, never about the bag.")
    return f"{words.rstrip('.')}. {day}. {about}"


def _bag(offer: Offer, today: date) -> Entry:
    listing = offer.listing
    picture = offer.cover.picture if offer.cover else None
    cover = jpeg_near(picture, IMAGE_WIDTH) if picture else None
    facts = [
        from_price(listing.price, listing.price_varies),
        listing.artisan.name,
        availability_text(listing, today),
    ]
    said = [f"{fact}." for fact in facts if fact]
    if offer.behind:
        said += [line if line.endswith(".") else f"{line}." for line in worth(offer.behind)]
    assert listing.published_at is not None  # the table itself asks it of a published bag
    return Entry(
        key=_key("products", listing.code),
        url=absolute_url("listings.show", **address(listing)),
        title=listing.title,
        text=" ".join(said),
        published=listing.published_at,
        author=listing.artisan.name,
        image=Image(whole_media(cover.key), cover.bytes) if cover else None,
    )


def _withdrawal(decision: Decision, today: date) -> Entry:
    certificate = decision.certificate
    code = certificate.code or ""
    day = date_long(day_of(decision.made_at))
    ground = str(label(decision.ground)) if decision.ground else gettext("not recorded")
    return Entry(
        key=_key("withdrawn", str(decision.id)),
        url=absolute_url("records.record", code=code),
        title=gettext("Record %(code)s was withdrawn", code=code),
        text=gettext(
            "Withdrawn on %(day)s. Ground: %(ground)s. Status today: %(status)s.",
            day=day,
            ground=ground,
            status=badge_text(standing(certificate, today)),
        ),
        published=decision.made_at,
    )


def _key(kind: str, name: str) -> str:
    """The same in both languages, and no page's address: those change with the words in them."""
    return f"{toolbox().settings.base_url}/{kind}/{name}"
