"""Photos that come with a message: looked at, stored, and kept through a refused form with the words beside them."""

from __future__ import annotations

from hashlib import sha256
from math import ceil
from typing import TYPE_CHECKING, Any

from flask import current_app, request
from flask_babel import gettext
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.datastructures import FileStorage, MultiDict

from marketplace.accounts import attempts
from marketplace.adapters.images.inspection import PictureLimits, inspect
from marketplace.inquiries.photos import StoredPhoto
from marketplace.inquiries.rules import MOST_PHOTOS, PHOTO_KEPT_SECONDS, PHOTO_LIMITS, Side
from marketplace.kit.errors import Refusal, TooMany
from marketplace.kit.text import squeeze
from marketplace.toolbox import toolbox
from marketplace.web.forms import Form, uploaded_files
from marketplace.web.labels import message

if TYPE_CHECKING:
    from marketplace.inquiries.models import Thread
    from marketplace.listings.models import Listing

PHOTOS, KEPT = "photos", "kept"
"""Fields of the form: files, and the signed names of those that came with it before."""
LONGEST_NAME = 40
Sound = tuple[str, bytes, str]
"""What the sender calls it, its bytes, and the suffix of its format."""


def for_talk(thread: Thread, side: Side) -> str:
    """Say what photos are sent for, so that none is taken over into another talk."""
    return f"talk {thread.id} {side}"


def for_bag(listing: Listing) -> str:
    """Say so of a question that begins a talk."""
    return f"bag {listing.id}"


def receive(form: Form[Any], purpose: str, most: int = MOST_PHOTOS) -> list[StoredPhoto]:
    """Store the photos of a form, and take up those that it brought before; at most so many.

    What cannot be taken becomes an error beside its field, with its name and why; all others stay with the form.
    Ends the transaction it is called in where new ones came: load rows afterwards.
    """
    kept = [one for token in form.values(KEPT)[:most] if (one := _read(token, purpose)) is not None]
    lost = len(form.values(KEPT)) - len(kept)
    refused = [gettext("A photo from before was not kept: choose it again.")] if lost > 0 else []
    sound: list[Sound] = []
    for file in uploaded_files(PHOTOS):
        if len(kept) + len(sound) == most:
            refused.append(gettext("At most %(most)s photos can be sent along.", most=most))
            break
        try:
            sound.append(_look_at(file))
        except Refusal as refusal:
            refused.append(_why(_name(file), refusal))
    if sound:
        kept += _keep(sound, refused)
    form.raw = MultiDict(form.raw)
    form.raw.setlist(KEPT, [_sign(one, purpose) for one in kept])
    if refused:
        form.errors.setdefault(PHOTOS, " ".join(refused))
    return kept


def kept_with(form: Form[Any]) -> list[tuple[str, str]]:
    """Return the photos that go with a form when it is sent again: signed name, and what the sender calls it."""
    found = []
    for token in form.values(KEPT):
        try:
            found.append((token, str(_signer().loads(token, max_age=PHOTO_KEPT_SECONDS)[3])))
        except (BadData, LookupError):
            continue
    return found


def _look_at(file: FileStorage) -> Sound:
    settings = toolbox().settings
    limits = PictureLimits(settings.photo_max_bytes, settings.photo_max_pixels, settings.photo_max_side)
    data = file.read(settings.photo_max_bytes + 1)
    return _name(file), data, inspect(data, limits).format.suffix


def _keep(sound: list[Sound], refused: list[str]) -> list[StoredPhoto]:
    box = toolbox()
    try:
        attempts.take(
            (attempts.key("inquiry-photos", request.remote_addr or ""), PHOTO_LIMITS), at=box.clock()
        )
        return [
            StoredPhoto(box.private_files.put_unguessable(data, suffix), sha256(data).hexdigest(), name)
            for name, data, suffix in sound
        ]
    except TooMany as refusal:
        minutes = ceil(refusal.retry_after / 60)
        refused.append(
            gettext(
                "Many photos came from your connection in a short time. Your text is still here: send them in"
                " %(minutes)s minutes.",
                minutes=minutes,
            )
        )
    except Refusal as refusal:
        refused.append(message(refusal.code, refusal.details))
    return []


def _why(name: str, refusal: Refusal) -> str:
    return gettext("“%(name)s”: %(why)s", name=name, why=message(refusal.code, refusal.details))


def _name(file: FileStorage) -> str:
    name = squeeze((file.filename or "").rpartition("/")[2])
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…"


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="photo of a message")


def _sign(photo: StoredPhoto, purpose: str) -> str:
    return str(_signer().dumps([purpose, photo.key, photo.digest, photo.name]))


def _read(token: str, purpose: str) -> StoredPhoto | None:
    try:
        bound, key, digest, name = _signer().loads(token, max_age=PHOTO_KEPT_SECONDS)
    except (BadData, ValueError, TypeError):
        return None
    if bound != purpose or not toolbox().private_files.exists(key):
        return None
    return StoredPhoto(key, digest, name)
