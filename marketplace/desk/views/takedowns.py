"""Pages: bags that officers take out of everybody's sight, their makers' appeals, and giving them back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access import policy
from marketplace.access.permissions import Permission
from marketplace.appeals.rules import WITHIN, Outcome
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.desk.views.reports import due_of
from marketplace.kit.errors import Conflict, Forbidden, Invalid, NotFound
from marketplace.listings.cards import address
from marketplace.listings.public import has_page
from marketplace.listings.rules import LIFECYCLE, Action
from marketplace.listings.shop import code_in
from marketplace.reports import queries as reports
from marketplace.reports.labels import due_words
from marketplace.takedowns import operations, queries
from marketplace.takedowns.rules import GROUNDS
from marketplace.takedowns.schemas import BagAppealDecisionForm, GiveBackForm, TakeDownForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label, message
from marketplace.web.links import see_other


@blueprint.get("/takedowns")
@requires(Permission.MODERATE_LISTING)
def takedowns() -> Response:
    """Every bag that was taken down, or the appeals that wait; and the way to a bag by its code or address."""
    appealed, wanted, unknown = request.args.get("appealed") == "1", request.args.get("bag", ""), ""
    if wanted.strip():
        try:
            return see_other(url_for(".bag", code=queries.bag(_code(wanted)).code))
        except NotFound:
            unknown = message("takedown.bag")
    page = render_template(
        "desk/takedowns/list.html",
        page=queries.queue(appealed=appealed, after=request.args.get("after", "")),
        appealed=appealed,
        open_appeals=queries.open_appeals(),
        wanted=wanted,
        unknown=unknown,
        waiting=submissions.waiting_count(),
    )
    return make_response(page, 404 if unknown else 200)


@blueprint.get("/bags/<code>")
@requires(Permission.MODERATE_LISTING)
def bag(code: str) -> Response:
    """One bag: what was reported about it, each time it was taken down, and what can be done now."""
    return _page(code)


@blueprint.post("/bags/<code>/take-down")
@requires(Permission.MODERATE_LISTING)
def take_down(code: str) -> Response:
    """Take it out of everybody's sight."""
    form = read_form(TakeDownForm)

    def act() -> str:
        said, box = form.data, toolbox()
        at = box.clock()
        report = reports.for_officer(said.report) if said.report is not None else None
        operations.take_down(
            queries.bag(code, lock=True),
            said.ground,
            said.reason,
            actor=current_actor(),
            at=at,
            until=box.local(at + WITHIN).date(),
            report=report,
        )
        return gettext("Taken down. Nobody but its maker and officers sees the bag now, and she is told why.")

    return _done(code, form, act, "take")


@blueprint.post("/takedowns/<int:takedown_id>/give-back")
@requires(Permission.MODERATE_LISTING)
def give_back(takedown_id: int) -> Response:
    """Give it back; its maker shows it again herself."""
    form = read_form(GiveBackForm)
    found = queries.for_officer(takedown_id, lock=form.ok)

    def act() -> str:
        said, at = form.data, toolbox().clock()
        operations.give_back(found, said.back_reason, actor=current_actor(), at=at, version=said.version)
        return gettext("Given back. Its maker is told, and can show it again.")

    return _done(found.listing.code, form, act, "back")


@blueprint.post("/takedowns/<int:takedown_id>/appeal")
@requires(Permission.MODERATE_LISTING)
def decide_bag_appeal(takedown_id: int) -> Response:
    """Decide on what its maker says against it."""
    form = read_form(BagAppealDecisionForm)
    found = queries.for_officer(takedown_id, lock=form.ok)

    def act() -> str:
        said, at = form.data, toolbox().clock()
        operations.decide(
            found, said.outcome, said.answer, actor=current_actor(), at=at, version=said.version
        )
        return gettext("Decided: %(outcome)s. The artisan is being told.", outcome=label(said.outcome))

    return _done(found.listing.code, form, act, "decision")


def _code(text: str) -> str:
    """Return the code in what was typed: the code itself, or the address of the bag's page."""
    return code_in(text.strip().partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2])


def _done(code: str, form: Form[Any], act: Callable[[], str], which: str) -> Response:
    """Do it and say so, or show the bag again with what was typed and what stands against it."""
    if not form.ok:
        return _page(code, status=422, **{which: form})
    try:
        done = act()
    except Invalid as refusal:
        form.refused(refusal)
        return _page(code, status=422, **{which: form})
    except Conflict as refusal:
        form.fail("form", refusal.code)
        return _page(code, status=409, **{which: form})
    flash(done, "ok")
    return see_other(url_for(".bag", code=code))


def _page(
    code: str,
    *,
    take: Form[TakeDownForm] | None = None,
    back: Form[GiveBackForm] | None = None,
    decision: Form[BagAppealDecisionForm] | None = None,
    status: int = 200,
) -> Response:
    found, actor, today = queries.bag(code), current_actor(), toolbox().today()
    policy.require(actor, Permission.MODERATE_LISTING, found)
    history = queries.of_bag(found.id)
    down = next((one for one in history if one.is_down), None)
    version = {"version": down.version if down else 0}
    from_report = {"report": request.args.get("report", "")}
    page = render_template(
        "desk/takedowns/bag.html",
        bag=found,
        address=address(found) if has_page(found) else None,
        history=history,
        down=down,
        refused=_refused(down) if down and down.waits else "",
        due=due_words(due_of(down.appealed_at), today) if down and down.appealed_at else "",
        reported=reports.of_bag(found.id),
        may_take=LIFECYCLE.allows(found.state, Action.TAKE_DOWN),
        take=take or blank_form(TakeDownForm, from_report),
        back=back or blank_form(GiveBackForm, version),
        decision=decision or blank_form(BagAppealDecisionForm, version),
        form=take or back or decision or blank_form(TakeDownForm),
        grounds=[("", "–"), *((ground.value, label(ground)) for ground in GROUNDS)],
        outcomes=[(outcome.value, label(outcome)) for outcome in Outcome],
        waiting=submissions.waiting_count(),
    )
    return make_response(page, status)


def _refused(down: Any) -> str:
    """Why this officer may not decide on the appeal; empty where nothing is in the way."""
    try:
        operations.require_other_officer(down, current_actor())
    except Forbidden as refusal:
        return message(refusal.code)
    return ""
