"""Pages: the bag editor. One form does everything; the script only makes it quicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access import policy
from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.approvals import operations as approvals
from marketplace.extensions import limiter
from marketplace.helping import deeds
from marketplace.helping.rules import Deed
from marketplace.kit.errors import Conflict, Incomplete, Invalid, NotFound, Refusal, TooMany
from marketplace.listings import operations, photos, queries
from marketplace.listings.choosing import variant_words
from marketplace.listings.grid import Grid, fill, read_grid
from marketplace.listings.labels import search_words
from marketplace.listings.rules import Action, Focus, State, to_change
from marketplace.listings.schemas import ListingForm, initial, read_photo_focus, read_photo_words
from marketplace.listings.scope import nameable
from marketplace.studio.bag_page import editor_page
from marketplace.studio.views.bag_photos import FLOOD, note_change, room_for, sentence, store_photos, too_many
from marketplace.studio.views.bag_variants import keep_grid, press_grid_button, without_pressed
from marketplace.studio.views.blueprint import blueprint
from marketplace.takedowns import queries as takedowns
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form, without_errors
from marketplace.web.identity import current_actor, whose
from marketplace.web.labels import message
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.listings.models import Listing

PHOTO_BUTTONS = ("cover", "move", "delete", "undo", "retry")


@blueprint.get("/listings/<code>/edit")
@requires(Permission.DRAFT_LISTING)
def edit_listing(code: str) -> str:
    """The editor; with `check`, what publication still misses is said beside the fields."""
    actor = current_actor()
    listing = queries.own(actor.artisan_id, code)
    policy.require(actor, to_change(listing.state), listing)
    form = blank_form(ListingForm, initial(listing))
    if "check" in request.args:
        _check_complete(form, listing)
    return _page(listing, form)


@blueprint.post("/listings/<code>/edit")
@requires(Permission.DRAFT_LISTING, uploads=True)
@limiter.limit(FLOOD, key_func=whose)
def save_listing(code: str) -> Response:
    """Keep the photos first, then what can be read of the text, then do what the button says."""
    actor = current_actor()
    stored, refused = store_photos(room_for(code, actor), too_many())
    form = read_form(ListingForm)
    words, focal, grid = (
        read_photo_words(form),
        read_photo_focus(form),
        without_pressed(read_grid(form), form),
    )
    with operations.lasting():
        listing = queries.own(actor.artisan_id, code, lock=True)
        already = len(listing.photos)
        refused |= photos.add_all(listing, stored, actor=actor, at=toolbox().clock())
        if len(listing.photos) > already:
            note_change(listing, actor)
    _complain(form, refused, already)
    try:
        _save_text(code, form, words, focal, grid, actor)
    except Conflict as refusal:
        form.errors = {"form": message(refusal.code, refusal.details)}
        return make_response(_page(queries.own(actor.artisan_id, code), form), 409)
    except Incomplete as refusal:
        form.refused(refusal)
    except Invalid as refusal:
        form.refused(refusal)
        _save_text(code, form, words, focal, Grid(), actor)  # of a draft all else is kept
    place = _press_photo_button(code, form, actor) or press_grid_button(code, form, actor)
    publishing = request.form.get("do") == Action.PUBLISH
    if publishing and form.errors:
        _check_complete(form, queries.own(actor.artisan_id, code))
    if not form.errors and publishing:
        _publish(code, form, actor)
    asking = request.form.get("do") == "ask"
    if not form.errors and asking:
        _ask(code, form, actor)
    if form.errors:
        return make_response(_page(queries.own(actor.artisan_id, code), form), 422)
    if asking:
        return see_other(url_for("approvals.asked"))
    if publishing:
        return see_other(url_for("studio.listings"))
    if place is None:
        flash(gettext("Saved."), "ok")
    return see_other(url_for("studio.edit_listing", code=code, _anchor=place or None))


@blueprint.post("/listings/<code>/autosave")
@requires(Permission.DRAFT_LISTING)
def autosave_listing(code: str) -> Response:
    """Keep what can be read of a draft; the answer carries the row's new version. A bag on show is saved by hand."""
    actor = current_actor()
    form = read_form(ListingForm)
    words, focal, grid = read_photo_words(form), read_photo_focus(form), read_grid(form)
    listing = queries.own(actor.artisan_id, code, lock=True)
    if listing.state is not State.DRAFT:
        return sentence(Conflict("listing.saved_by_hand"))
    try:
        keep_grid(listing, Grid(grid.changes), form, actor)  # rows are added by hand alone
        changes = without_errors(form).data.changes(form.errors)
        operations.edit(
            listing, changes, actor=actor, at=toolbox().clock(), search_words=search_words, version=_version()
        )
        photos.describe(listing, words, focal, actor=actor)
        note_change(listing, actor)
    except Conflict as refusal:
        return sentence(refusal)
    return make_response("", 204, {"X-Draft-Version": str(listing.version)})


