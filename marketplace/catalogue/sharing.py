"""What is shown where the link of an artisan's page is shared: her face or her swatch, and what speaks for her."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext

from marketplace.adapters.images.results import CardWords
from marketplace.artisans.models import Artisan
from marketplace.artisans.rules import Technique, swatch
from marketplace.catalogue.makers import Shop
from marketplace.certificates.labels import badge_text
from marketplace.certificates.sharing import day_words, state_words, tone
from marketplace.listings.structured import jpeg_near
from marketplace.toolbox import toolbox
from marketplace.web.labels import label
from marketplace.web.sharing import SharedCard

FACE_WIDTH = 640


def maker_card(shop: Shop, today: date) -> SharedCard:
    """Return the card of an artisan as things are today, in the language of the request."""
    artisan = shop.artisan
    face = jpeg_near(artisan.portrait, FACE_WIDTH) if artisan.portrait else None
    sample = swatch(artisan.slug)
    return SharedCard(
        "artisans.card",
        {"slug": artisan.slug},
        _words(shop, today),
        cover=face.key if face else "",
        colour=sample.ground,
        knit=sample.stitches,
    )


def _words(shop: Shop, today: date) -> CardWords:
    speaks = shop.speaks if shop.speaks and shop.speaks[1].is_public else None
    claim = ""
    if speaks:
        claim = gettext("Certified artisan") if speaks[1].is_valid else badge_text(speaks[1])
    return CardWords(
        site=toolbox().settings.site_name,
        title=shop.artisan.name,
        price="",
        maker=" · ".join(_facts(shop.artisan)),
        tone=tone(speaks[1]) if speaks else "",
        claim=claim,
        state=state_words(speaks[1]) if speaks else (),
        day=day_words(today, speaks[0].code if speaks else None),
    )


def _facts(artisan: Artisan) -> list[str]:
    crafts = ", ".join(str(label(Technique(value))) for value in artisan.techniques)
    return [part for part in (crafts, artisan.place.name if artisan.place else "") if part]
