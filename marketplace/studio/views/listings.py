"""Pages: her bags: the list, a new one, the steps of their lifecycle, copies, deleting."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, flash, render_template, request, url_for
from flask_babel import LazyString, gettext, lazy_gettext

from marketplace.access.permissions import Permission
from marketplace.access.policy import allows
from marketplace.helping import deeds
from marketplace.helping.rules import Deed
from marketplace.kit.errors import Incomplete, NotFound
from marketplace.listings import operations, queries
from marketplace.listings.cards import address
from marketplace.listings.labels import search_words
from marketplace.listings.rules import LIFECYCLE, MAX_TITLE, WITH_PAGE, Action, State, to_change
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor
from marketplace.web.links import safe_next, see_other

TABS = (State.PUBLISHED, State.DRAFT, State.PAUSED, State.SOLD)
DONE: Mapping[Action, LazyString] = {
    Action.PUBLISH: lazy_gettext("“%(bag)s” is on show now."),
    Action.PAUSE: lazy_gettext("“%(bag)s” is paused. Buyers cannot order it for now."),
    Action.RESUME: lazy_gettext("“%(bag)s” is on show again."),
    Action.MARK_SOLD: lazy_gettext("“%(bag)s” is marked as sold."),
    Action.RELIST: lazy_gettext("“%(bag)s” is offered again."),
    Action.REMOVE: lazy_gettext("“%(bag)s” has been deleted."),
}
ON_THE_ROW = frozenset({Action.PAUSE, Action.RESUME, Action.MARK_SOLD, Action.RELIST, Action.PUBLISH})
STEPPED = {
    Action.PUBLISH: Deed.BAG_PUBLISHED,
    Action.RESUME: Deed.BAG_PUBLISHED,
    Action.RELIST: Deed.BAG_PUBLISHED,
    Action.PAUSE: Deed.BAG_PAUSED,
    Action.MARK_SOLD: Deed.BAG_SOLD,
}


@blueprint.get("/listings")
@requires(Permission.DRAFT_LISTING)
def listings() -> str:
    """Her bags, by state."""
    wanted = request.args.get("state", "")
    state = State(wanted) if wanted in (*TABS, State.TAKEN_DOWN) else None
    actor = current_actor()
    artisan_id = actor.artisan_id
    counts = queries.own_counts(artisan_id)
    page = queries.own_page(artisan_id, state, request.args.get("after", ""))
    return render_template(
        "studio/listings/list.html",
        page=page,
        counts=counts,
        tabs=(*TABS, State.TAKEN_DOWN) if counts[State.TAKEN_DOWN] else TABS,
        state=state,
        steps={
            listing.id: [
                move.action
                for move in LIFECYCLE.actions(listing.state)
                if move.action in ON_THE_ROW and allows(actor, move.permission)
            ]
            for listing in page.items
        },
        with_page=WITH_PAGE,
        address=address,
        may_change=lambda listing: allows(actor, to_change(listing.state)),
    )


@blueprint.get("/listings/new")
@requires(Permission.DRAFT_LISTING)
def new_listing() -> str:
    """What a new bag asks for; nothing is written until she starts."""
    return render_template("studio/listings/new.html")


@blueprint.post("/listings/new")
@requires(Permission.DRAFT_LISTING)
def start_listing() -> Response:
    """Begin a draft and open its editor."""
    actor = current_actor()
    if actor.artisan_id is None:
        return see_other(url_for("studio.profile"))
    at = toolbox().clock()
    listing = operations.begin(queries.maker(actor.artisan_id), actor=actor, at=at)
    deeds.note(actor, Deed.BAG_BEGUN, listing.code, listing.title, at=at)
    return see_other(url_for("studio.edit_listing", code=listing.code))


@blueprint.post("/listings/<code>/state/<action>")
@requires(Permission.PUBLISH_LISTING)
def change_listing(code: str, action: str) -> Response:
    """Take one step of the lifecycle; a bag that is not complete goes to its editor instead."""
    actor = current_actor()
    if action not in ON_THE_ROW:
        raise NotFound()
    listing = queries.own(actor.artisan_id, code, lock=True)
    try:
        operations.change_state(listing, Action(action), actor=actor, at=toolbox().clock())
        deeds.note(actor, STEPPED[Action(action)], listing.code, listing.title, at=toolbox().clock())
    except Incomplete:
        return see_other(url_for("studio.edit_listing", code=code, check=1))
    flash(str(DONE[Action(action)]) % {"bag": listing.title}, "ok")
    return _back()


@blueprint.post("/listings/<code>/duplicate")
@requires(Permission.EDIT_LISTING)
def duplicate_listing(code: str) -> Response:
    """Make a draft of the same kind and open it."""
    actor = current_actor()
    listing = queries.own(actor.artisan_id, code)
    copy = operations.duplicate(
        listing,
        actor=actor,
        at=toolbox().clock(),
        title=gettext("Copy of %(bag)s", bag=listing.title)[:MAX_TITLE] if listing.title else "",
        search_words=search_words,
    )
    flash(gettext("This is a copy, as a draft. Change what differs, then publish it."), "ok")
    return see_other(url_for("studio.edit_listing", code=copy.code))


@blueprint.get("/listings/<code>/delete")
@requires(Permission.EDIT_LISTING)
def confirm_delete(code: str) -> str:
    """Ask once more, and offer the milder step."""
    listing = queries.own(current_actor().artisan_id, code)
    return render_template(
        "studio/listings/delete.html",
        listing=listing,
        may_pause=LIFECYCLE.allows(listing.state, Action.PAUSE),
    )


@blueprint.post("/listings/<code>/delete")
@requires(Permission.EDIT_LISTING)
def delete_listing(code: str) -> Response:
    """Delete the bag."""
    actor = current_actor()
    listing = queries.own(actor.artisan_id, code, lock=True)
    operations.change_state(listing, Action.REMOVE, actor=actor, at=toolbox().clock())
    flash(str(DONE[Action.REMOVE]) % {"bag": listing.title or gettext("Bag without a name")}, "ok")
    return see_other(url_for("studio.listings"))


def _back() -> Response:
    return see_other(safe_next(request.form.get("back"), url_for("studio.listings")))
