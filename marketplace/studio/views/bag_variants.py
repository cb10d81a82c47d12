"""The grid of variations inside the bag editor's form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import flash, request
from flask_babel import gettext

from marketplace.kit.errors import Conflict, Incomplete, Invalid, NotFound
from marketplace.listings import operations, queries, variants
from marketplace.listings.choosing import variant_words
from marketplace.listings.grid import NEW_COLOURS, NEW_SIZES, Grid, field_name
from marketplace.listings.labels import search_words
from marketplace.studio.views.bag_photos import note_change
from marketplace.toolbox import toolbox
from marketplace.web.labels import label
from marketplace.web.row_numbers import row_number

if TYPE_CHECKING:
    from marketplace.access.actors import Actor
    from marketplace.listings.models import Listing
    from marketplace.web.forms import Form

ADD, MOVE, TAKE_OUT, PUT_BACK = "grid-add", "grid-move", "grid-remove", "grid-undo"


def without_pressed(grid: Grid, form: Form[Any]) -> Grid:
    """Pass over the row that is about to be taken out: what is wrong with it keeps nothing else from being saved."""
    number = row_number(request.form.get(TAKE_OUT, ""))
    if number is None or number not in grid.changes:
        return grid
    for name in [name for name in form.errors if name.startswith(field_name(number, ""))]:
        del form.errors[name]
    return replace(grid, changes={one: facts for one, facts in grid.changes.items() if one != number})


def keep_grid(listing: Listing, grid: Grid, form: Form[Any], actor: Actor) -> None:
    """Put what was sent into the bag's rows, before `operations.edit` finishes the bag. Raises Invalid."""
    variants.change(listing, grid.changes, actor=actor, name=field_name)
    if grid.adds:
        try:
            variants.add(listing, grid.colours, grid.sizes, actor=actor)
        except Conflict as refusal:
            form.fail(NEW_SIZES, refusal.code, **refusal.details)


def press_grid_button(code: str, form: Form[Any], actor: Actor) -> str | None:
    """Do what a button of the grid says; return the id to come back to, or None where none was pressed."""
    if ADD in request.form:
        if not form.value(NEW_SIZES).strip() and not form.values(NEW_COLOURS):
            form.fail(NEW_SIZES, "listing.nothing_to_add")
        return "variants"
    pressed = next((name for name in (MOVE, TAKE_OUT, PUT_BACK) if name in request.form), None)
    if pressed is None:
        return None
    key, _, step = request.form[pressed].partition(":")
    number = row_number(key)
    if number is None or step not in ("", "-1", "1"):
        raise NotFound()
    try:
        with operations.lasting():
            listing = queries.own(actor.artisan_id, code, lock=True)
            place, words = _press(pressed, listing, number, int(step or 1), actor)
            operations.finish(listing, actor=actor, at=toolbox().clock(), search_words=search_words)
            note_change(listing, actor)
    except (Incomplete, Invalid) as refusal:
        form.refused(refusal)
        return "variants"
    except Conflict as refusal:
        form.fail("variants", refusal.code, **refusal.details)
        return "variants"
    if words:
        flash(words, "ok")
    return place


def _press(pressed: str, listing: Listing, number: int, step: int, actor: Actor) -> tuple[str, str]:
    """Return the id to come back to, and what is said of it. Raises Conflict for a row that is not there any more."""
    try:
        if pressed == MOVE:
            return f"variant-{variants.move(listing, number, step, actor=actor).id}", ""
        if pressed == PUT_BACK:
            back = variants.put_back(listing, number, actor=actor)
            return f"variant-{back.id}", gettext(
                "The variation “%(words)s” is back.", words=variant_words(back)
            )
        before = len(listing.colours)
        gone = variants.remove(listing, number, actor=actor, at=toolbox().clock())
    except NotFound:
        raise Conflict("listing.variant_lost") from None
    said = gettext("The variation “%(words)s” is taken out.", words=variant_words(gone))
    if len(listing.colours) < before:
        said += " " + gettext("The bag is not found under “%(colour)s” any more.", colour=label(gone.colour))
    return f"removed-{gone.id}", said
