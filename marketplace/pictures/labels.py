"""Words for pictures: what became of one, and why one could not be taken."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from marketplace.pictures.rules import Advice, PictureFormat, PictureState

LABELS: Mapping[StrEnum, LazyString] = {
    PictureState.PENDING: _("Being prepared"),
    PictureState.READY: _("Ready"),
    PictureState.FAILED: _("Could not be prepared"),
    PictureFormat.AVIF: _("AVIF"),
    PictureFormat.WEBP: _("WebP"),
    PictureFormat.JPEG: _("JPEG"),
    Advice.DARK: _("A little dark. Try it beside a window, in daylight."),
    Advice.BRIGHT: _("Very bright. The yarn shows better out of the sun, without flash."),
    Advice.BLURRED: _("A little blurred. Hold the phone with both hands, and tap the bag to focus."),
    Advice.LETTERS: _(
        "There seems to be writing on the photo. The bag alone looks better; words have their own fields."
    ),
    Advice.TINY: _(
        "A small photo: large screens show it soft. The photo straight from the camera is better."
    ),
}
MESSAGES: Mapping[str, LazyString] = {
    "picture.empty": _("This file is empty. Choose the photo again."),
    "picture.not_a_picture": _(
        "This file is not a photo we can read. Choose a JPEG, PNG, WebP or HEIC photo."
    ),
    "picture.too_many_bytes": _(
        "This photo is too heavy. Send it smaller, for example through your phone's gallery."
    ),
    "picture.side_too_long": _("This photo is too long or too wide. Crop it, then send it again."),
    "picture.too_many_pixels": _(
        "This photo has too many pixels. Take it again with a smaller size setting."
    ),
    "picture.hollow": _(
        "There is too little in this file for a photo of its size; it may have been cut off. Choose it again, or"
        " another one."
    ),
    "picture.not_readable": _("This photo is damaged and cannot be opened. Take or choose another one."),
    "picture.too_heavy": _("This photo is too hard to prepare. Take or choose another one."),
    "picture.child_lost": _("Preparing this photo was interrupted. Try again."),
    "picture.lost": _("This photo has gone missing. Please send it again."),
    "picture.away": _("Our storage did not answer when this photo was prepared. Try again later."),
    "picture.already_here": _("This photo is already here."),
    "picture.too_many": _("At most %(limit)s photos fit here. Delete one first."),
    "picture.no_room": _("There was no room to prepare this photo. Try again later."),
}
