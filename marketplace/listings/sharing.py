"""What is shown where a bag's link is shared: a card drawn from its cover, with its state and the day that holds for.

Messengers keep such a picture for good. So it says which day it speaks of, its address changes with everything it says,
and an address that has had its day leads on to the card of today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from flask_babel import gettext

from marketplace.adapters.images.results import CardWords, PictureFailed
from marketplace.certificates.labels import badge_text, headline
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Standing, StandingKind
from marketplace.kit.errors import NotFound, Unavailable
from marketplace.listings.cards import availability_text
from marketplace.listings.rules import MIDDLE, Focus
from marketplace.listings.shop import ProductPage
from marketplace.listings.structured import jpeg_near
from marketplace.toolbox import Toolbox, toolbox
from marketplace.web.formatting import date_long, rupiah
from marketplace.web.labels import label
from marketplace.web.links import absolute_url

WIDTH, HEIGHT = 1200, 630
COVER_WIDTH = 640
DESIGN = "1"
"""One more when the drawing changes: the addresses change with it."""
NO_COLOUR = "#dfe8e6"
TONES = {
    StandingKind.VALID: "ok",
    StandingKind.EXPIRING: "warn",
    StandingKind.SUSPENDED: "warn",
    StandingKind.REVOKED: "bad",
}


@dataclass(frozen=True, slots=True)
class SharedCard:
    """A card that may be drawn. `cover` is the file of its photo, `mark` 16 digits of all that is on it."""

    code: str
    cover: str
    colour: str
    words: CardWords
    focus: Focus | None = None

    @property
    def mark(self) -> str:
        facts = (DESIGN, self.cover, self.colour, self.words, *([self.focus] if self.focus else []))
        return sha256(repr(facts).encode()).hexdigest()[:16]

    @property
    def url(self) -> str:
        """Where it is served, for everybody."""
        return absolute_url("listings.card", code=self.code, mark=self.mark)

    @property
    def alt(self) -> str:
        """What is written on it."""
        words = self.words
        said = (words.title, words.price, words.maker, words.claim, *words.state, words.day)
        return " · ".join(part.rstrip(".") for part in said if part)


def shared_card(page: ProductPage, today: date) -> SharedCard | None:
    """Return the card of a bag as it is today, in the language of the request; None while no photo is ready."""
    for photo in page.photos:
        if (cover := jpeg_near(photo.picture, COVER_WIDTH)) is not None:
            colour = photo.picture.colour or NO_COLOUR
            return SharedCard(page.listing.code, cover.key, colour, _words(page, today), photo.focus)
    return None


def drawn(card: SharedCard) -> bytes:
    """Return the card as a JPEG, made once as long as it is remembered. Raises Unavailable where it cannot be made."""
    box = toolbox()
    made = box.cards.look(card.mark)
    if made is None:
        made = _draw(box, card)
        box.cards.put(card.mark, made)
    return made


def _draw(box: Toolbox, card: SharedCard) -> bytes:
    """Draw it, with the colour in the place of a photo that is lost or damaged."""
    at = card.focus or MIDDLE
    try:
        with box.public_files.open(card.cover) as file:
            return box.images.card(file.read(), card.colour, card.words, (at.x / 100, at.y / 100))
    except (NotFound, PictureFailed):
        try:
            return box.images.card(b"", card.colour, card.words)
        except PictureFailed as failure:
            raise Unavailable(failure.code) from failure


def _words(page: ProductPage, today: date) -> CardWords:
    listing, behind = page.listing, page.behind
    day = gettext("As of %(day)s", day=date_long(today))
    return CardWords(
        site=toolbox().settings.site_name,
        title=listing.title,
        price=rupiah(listing.price),
        maker=f"{listing.artisan.name} · {availability_text(listing, today)}",
        tone=TONES.get(behind.standing.kind, "gone") if behind else "",
        claim=_claim(behind.standing) if behind else "",
        state=_state(behind.certificate, behind.standing) if behind else (),
        day=f"{day} · {gettext('Record %(code)s', code=behind.certificate.code)}" if behind else day,
    )


def _claim(standing: Standing) -> str:
    """The person was tested, never the bag."""
    return gettext("Made by a certified artisan") if standing.is_valid else badge_text(standing)


def _state(certificate: Certificate, standing: Standing) -> tuple[str, ...]:
    """What the certificate is worth; while it is valid also who was asked about it last, and when."""
    worth = headline(standing)
    if not standing.is_valid or standing.checked_on is None or standing.method is None:
        return (worth,)
    method = label(standing.method)
    return worth, gettext("%(method)s, %(day)s.", method=method, day=date_long(standing.checked_on))
