"""What is shown where a bag's link is shared: a card drawn from its cover, with its state and the day it holds for."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext

from marketplace.adapters.images.results import CardWords
from marketplace.certificates.labels import badge_text
from marketplace.certificates.rules import Standing
from marketplace.certificates.sharing import day_words, state_words, tone
from marketplace.listings.cards import availability_text
from marketplace.listings.roles import role_words
from marketplace.listings.rules import MIDDLE
from marketplace.listings.scope import NamedUnit
from marketplace.listings.shop import ProductPage
from marketplace.listings.structured import jpeg_near
from marketplace.toolbox import toolbox
from marketplace.web.formatting import from_price
from marketplace.web.sharing import NO_COLOUR, SharedCard

COVER_WIDTH = 640


def shared_card(page: ProductPage, today: date) -> SharedCard | None:
    """Return the card of a bag as it is today, in the language of the request; None while no photo is ready."""
    for photo in page.photos:
        if (cover := jpeg_near(photo.picture, COVER_WIDTH)) is not None:
            at = photo.focus or MIDDLE
            return SharedCard(
                "listings.card",
                {"code": page.listing.code},
                _words(page, today),
                cover=cover.key,
                colour=photo.picture.colour or NO_COLOUR,
                focus=(at.x / 100, at.y / 100),
            )
    return None


def worth(behind: NamedUnit) -> list[str]:
    """Return the lines about the certificate behind a bag's badge, for places that keep them: with term and check."""
    record = gettext("Record %(code)s", code=behind.certificate.code)
    return [_claim(behind.standing), *state_words(behind.standing), record]


def _words(page: ProductPage, today: date) -> CardWords:
    listing, behind = page.listing, page.behind
    return CardWords(
        site=toolbox().settings.site_name,
        title=listing.title,
        price=from_price(listing.price, listing.price_varies),
        maker=f"{role_words(listing)} · {availability_text(listing, today)}",
        tone=tone(behind.standing) if behind else "",
        claim=_claim(behind.standing) if behind else "",
        state=state_words(behind.standing) if behind else (),
        day=day_words(today, behind.certificate.code if behind else None),
    )


def _claim(standing: Standing) -> str:
    """The person was tested, never the bag."""
    return gettext("Made by a certified artisan") if standing.is_valid else badge_text(standing)
