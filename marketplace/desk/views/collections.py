"""Pages: collections, as officers make them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.catalogue.kept import index_of
from marketplace.collections import operations, queries
from marketplace.collections.schemas import CollectionForm, values_of
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import Conflict, Invalid
from marketplace.listings.cards import cards
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from marketplace.collections.models import Collection


@blueprint.get("/collections")
@requires(Permission.EDIT_COLLECTION)
def collections() -> str:
    """All of them, the last changed first."""
    return render_template("desk/collections/list.html", rows=queries.every())


@blueprint.get("/collections/new")
@requires(Permission.EDIT_COLLECTION)
def new_collection() -> Response:
    return _page(blank_form(CollectionForm), None)


@blueprint.post("/collections/new")
@requires(Permission.EDIT_COLLECTION)
def add_collection() -> Response:
    return _keep(None)


@blueprint.get("/collections/<int:collection_id>")
@requires(Permission.EDIT_COLLECTION)
def edit_collection(collection_id: int) -> Response:
    found = queries.by_id(collection_id)
    return _page(blank_form(CollectionForm, values_of(operations.entry_of(found), found.version)), found)


@blueprint.post("/collections/<int:collection_id>")
@requires(Permission.EDIT_COLLECTION)
def keep_collection(collection_id: int) -> Response:
    return _keep(queries.by_id(collection_id))


def _keep(found: Collection | None) -> Response:
    form, actor, at = read_form(CollectionForm), current_actor(), toolbox().clock()
    if not form.ok:
        return _page(form, found, 422)
    try:
        if found is None:
            found = operations.add(form.data.entry(), actor=actor, at=at)
        else:
            operations.change(found, form.data.entry(), version=form.data.version, actor=actor, at=at)
    except Invalid as refusal:
        form.refused(refusal)
        return _page(form, found, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(form, found, 409)
    flash(gettext("Saved."), "ok")
    return see_other(url_for(".edit_collection", collection_id=found.id))


def _page(form: Form[CollectionForm], found: Collection | None, status: int = 200) -> Response:
    today = toolbox().today()
    shown = queries.bags_of(found, today, index_of(toolbox())) if found is not None else None
    page = render_template(
        "desk/collections/edit.html",
        form=form,
        collection=found,
        cards=cards(shown.offers, today) if shown else [],
    )
    return make_response(page, status)
