"""Pages: a draft to approve behind the link of a letter; what a helper asked, studio by studio."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, url_for
from flask_babel import gettext

from marketplace.approvals import operations, queries
from marketplace.approvals.rules import Means, Outcome, Standing
from marketplace.approvals.views.page import Place, press, private, show
from marketplace.helping import queries as helping
from marketplace.kit.errors import Forbidden, NotFound
from marketplace.kit.phones import whatsapp_link
from marketplace.toolbox import toolbox
from marketplace.web.doors import public, signed_in
from marketplace.web.identity import current_actor, maybe_actor
from marketplace.web.links import absolute_url

blueprint = Blueprint("approvals", __name__)


@blueprint.get("/approvals/<token>")
@public
def by_link(token: str) -> Response:
    """The bag as it will be shown, and the buttons; looking changes nothing."""
    try:
        return show(queries.by_link(token), _place(token))
    except NotFound:
        return private(make_response(render_template("approvals/gone.html"), 404))


@blueprint.post("/approvals/<token>")
@public(form=True)
def answer_by_link(token: str) -> Response:
    """Whoever has her letter answers for her; never the helper who asked."""
    approval, person = queries.by_link(token), maybe_actor()
    if person is not None and person.id == approval.helper.account_id:
        raise Forbidden("approval.helper")
    return press(approval, _place(token), actor=operations.her(approval))


@blueprint.get("/helping/approvals")
@signed_in
def asked() -> str:
    """What waits, and what was said, in all studios somebody helps in."""
    actor, at = current_actor(), toolbox().clock()
    helps = helping.of_account(actor.id)
    rows = [(row, queries.standing_of(row, at)) for row in queries.of_account(actor.id)]
    drafts = queries.drafts([one.artisan_id for one in helps])
    tally = queries.tally([one.id for one in helps])
    return render_template(
        "approvals/asked.html",
        helps=[
            (
                one,
                drafts.get(one.artisan_id, 0),
                sum(row.helper_id == one.id and found is Standing.WAITING for row, found in rows),
                tally.get((one.id, Outcome.APPROVED), 0),
                tally.get((one.id, Outcome.REFUSED), 0),
            )
            for one in helps
        ],
        rows=[(row, found, _pass_on(row.id) if _by_herself(row, found) else "") for row, found in rows],
    )


def _place(token: str) -> Place:
    return Place(url_for("approvals.by_link", token=token), "layouts/base.html", Means.LINK)


def _by_herself(row: object, found: Standing) -> bool:
    return found is Standing.WAITING and getattr(row, "digest", None) is None


def _pass_on(approval_id: int) -> str:
    """A draft on WhatsApp for the helper to send on: it leads to a page that asks the artisan to sign in."""
    text = gettext("A draft of your bag waits for your approval. Sign in and look at it here:")
    return whatsapp_link("", f"{text} {absolute_url('studio.approval', approval_id=approval_id)}")
