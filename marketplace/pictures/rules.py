"""What is true of a picture."""

from __future__ import annotations

from enum import StrEnum

LIGHT, FINE = "pictures.light", "pictures.fine"
"""The jobs that make the renditions."""

MAX_CAPTION = 160
PROCESS_FEW, PROCESS_MOST = 3, 6
"""How many photos of the making are asked for; fewer are shown as well."""

PAGE_WIDTH = 1080
"""Pixels of the widest rendition a page names on its own; a wider one is for zooming."""


class PictureState(StrEnum):
    """Where a picture is on its way from a phone to the page."""

    PENDING = "pending"
    READY = "ready"
    FAILED = "failed"


class PictureFormat(StrEnum):
    """The formats a rendition may have, heaviest last."""

    AVIF = "avif"
    WEBP = "webp"
    JPEG = "jpeg"


class Advice(StrEnum):
    """What a friend would say about a photo. Nothing is refused for it."""

    DARK = "dark"
    BRIGHT = "bright"
    BLURRED = "blurred"
    LETTERS = "letters"
    TINY = "tiny"


DARK_MEAN, DARK_HIGHLIGHT = 75, 150
BRIGHT_MEAN, BRIGHT_SHADOW = 215, 150
BLURRED_BELOW = 520
LETTERS_FROM = 110
SMALLEST_SIDE = 1080
"""Chosen with `bench/coaching.py`; the figures are in `docs/pictures-coach.md`."""


def advice(
    side: int,
    luma: int | None,
    shadow: int | None,
    highlight: int | None,
    sharpness: int | None,
    lettering: int | None,
) -> tuple[Advice, ...]:
    """Return what to say about a photo whose longer side has so many pixels; the rest as `coaching` measures it.

    A dark bag that fills the picture is not a dark photo as long as something in it is light, nor a white one on white
    too bright as long as something is not. A photo from before anything was measured is spoken of by nobody.
    """
    if luma is None or shadow is None or highlight is None:
        return ()
    told = {
        Advice.DARK: luma < DARK_MEAN and highlight < DARK_HIGHLIGHT,
        Advice.BRIGHT: luma > BRIGHT_MEAN and shadow > BRIGHT_SHADOW,
        Advice.BLURRED: sharpness is not None and sharpness < BLURRED_BELOW,
        Advice.LETTERS: lettering is not None and lettering >= LETTERS_FROM,
        Advice.TINY: side < SMALLEST_SIDE,
    }
    return tuple(one for one, applies in told.items() if applies)
