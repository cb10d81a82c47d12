"""Pages: why an officer has taken one of her bags down, and her appeal."""

from __future__ import annotations

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.appeals.rules import WITHIN
from marketplace.kit.errors import Conflict, Invalid
from marketplace.listings.rules import State
from marketplace.reports.labels import due_words
from marketplace.reports.rules import due_on
from marketplace.studio.views.blueprint import blueprint
from marketplace.takedowns import operations, queries
from marketplace.takedowns.rules import may_appeal
from marketplace.takedowns.schemas import BagAppealForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.formatting import day_of
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other


@blueprint.get("/takedowns/<int:takedown_id>")
@requires(Permission.EDIT_LISTING)
def takedown(takedown_id: int) -> Response:
    """The reason in the officer's words, what she said against it, and what came of that."""
    return _page(takedown_id, blank_form(BagAppealForm))


@blueprint.post("/takedowns/<int:takedown_id>")
@requires(Permission.EDIT_LISTING)
def appeal_takedown(takedown_id: int) -> Response:
    """Send her appeal."""
    form, actor = read_form(BagAppealForm), current_actor()
    if not form.ok:
        return _page(takedown_id, form, 422)
    found = queries.own(actor.artisan_id, takedown_id, lock=True)
    try:
        operations.appeal(found, form.data.text, actor=actor, at=toolbox().clock())
    except Invalid as refusal:
        form.refused(refusal)
        return _page(takedown_id, form, 422)
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(takedown_id, form, 409)
    flash(gettext("Your appeal has arrived. Another officer decides on it."), "ok")
    return see_other(url_for(".takedown", takedown_id=takedown_id))


def _page(takedown_id: int, form: Form[BagAppealForm], status: int = 200) -> Response:
    found, box = queries.own(current_actor().artisan_id, takedown_id), toolbox()
    asked = day_of(found.appealed_at) if found.waits else None
    page = render_template(
        "studio/takedowns/show.html",
        takedown=found,
        bag=found.listing,
        is_there=found.listing.state is not State.REMOVED,
        may_appeal=may_appeal(found.taken_at, found.appealed_at, found.is_down, box.clock()),
        until=found.taken_at + WITHIN,
        due=due_words(due_on(asked), box.today()) if asked else "",
        form=form,
    )
    return make_response(page, status)
