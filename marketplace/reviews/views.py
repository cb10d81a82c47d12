"""Reviews: the buyer's form behind her link, an artisan's list for everybody, and what stands on pages of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.extensions import limiter
from marketplace.kit.errors import Conflict, Invalid
from marketplace.listings.beside import contribute
from marketplace.order_notes import operations as orders
from marketplace.order_notes.views.blueprint import FLOOD, opened, private
from marketplace.reviews import operations, queries
from marketplace.reviews.rules import FEWEST_FOR_AVERAGE, HIGHEST, LOWEST, Aspect, may_review, needs_account
from marketplace.reviews.schemas import ReviewForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import maybe_actor
from marketplace.web.labels import label, message
from marketplace.web.links import see_other

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marketplace.listings.models import Listing
    from marketplace.order_notes.models import OrderNote
    from marketplace.reviews.models import Review

blueprint = Blueprint("reviews", __name__)
PLACE = "/orders/<token>/review"


def install() -> None:
    """Put the newest reviews on every bag's page."""
    contribute("reviews", queries.is_reviewed, _beside)


def _beside(listing: Listing, reviewed: bool) -> Mapping[str, Any]:
    if not reviewed:
        return {"reviews": (), "reviews_summary": None}
    return {
        "reviews": queries.newest_of_bag(listing.id),
        "reviews_summary": queries.summary_of_bag(listing.id),
    }


@blueprint.app_template_global("reviews_of_artisan")
def _of_artisan(artisan_id: int) -> tuple[Any, Any]:
    """(summary, newest) for an artisan's page."""
    found = queries.summary_of_artisan(artisan_id)
    return found, queries.newest_of_artisan(artisan_id) if found.count else ()


@blueprint.app_template_global("review_of_note")
def _of_note(note: OrderNote) -> tuple[Review | None, bool]:
    """(the review, whether one may be written) for a note's page."""
    return (queries.of_note(note.id), may_review(note, _account())) if note.handed_over_at else (None, False)


@blueprint.get("/artisans/<slug>/reviews")
@public
def of_artisan(slug: str) -> str:
    """Every review of an artisan's orders, newest first."""
    artisan = queries.artisan(slug)
    page = queries.of_artisan(artisan.id, request.args.get("after", ""))
    return render_template(
        "reviews/of_artisan.html",
        artisan=artisan,
        summary=queries.summary_of_artisan(artisan.id),
        rows=page.items,
        fewest=FEWEST_FOR_AVERAGE,
        more=url_for(".of_artisan", slug=slug, after=page.next_cursor) if page.next_cursor else "",
    )


@blueprint.get(PLACE)
@public
def write(token: str) -> Response:
    """The form for a review, filled with what was written before."""
    note = _note(token)
    review = queries.of_note(note.id)
    known: dict[str, object] = {"name": note.buyer_name.split(" ")[0]}
    if review is not None:
        known = {"name": review.name, "words": review.current.words}
        for aspect, mark, why in review.current.marks:
            known |= {aspect.value: mark, f"why_{aspect.value}": why or None}
    return _form(note, token, blank_form(ReviewForm, known), 200)


@blueprint.post(PLACE)
@public(form=True)
@limiter.limit(FLOOD)
def send(token: str) -> Response:
    """Take a review, or another version of it."""
    form, note = read_form(ReviewForm), _note(token, lock=True)
    orders.buyer_of(note, maybe_actor())
    if not form.ok:
        return _form(note, token, form, 422)
    said = form.data
    try:
        operations.write(
            note,
            name=said.name,
            marks=said.marks,
            reasons=said.reasons,
            words=said.words,
            at=toolbox().clock(),
            account_id=_account(),
        )
    except Invalid as refusal:
        form.refused(refusal)
        return _form(note, token, form, 422)
    except Conflict as refusal:
        return _form(note, token, form, 409, refusal.code)
    flash(_("Thank you. Your review stands on the page of the bag and of the artisan."), "ok")
    return see_other(url_for("order_notes.show", token=token))


def _note(token: str, *, lock: bool = False) -> OrderNote:
    return opened(token, lock=lock)


def _account() -> int | None:
    actor = maybe_actor()
    return actor.id if actor else None


def _form(note: OrderNote, token: str, form: Form[ReviewForm], status: int, refused: str = "") -> Response:
    allowed = may_review(note, _account())
    if not allowed:
        status, refused = 409, "review.account" if needs_account(note, _account()) else "review.not_yet"
    page = render_template(
        "reviews/write.html",
        note=note,
        allowed=allowed,
        refused=message(refused) if refused else "",
        aspects=[(aspect.value, label(aspect)) for aspect in Aspect],
        marks=[("", _("Choose"))] + [(str(mark), _marked(mark)) for mark in range(HIGHEST, LOWEST - 1, -1)],
        back=url_for("order_notes.show", token=token),
        way=url_for(".send", token=token),
        form=form,
    )
    return private(make_response(page, status))


def _marked(mark: int) -> str:
    words = {5: _("very good"), 4: _("good"), 3: _("fair"), 2: _("poor"), 1: _("bad")}
    return f"{mark}: {words[mark]}"