def _complain(form: Form[ListingForm], refused: dict[int, Refusal], already: int) -> None:
    """Say of each photo by its place what was wrong with it, all in one message."""
    sentences = [
        gettext(
            "Photo %(number)d: %(problem)s",
            number=already + number,
            problem=message(refusal.code, refusal.details),
        )
        for number, refusal in sorted(refused.items())
    ]
    if sentences:
        form.errors = {"photos": " ".join(sentences), **form.errors}


def _save_text(
    code: str,
    form: Form[ListingForm],
    words: dict[int, str],
    focal: dict[int, Focus | None],
    grid: Grid,
    actor: Actor,
) -> None:
    """Save a draft as far as it can be read, any other bag only when the whole form can be."""
    text_errors = [name for name in form.errors if name != "photos"]
    with operations.lasting():
        listing = queries.own(actor.artisan_id, code, lock=True)
        if text_errors and listing.state is not State.DRAFT:
            return
        keep_grid(listing, grid, form, actor)
        changes = without_errors(form).data.changes(form.errors)
        operations.edit(
            listing, changes, actor=actor, at=toolbox().clock(), search_words=search_words, version=_version()
        )
        photos.describe(listing, words, focal, actor=actor)
        note_change(listing, actor)


def _press_photo_button(code: str, form: Form[ListingForm], actor: Actor) -> str | None:
    """Do what a photo's button says; return the id to come back to, or None where no such button was pressed."""
    pressed = next((name for name in PHOTO_BUTTONS if name in request.form), None)
    if pressed is None:
        return None
    key, _, step = request.form[pressed].partition(":")
    if not (key.isascii() and key.isdecimal() and len(key) < 19) or step not in ("", "-1", "1"):
        raise NotFound()
    try:
        with operations.lasting():
            listing = queries.own(actor.artisan_id, code, lock=True)
            try:
                place = _do_with_photo(pressed, listing, int(key), int(step or 1), actor)
                note_change(listing, actor)
                return place
            except NotFound:
                raise Conflict("listing.photo_swept" if pressed == "undo" else "listing.photo_lost") from None
    except Incomplete as refusal:
        form.refused(refusal)
    except Conflict as refusal:
        form.fail("photos", refusal.code, **refusal.details)
    return "photos"


def _do_with_photo(pressed: str, listing: Listing, number: int, step: int, actor: Actor) -> str:
    """Return the id to come back to. Raises NotFound for a photo that is not there any more."""
    if pressed == "delete":
        gone = photos.remove(listing, number, actor=actor, at=toolbox().clock())
        return f"deleted-{gone.id}"
    if pressed == "undo":
        return f"photo-{photos.put_back(listing, number, actor=actor).id}"
    if pressed == "cover":
        photos.make_cover(listing, number, actor=actor)
    elif pressed == "move":
        photos.move(listing, number, step, actor=actor)
    else:
        photos.retry(listing, number, actor=actor, at=toolbox().clock())
    return f"photo-{number}"


def _publish(code: str, form: Form[ListingForm], actor: Actor) -> None:
    listing = queries.own(actor.artisan_id, code, lock=True)
    if listing.state is State.PUBLISHED:
        flash(gettext("Saved."), "ok")
        return
    action = {State.PAUSED: Action.RESUME, State.SOLD: Action.RELIST}.get(listing.state, Action.PUBLISH)
    try:
        operations.change_state(listing, action, actor=actor, at=toolbox().clock())
        deeds.note(actor, Deed.BAG_PUBLISHED, code, listing.title, at=toolbox().clock())
    except Incomplete as refusal:
        form.refused(refusal)
        return
    flash(gettext("“%(bag)s” is on show now.", bag=listing.title), "ok")


def _ask(code: str, form: Form[ListingForm], actor: Actor) -> None:
    """Lay the draft before the artisan, as it was saved just now."""
    listing = queries.own(actor.artisan_id, code, lock=True)
    try:
        approvals.ask(listing, actor=actor, at=toolbox().clock())
    except Incomplete as refusal:
        form.refused(refusal)
    except (Conflict, TooMany) as refusal:
        form.fail("form", refusal.code, **refusal.details)
    else:
        flash(gettext("%(artisan)s has been asked.", artisan=listing.artisan.name), "ok")


def _check_complete(form: Form[ListingForm], listing: Listing) -> None:
    """Say beside the fields what publication misses, after what is wrong with them already."""
    try:
        operations.require_complete(listing)
    except Incomplete as refusal:
        form.refused(refusal)


def _version() -> int | None:
    """The row's version the page was made from; a form without one is not checked."""
    text = request.form.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _page(listing: Listing, form: Form[ListingForm]) -> str:
    today = toolbox().today()
    fill(form, listing)
    page = editor_page(listing, queries.deleted_photos(listing), nameable(listing.artisan_id, today), today)
    megabytes = toolbox().settings.photo_max_bytes // 1_000_000
    return render_template(
        "studio/listings/edit.html",
        form=form,
        listing=listing,
        page=page,
        megabytes=megabytes,
        variant_words=variant_words,
        helping=current_actor().acting is not None,
        may_publish=policy.allows(current_actor(), Permission.PUBLISH_LISTING),
        takedown=takedowns.open_of(listing),
    )
