"""Reaching the maker by WhatsApp: a link with the words already written, only where she agreed to show her number."""

from __future__ import annotations

from flask_babel import gettext

from marketplace.artisans.labels import address_name
from marketplace.artisans.models import Artisan
from marketplace.kit.phones import whatsapp_link
from marketplace.listings.models import Listing
from marketplace.toolbox import toolbox
from marketplace.web.formatting import rupiah

LONGEST = 500


def whatsapp_about(listing: Listing, address: str, *, bag: str = "", price: int | None = None) -> str:
    """Return the link that asks about one bag; empty where she did not agree to show her number.

    `bag` and `price` are those of the variation chosen.
    """
    if not number_shown(listing.artisan):
        return ""
    text = gettext(
        "Hello %(maker)s, I saw %(bag)s (%(price)s) on %(site)s: %(address)s. Is it still available?",
        maker=address_name(listing.artisan),
        bag=bag or listing.title,
        price=rupiah(listing.price if price is None else price),
        site=toolbox().settings.site_name,
        address=address,
    )
    return whatsapp_link(listing.artisan.whatsapp or "", text[:LONGEST])


def whatsapp_of(artisan: Artisan) -> str:
    """Return the link that greets an artisan; empty where she did not agree to show her number."""
    if not number_shown(artisan):
        return ""
    text = gettext(
        "Hello %(maker)s, I saw your page on %(site)s.",
        maker=address_name(artisan),
        site=toolbox().settings.site_name,
    )
    return whatsapp_link(artisan.whatsapp or "", text)


def number_shown(artisan: Artisan) -> bool:
    """Whether she agreed to show her number, and wrote one."""
    return artisan.whatsapp_public and bool(artisan.whatsapp)
