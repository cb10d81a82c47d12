"""The public's side: the questions of a bag with their answers, asking one, and reporting one."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, make_response, render_template, request, url_for

from marketplace.artisans.labels import address_name, back_on
from marketplace.extensions import limiter
from marketplace.kit.errors import Conflict, TooMany
from marketplace.listings.beside import contribute
from marketplace.listings.cards import address
from marketplace.listings.public import bag as public_bag
from marketplace.questions import operations, queries
from marketplace.questions.rules import FlagReason, State
from marketplace.questions.schemas import TRAP, FlagForm, QuestionForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.labels import label
from marketplace.web.links import see_other
from marketplace.web.locale import current_locale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.listings.models import Listing

blueprint = Blueprint("questions", __name__)
PLACE = "/products/<slug>-<string(length=10):code>/questions"
FLOOD = "120 per hour"
"""Posts of one address, good or bad; the finer limits keep what was typed and say how long to wait."""


def install() -> None:
    """Put the newest answers on every bag's page."""
    contribute("questions", queries.is_asked_about, _beside)


def _beside(listing: Listing, answered: bool) -> Mapping[str, Any]:
    return {
        "questions": queries.newest(listing.id) if answered else queries.NONE,
        "questions_page": _page_of(listing),
        "may_be_asked": listing.state in operations.ASKED_ABOUT,
    }


@blueprint.get(PLACE)
@public
def of_bag(slug: str, code: str) -> Response:
    """Every answered question about a bag, the newest answer first, and the form for another."""
    return _page(public_bag(code), blank_form(QuestionForm), 200)


@blueprint.post(PLACE)
@public(form=True)
@limiter.limit(FLOOD)
def ask(slug: str, code: str) -> Response:
    """Take a question from anybody, without an account. What only a robot fills in is thanked for, and not kept."""
    form = read_form(QuestionForm)
    bag = public_bag(code)
    if request.form.get(TRAP):
        return _asked(bag)
    if not form.ok:
        return _page(bag, form, 422)
    said, box, where = form.data, toolbox(), request.remote_addr or ""
    at, sender = box.clock(), operations.sender_key(said.email or where, box.settings.secret_key)
    if queries.same_again(bag.id, sender, said.question) is not None:
        return _asked(bag)
    try:
        operations.admit(bag.id, sender, address=where, at=at)
    except TooMany as refusal:
        form.fail("question", "question.too_many", minutes=ceil(refusal.retry_after / 60))
        response = _page(public_bag(code), form, 429)
        response.headers["Retry-After"] = str(refusal.retry_after)
        return response
    bag = public_bag(code, lock=True)
    try:
        operations.ask(
            bag,
            name=said.name,
            body=said.question,
            email=said.email,
            sender=sender,
            locale=current_locale(),
            at=at,
        )
    except Conflict as refusal:
        form.fail("question", refusal.code)
        return _page(bag, form, 409)
    return _asked(bag)


@blueprint.get("/questions/<int:question_id>/report")
@public
def write_flag(question_id: int) -> Response:
    """What is wrong with a question or its answer."""
    return _flag_page(question_id, blank_form(FlagForm), 200)


@blueprint.post("/questions/<int:question_id>/report")
@public(form=True)
@limiter.limit(FLOOD)
def flag(question_id: int) -> Response:
    """Take it to the officers; the question stays until one of them has looked."""
    form = read_form(FlagForm)
    queries.public(question_id)
    if not form.ok:
        return _flag_page(question_id, form, 422)
    box, where = toolbox(), request.remote_addr or ""
    operations.admit_flag(where, at=box.clock())
    sender = operations.sender_key(where, box.settings.secret_key)
    operations.flag(queries.public(question_id, lock=True), form.data.reason, sender=sender, at=box.clock())
    return see_other(url_for(".write_flag", question_id=question_id, sent=1))


def _page_of(bag: Listing, **more: Any) -> str:
    values: dict[str, Any] = dict(address(bag))
    return url_for("questions.of_bag", **values, **more)


def _asked(bag: Listing) -> Response:
    return see_other(_page_of(bag, asked=1))


def _page(bag: Listing, form: Form[QuestionForm], status: int) -> Response:
    found = queries.answered(bag.id, request.args.get("after", ""))
    gone = queries.taken_away(bag.id)
    page = render_template(
        "questions/of_bag.html",
        bag=bag,
        address=address(bag),
        called=address_name(bag.artisan),
        away_until=back_on(bag.artisan, toolbox().today()),
        found=found.items,
        later="after" in request.args,
        first=_page_of(bag),
        more=_page_of(bag, after=found.next_cursor) if found.next_cursor else "",
        hidden=gone.get(State.HIDDEN, 0),
        removed=gone.get(State.REMOVED, 0),
        open=bag.state in operations.ASKED_ABOUT,
        asked="asked" in request.args,
        form=form,
        trap=TRAP,
    )
    return make_response(page, status)


def _flag_page(question_id: int, form: Form[FlagForm], status: int) -> Response:
    question = queries.public(question_id)
    page = render_template(
        "questions/flag.html",
        question=question,
        back=_page_of(question.listing),
        reasons=[(reason.value, label(reason)) for reason in FlagReason],
        sent="sent" in request.args,
        form=form,
    )
    return make_response(page, status)
