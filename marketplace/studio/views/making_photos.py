"""Pages: photos of how a bag was made, and of where she works. One form each, without a script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.artisans import queries as artisans
from marketplace.artisans import workplace
from marketplace.extensions import limiter
from marketplace.kit.errors import Conflict, NotFound
from marketplace.listings import making_of as making
from marketplace.listings import queries as listings
from marketplace.listings.operations import lasting
from marketplace.pictures import captioned
from marketplace.pictures.queries import advice_on
from marketplace.pictures.rules import PROCESS_FEW, PROCESS_MOST
from marketplace.pictures.schemas import CAPTION, CaptionsForm, read_captions
from marketplace.studio.views.bag_photos import FLOOD, store_photos
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor, whose
from marketplace.web.labels import message
from marketplace.web.links import see_other

BUTTONS = ("move", "delete", "undo", "retry")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The photos of one bag, or of one workplace: `new` makes a row, `bag` is "" for a workplace.

    `gone` can be put back. `owner` is held along with its rows: without it they could not be changed.
    """

    owner: Any
    rows: list[Any]
    gone: list[Any]
    new: Callable[[], Any]
    new_gone: Callable[[], Any]
    place: str
    bag: str = ""


@blueprint.get("/listings/<code>/making")
@requires(Permission.EDIT_LISTING)
def making_photos(code: str) -> Response:
    """The photos of how a bag was made."""
    return _page(_of_bag(code))


@blueprint.post("/listings/<code>/making")
@requires(Permission.EDIT_LISTING, uploads=True)
@limiter.limit(FLOOD, key_func=whose)
def keep_making_photos(code: str) -> Response:
    """Keep captions, then new photos, then do what a photo's button says."""
    return _keep(lambda: _of_bag(code, lock=True))


@blueprint.get("/workplace")
@requires(Permission.EDIT_PROFILE)
def workplace_photos() -> Response:
    """The photos of where and how she works; whoever has no profile yet begins with it."""
    if artisans.own(current_actor().id) is None:
        return see_other(url_for(".profile"))
    return _page(_of_workplace())


@blueprint.post("/workplace")
@requires(Permission.EDIT_PROFILE, uploads=True)
@limiter.limit(FLOOD, key_func=whose)
def keep_workplace_photos() -> Response:
    """Do the same with those."""
    return _keep(lambda: _of_workplace(lock=True))


def _of_bag(code: str, *, lock: bool = False) -> Shelf:
    actor = current_actor()
    listing = listings.own(actor.artisan_id, code, lock=lock)
    place = url_for(".making_photos", code=code)
    bag = listing.title or gettext("Bag without a name")
    rows, gone = making.own(listing, actor=actor), making.deleted(listing, actor=actor)
    return Shelf(listing, rows, gone, making.new, making.new_deleted, place, bag)


def _of_workplace(*, lock: bool = False) -> Shelf:
    actor = current_actor()
    artisan = artisans.own(actor.id, lock=lock)
    if artisan is None:
        raise NotFound()
    rows, gone = workplace.own(artisan, actor=actor), workplace.deleted(artisan, actor=actor)
    place = url_for(".workplace_photos")
    return Shelf(artisan, rows, gone, workplace.new, workplace.new_deleted, place)


def _keep(find: Callable[[], Shelf]) -> Response:
    """Whatever can be kept is kept, also where the answer says what could not.

    Whose photos they are to be, and how many there is room for, is asked before a file is.
    """
    with lasting():
        room = PROCESS_MOST - len(find().rows)
    stored, refused = store_photos(room, Conflict("picture.too_many", limit=PROCESS_MOST))
    form = read_form(CaptionsForm)
    words = read_captions(form)
    with lasting():
        shelf, at = find(), toolbox().clock()
        captioned.describe(shelf.rows, words)
        for number, picture in stored.items():
            try:
                captioned.add(shelf.rows, shelf.new(), picture, at=at, gone=shelf.gone)
            except Conflict as refusal:
                refused[number] = refusal
        place, full = _press(shelf)
    sentences = [
        gettext("Photo %(number)d: %(problem)s", number=number, problem=message(one.code, one.details))
        for number, one in sorted(refused.items())
    ]
    sentences += [message(full.code, full.details)] if full else []
    if sentences:
        form.errors = {"photos": " ".join(sentences), **form.errors}
    if form.errors:
        return _page(find(), form, 422)
    flash(gettext("Saved."), "ok")
    return see_other(f"{shelf.place}#{place}" if place else shelf.place)


def _press(shelf: Shelf) -> tuple[str, Conflict | None]:
    """Do what a photo's button says; return the id to come back to, or why a deletion could not be undone."""
    pressed = next((name for name in BUTTONS if name in request.form), None)
    if pressed is None:
        return "", None
    key, _, step = request.form[pressed].partition(":")
    if not (key.isascii() and key.isdecimal() and len(key) < 19) or step not in ("", "-1", "1"):
        raise NotFound()
    number, at = int(key), toolbox().clock()
    if pressed == "delete":
        held = captioned.remove(shelf.rows, shelf.gone, number, shelf.new_gone(), at=at)
        return f"deleted-{held.id}", None
    if pressed == "undo":
        try:
            return f"photo-{captioned.put_back(shelf.rows, shelf.gone, number, shelf.new()).id}", None
        except Conflict as refusal:
            return "", refusal
    if pressed == "move":
        captioned.move(shelf.rows, number, int(step or 1))
    else:
        captioned.retry(shelf.rows, number, at=at)
    return f"photo-{key}", None


def _page(shelf: Shelf, sent: Form[CaptionsForm] | None = None, status: int = 200) -> Response:
    """The photos with their captions as they are kept; where something was wrong, as they were typed."""
    kept: dict[str, object] = {f"{CAPTION}{row.id}": row.caption for row in shelf.rows}
    form = blank_form(CaptionsForm, kept | (sent.raw.to_dict() if sent else {}))
    form.errors = sent.errors if sent else {}
    page = render_template(
        "studio/process_photos.html",
        shelf=shelf,
        form=form,
        left=PROCESS_MOST - len(shelf.rows),
        few=PROCESS_FEW,
        most=PROCESS_MOST,
        advice_on=advice_on,
        caption=CAPTION,
    )
    return make_response(page, status)
