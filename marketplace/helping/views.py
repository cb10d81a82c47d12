"""Pages of helpers: an invitation, the studios one helps in, whose studio to work in now."""

from __future__ import annotations

from flask import Blueprint, Response, flash, make_response, render_template, url_for
from flask_babel import gettext, lazy_gettext

from marketplace.access.tasks import Acting, Task
from marketplace.accounts import queries as accounts
from marketplace.helping import operations, queries
from marketplace.helping.labels import writer
from marketplace.kit.errors import Conflict, Forbidden, NotFound
from marketplace.toolbox import toolbox
from marketplace.web.doors import public, signed_in
from marketplace.web.identity import current_actor, maybe_actor, session_token
from marketplace.web.labels import message
from marketplace.web.links import see_other

blueprint = Blueprint("helping", __name__, url_prefix="/helping")


PLACES = (
    (Task.BAGS, "bags", "studio.listings", lazy_gettext("Bags"), "bag"),
    (Task.TALKS, "inbox", "studio.inbox", lazy_gettext("Questions"), "chat"),
    (Task.ORDERS, "orders", "studio.orders", lazy_gettext("Orders"), "paper"),
    (Task.SALES, "sales", "studio.sales", lazy_gettext("Sales book"), "box"),
)


@blueprint.app_template_global("helped_places")
def helped_places(acting: Acting) -> list[tuple[str, str, str, str]]:
    """What the bar of the studio leads a helper to: key, address, words, drawing."""
    return [
        (key, url_for(endpoint), str(words), drawing)
        for task, key, endpoint, words, drawing in PLACES
        if task in acting.tasks
    ]


@blueprint.app_template_global("written_by")
def written_by(helper: str, artisan: str) -> str:
    """Whose name stands under what was written on the artisan's side."""
    return writer(helper, artisan)


@blueprint.get("")
@signed_in
def studios() -> str:
    """The studios somebody helps in, and what they may do there."""
    return render_template("helping/studios.html", helps=queries.of_account(current_actor().id))


@blueprint.get("/invitations/<token>")
@public
def invitation(token: str) -> Response:
    """What an invitation asks; the link goes on working until it is accepted."""
    return _invitation(token)


@blueprint.post("/invitations/<token>")
@signed_in
def accept(token: str) -> Response:
    """Take an invitation up."""
    actor, at = current_actor(), toolbox().clock()
    try:
        helper = queries.invitation(token, at, lock=True)
        operations.accept(helper, actor=actor, at=at)
    except Forbidden as refusal:
        return _invitation(token, refusal.code, 403)
    except Conflict as refusal:
        return _invitation(token, refusal.code, 409)
    flash(gettext("You help %(artisan)s now.", artisan=helper.artisan.name), "ok")
    return see_other(url_for(".studios"))


@blueprint.post("/<int:helper_id>/act")
@signed_in
def act(helper_id: int) -> Response:
    """Work in this studio from now on, with this browser alone."""
    actor = current_actor()
    helper = queries.one_of_account(actor.id, helper_id, lock=True)
    operations.act(helper, _sign_in_id(), actor=actor, at=toolbox().clock())
    return see_other(url_for(".studios"))


@blueprint.post("/back")
@signed_in
def go_back() -> Response:
    """Work for oneself again."""
    operations.go_back(_sign_in_id())
    return see_other(url_for(".studios"))


@blueprint.post("/<int:helper_id>/leave")
@signed_in
def leave(helper_id: int) -> Response:
    """Stop helping in this studio."""
    actor = current_actor()
    helper = queries.one_of_account(actor.id, helper_id, lock=True)
    operations.leave(helper, actor=actor, at=toolbox().clock())
    flash(gettext("You no longer help %(artisan)s.", artisan=helper.artisan.name), "ok")
    return see_other(url_for(".studios"))


def _invitation(token: str, refused: str = "", status: int = 200) -> Response:
    try:
        helper = queries.invitation(token, toolbox().clock())
    except NotFound:
        return _private(render_template("helping/gone.html"), 404)
    page = render_template(
        "helping/invitation.html",
        helper=helper,
        token=token,
        person=maybe_actor(),
        refused=message(refused) if refused else "",
    )
    return _private(page, status)


def _private(page: str, status: int) -> Response:
    """The address holds a secret: nobody keeps what it led to."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _sign_in_id() -> int:
    found = accounts.sign_in_of(session_token() or "", toolbox().clock())
    if found is None:
        raise NotFound()
    return found.id
