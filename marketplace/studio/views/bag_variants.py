"""The grid of variations inside the bag editor's form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, request
from flask_babel import gettext

from marketplace.kit.errors import Conflict, Incomplete, Invalid, NotFound
from marketplace.listings import operations, queries, variants
from marketplace.listings.choosing import variant_words
from marketplace.listings.grid import NEW_SIZES, Grid, field_name
from marketplace.listings.labels import search_words
from marketplace.toolbox import toolbox
from marketplace.web.row_numbers import row_number

if TYPE_CHECKING:
    from marketplace.access.actors import Actor
    from marketplace.listings.models import Listing
    from marketplace.web.forms import Form

ADD, TAKE_OUT = "grid-add", "grid-remove"


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
        return "variants"
    if TAKE_OUT not in request.form:
        return None
    number = row_number(request.form[TAKE_OUT])
    if number is None:
        raise NotFound()
    try:
        with operations.lasting():
            listing = queries.own(actor.artisan_id, code, lock=True)
            gone = variant_words(variants.remove(listing, number, actor=actor))
            operations.finish(listing, actor=actor, at=toolbox().clock(), search_words=search_words)
    except (Incomplete, Invalid) as refusal:
        form.refused(refusal)
        return "variants"
    flash(gettext("The variation “%(words)s” is taken out.", words=gone), "ok")
    return "variants"
