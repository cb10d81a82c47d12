"""The public's side: a search that found nothing is counted, and may be made a wish. Neither says who it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from flask import Blueprint, Response, make_response, render_template, request, url_for

from marketplace.extensions import limiter
from marketplace.gaps import operations, queries
from marketplace.gaps.labels import vocabulary, words_of
from marketplace.gaps.rules import MEMBERS, MIN_DAYS, MIN_TIMES, Kind, key_of, one_of, read_key, terms_in
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.links import see_other

blueprint = Blueprint("gaps", __name__)
FLOOD = "60 per hour"
"""Posts of one address, whatever became of them."""


class Searched(Protocol):
    """What `note` needs to know of a question to the catalogue: folded words, and what was ticked by group."""

    @property
    def words(self) -> Sequence[str]: ...
    @property
    def chosen(self) -> Mapping[Any, Sequence[str]]: ...


def note(search: Searched, total: int) -> str:
    """Count a search that found nothing, in memory; return its key for a wish, "" where there is nothing to wish for.

    What is no term of ours (a name, a price) is dropped here. A search that found something is not counted, nor is one
    without terms, nor one whose terms alone a bag on offer answers: then it was something else that was missed.
    """
    if total:
        return ""
    places = queries.place_names()
    terms = terms_in(search.words, vocabulary(places))
    for kind in Kind:
        known = set(places) if kind is Kind.PLACE else {member.value for member in MEMBERS[kind]}
        terms += [(kind, value) for value in search.chosen.get(kind, ()) if value in known]
    key = key_of(terms)
    if not key or queries.is_offered(read_key(key)):
        return ""
    toolbox().searched.note(key, toolbox().today())
    return key


@blueprint.get("/wishes")
@public
def wish() -> Response:
    """What is about to be wished for, or was: one page, so that nothing is asked of the browser."""
    key = operations.known(request.args.get("for", ""))
    page = render_template(
        "gaps/wish.html",
        key=key,
        technique=one_of(read_key(key), Kind.TECHNIQUE),
        words=words_of(read_key(key), queries.place_names()),
        noted="noted" in request.args,
        times=MIN_TIMES,
        days=MIN_DAYS,
    )
    return make_response(page)


@blueprint.post("/wishes")
@public(form=True)
@limiter.limit(FLOOD)
def make_wish() -> Response:
    """Count a wish, once a day from one place."""
    key, box = operations.known(request.form.get("for", "")), toolbox()
    if operations.admit(key, address=request.remote_addr or "", at=box.clock()):
        operations.wish(key, day=box.today())
    values: dict[str, Any] = {"for": key, "noted": 1}
    return see_other(url_for(".wish", **values))
