"""What stands on the cards and posters of a stall: words for paper, which nobody can take back.

So a certificate is claimed only while it is valid, with the day that holds for, the day of the last check, and the way
to see what holds on the day somebody reads it. What is not valid is not spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from flask_babel import gettext
from markupsafe import Markup

from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Standing
from marketplace.certificates.sharing import state_words
from marketplace.listings.roles import role_words
from marketplace.listings.shop import ProductPage
from marketplace.toolbox import toolbox
from marketplace.web.formatting import date_long, from_price
from marketplace.web.labels import label
from marketplace.web.links import absolute_url
from marketplace.web.qr import qr


@dataclass(frozen=True, slots=True)
class Sheet:
    """One card or poster. `claim` and `worth` are empty where nothing is claimed; `code` is a record's.

    `address` is what the QR code leads to, as people type it; `slug` whose swatch is on it.
    """

    title: str
    facts: Sequence[str]
    price: str
    claim: str
    worth: Sequence[str]
    code: str
    address: str
    qr: Markup
    day: str
    about: str
    slug: str


def of_artisan(artisan: Artisan, speaks: tuple[Certificate, Standing] | None, today: date) -> Sheet:
    """Return her own sheet; the QR code leads to her record while it is valid, else to her page."""
    valid = speaks if speaks and speaks[1].is_valid else None
    crafts = ", ".join(str(label(Technique(value))) for value in artisan.techniques)
    place = artisan.place.name if artisan.place else ""
    address = (
        _short("records.record", code=valid[0].code) if valid else _short("artisans.show", slug=artisan.slug)
    )
    return Sheet(
        title=artisan.name,
        facts=[fact for fact in (crafts, place) if fact],
        price="",
        claim=gettext("Certified artisan") if valid else "",
        worth=state_words(valid[1]) if valid else (),
        code=(valid[0].code or "") if valid else "",
        address=_typed(address),
        qr=qr(address, gettext("QR code that leads to %(address)s", address=_typed(address))),
        day=date_long(today),
        about=gettext(
            "The certificate is about the person's skill. Whether it covers a bag is said on the bag's page."
        )
        if valid
        else "",
        slug=artisan.slug,
    )


def of_bag(page: ProductPage, today: date) -> Sheet:
    """Return the card that goes with a bag; the QR code leads to the bag's page."""
    listing, behind = page.listing, page.behind
    valid = behind if behind and behind.standing.is_valid else None
    address = _short("listings.by_code", piece=listing.code)
    place = listing.artisan.place
    return Sheet(
        title=listing.title,
        facts=[fact for fact in (role_words(listing), place.name if place else "") if fact],
        price=from_price(listing.price, listing.price_varies),
        claim=gettext("Made by a certified artisan") if valid else "",
        worth=state_words(valid.standing) if valid else (),
        code=(valid.certificate.code or "") if valid else "",
        address=_typed(address),
        qr=qr(address, gettext("QR code that leads to %(address)s", address=_typed(address))),
        day=date_long(today),
        about=gettext("The certificate is about the maker's skill. This bag itself was not inspected.")
        if valid
        else "",
        slug=listing.artisan.slug,
    )


def _short(endpoint: str, **values: str | None) -> str:
    """The address without a language, so that the code on paper stays as small as it can be."""
    return absolute_url(endpoint, locale=toolbox().settings.locale, **values)


def _typed(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}"
