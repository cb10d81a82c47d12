"""Pages: one change to several bags: choose, look at what becomes of each, do it."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from marketplace.access.permissions import Permission
from marketplace.listings import queries
from marketplace.listings.labels import search_words
from marketplace.listings.rules import MAX_LEAD_DAYS, MIN_LEAD_DAYS, State
from marketplace.listings.together import Change, Step, carry_out, look
from marketplace.studio.views.blueprint import blueprint
from marketplace.studio.views.listings import TABS
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, Schema, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label
from marketplace.web.links import see_other
from marketplace.web.row_numbers import row_number

AT_ONCE = 100
"""Bags on one page; who has more goes on to the next."""
LOWEST, HIGHEST = 50, 100
"""Percent by which prices can fall and rise at once: a slip of the finger gives no bag away."""


class TogetherForm(Schema):
    """What is sent along with the bags."""

    change: str = ""
    down: str = ""
    percent: str = ""
    days: str = ""


@blueprint.get("/listings/together")
@requires(Permission.EDIT_LISTING)
def together() -> str:
    """Her bags to choose from, and what can be done."""
    return _page(Form(TogetherForm, MultiDict(), None), ())


@blueprint.post("/listings/together")
@requires(Permission.EDIT_LISTING)
def change_together() -> Response:
    """Show what becomes of each chosen bag; with the button of that page, do it."""
    actor, form = current_actor(), read_form(TogetherForm)
    versions = dict(_chosen())
    change, amount = _wanted(form)
    if not versions:
        form.fail("bag", "together.bags")
    if form.errors or change is None:
        return make_response(_page(form, versions), 422)
    if "do" not in request.form:
        steps = look(actor.artisan_id, versions, change, amount)
        return make_response(_looked(form, steps, change, amount))
    steps = carry_out(
        actor.artisan_id,
        versions,
        change,
        amount,
        actor=actor,
        at=toolbox().clock(),
        search_words=search_words,
    )
    done = sum(step.hurdle is None for step in steps)
    flash(ngettext("%(num)d bag changed.", "%(num)d bags changed.", done), "ok")
    if done == len(steps):
        return see_other(url_for("studio.listings"))
    return make_response(_looked(form, [step for step in steps if step.hurdle], change, amount))


def _chosen() -> Iterable[tuple[str, int]]:
    """Codes and the versions the page showed; anything else is passed over."""
    for value in request.form.getlist("bag")[:AT_ONCE]:
        code, _, version = value.partition(":")
        number = row_number(version)
        if number is not None:
            yield code, number


def _wanted(form: Form[TogetherForm]) -> tuple[Change | None, int]:
    """Return what to do and by how much; what is missing or too much is said beside its field."""
    value = form.value("change")
    if value not in set(Change):
        form.fail("change", "together.change")
        return None, 0
    change = Change(value)
    if change is Change.PRICE:
        lower = form.value("down") == "1"
        percent = _whole(form.value("percent").removesuffix("%"))
        if not 1 <= percent <= (LOWEST if lower else HIGHEST):
            form.fail("percent", "together.percent")
        return change, -percent if lower else percent
    if change is Change.LEAD_DAYS:
        days = _whole(form.value("days"))
        if not MIN_LEAD_DAYS <= days <= MAX_LEAD_DAYS:
            form.fail("days", "together.days", least=MIN_LEAD_DAYS, most=MAX_LEAD_DAYS)
        return change, days
    return change, 0


def _whole(text: str) -> int:
    """Return a short number as typed; -1 for anything else, which no range holds."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else -1


def _page(form: Form[TogetherForm], chosen: Iterable[str]) -> str:
    wanted = request.values.get("state", "")
    state = State(wanted) if wanted in TABS else None
    page = queries.own_page(current_actor().artisan_id, state, request.args.get("after", ""), AT_ONCE)
    return render_template(
        "studio/listings/together.html",
        form=form,
        page=page,
        state=state,
        chosen=set(chosen),
        changes=[(one, label(one), "") for one in Change],
    )


def _looked(form: Form[TogetherForm], steps: list[Step], change: Change, amount: int) -> str:
    return render_template(
        "studio/listings/together_look.html",
        form=form,
        steps=steps,
        change=change,
        amount=amount,
        ready=sum(step.hurdle is None for step in steps),
        done="do" in request.form,
        Change=Change,
    )
