"""What is shown where a link is shared: a card with a picture, some words, and the day they hold for.

Messengers keep such a picture for good. So it says which day it speaks of, its address changes with everything it says,
and an address that has had its day leads on to the card of today. What is said on it is the features' business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from flask import Response, make_response, redirect, url_for

from marketplace.adapters.images.results import CardWords, PictureFailed
from marketplace.kit.errors import NotFound, Unavailable
from marketplace.toolbox import Toolbox, toolbox
from marketplace.web.links import absolute_url

WIDTH, HEIGHT = 1200, 630
DESIGN = "2"
"""One more when the drawing changes: the addresses change with it."""
CARDS = "60 per minute"
"""Cards one address is sent: each that is not remembered is drawn, and the others who want one wait."""
PLAIN = " without its photo"
NO_COLOUR = "#dfe8e6"
MIDDLE = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class SharedCard:
    """A card that may be drawn. `endpoint` and `values` are where it is served, together with `mark`.

    Its picture is `cover`, the file of a photo cut around `focus` (shares of its width and height); without one
    `knit`, rows of stitches as colours "#rrggbb"; without that `colour`.
    """

    endpoint: str
    values: Mapping[str, str]
    words: CardWords
    cover: str = ""
    colour: str = NO_COLOUR
    focus: tuple[float, float] = MIDDLE
    knit: Sequence[Sequence[str]] = field(default=(), repr=False)

    @property
    def mark(self) -> str:
        """16 digits of all that is on it."""
        facts = (DESIGN, self.cover, self.colour, self.words, self.focus, self.knit)
        return sha256(repr(facts).encode()).hexdigest()[:16]

    @property
    def url(self) -> str:
        """Where it is served, for everybody."""
        return absolute_url(self.endpoint, mark=self.mark, **self.values)

    @property
    def alt(self) -> str:
        """What is written on it."""
        words = self.words
        said = (words.title, words.price, words.maker, words.claim, *words.state, words.day)
        return " · ".join(part.rstrip(".") for part in said if part)


def card_answer(card: SharedCard | None, mark: str) -> Response:
    """Send the card, or lead an address that is not today's on to it. NotFound where there is none."""
    if card is None:
        raise NotFound()
    if mark != card.mark:
        where: dict[str, Any] = {**card.values, "mark": card.mark}
        return make_response(redirect(url_for(card.endpoint, **where)))
    made, whole = drawn(card)
    response = Response(made, mimetype="image/jpeg")
    if not whole:
        response.cache_control.no_store = True
    return response


def drawn(card: SharedCard) -> tuple[bytes, bool]:
    """Return the card as a JPEG, made once as long as it is remembered, and whether it is as its mark says.

    Where its photo is lost or damaged the colour stands in its place. That one goes by a name of its own, and the photo
    is tried again each time: as soon as it can be drawn it is. Raises Unavailable where nothing can be made.
    """
    box = toolbox()
    made = box.cards.look(card.mark)
    if made is None and card.cover:
        made = _with_photo(box, card)
        if made is None:
            plain = card.mark + PLAIN
            made = box.cards.look(plain) or _plain(box, card)
            box.cards.put(plain, made)
            return made, False
    elif made is None:
        made = _plain(box, card)
    box.cards.put(card.mark, made)
    return made, True


def _with_photo(box: Toolbox, card: SharedCard) -> bytes | None:
    try:
        with box.public_files.open(card.cover) as file:
            return box.images.card(file.read(), card.colour, card.words, card.focus)
    except (NotFound, PictureFailed):
        return None


def _plain(box: Toolbox, card: SharedCard) -> bytes:
    try:
        return box.images.card(b"", card.colour, card.words, card.focus, card.knit)
    except PictureFailed as failure:
        raise Unavailable(failure.code) from failure
