"""Pages: reviews of orders an officer should look at, and what is decided on one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext

from marketplace.access.permissions import Permission
from marketplace.desk import submissions
from marketplace.desk.views.blueprint import blueprint
from marketplace.kit.errors import Conflict
from marketplace.reviews import moderating, photos, queries
from marketplace.reviews.rules import Objection, Ruling, Seen
from marketplace.reviews.schemas import HideForm, KeepForm, ShowForm
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.forms import Form, blank_form, read_form
from marketplace.web.identity import current_actor
from marketplace.web.labels import label, message
from marketplace.web.links import see_other
from marketplace.web.private_files import private_picture

if TYPE_CHECKING:
    from flask_babel import LazyString


@blueprint.get("/reviews")
@requires(Permission.MODERATE_REVIEW)
def reviews() -> str:
    """Those that were reported and not dealt with, or written anew since they were hidden, oldest first."""
    return render_template(
        "desk/reviews/list.html",
        page=queries.waiting(request.args.get("after", "")),
        waiting=submissions.waiting_count(),
    )


@blueprint.get("/reviews/<int:review_id>")
@requires(Permission.MODERATE_REVIEW)
def order_review(review_id: int) -> Response:
    """One review, why it was reported, and what was decided on it before."""
    return _page(review_id)


@blueprint.get("/reviews/<int:review_id>/photos/<int:photo_id>/<size>")
@requires(Permission.MODERATE_REVIEW)
def order_review_photo(review_id: int, photo_id: int, size: str) -> Response:
    """A photo of a review, of a hidden one too."""
    key = photos.file_of(queries.for_officer(review_id), photo_id, size)
    return private_picture(key, f"review-{photo_id}-{size}")


@blueprint.post("/reviews/<int:review_id>/hide")
@requires(Permission.MODERATE_REVIEW)
def hide_review(review_id: int) -> Response:
    """Hide it, on a ground everybody reads, with words for author and artisan."""
    form = read_form(HideForm)
    if not form.ok:
        return _page(review_id, form, 422)
    said = form.data
    return _rule(review_id, Ruling.HIDE, form, said.shown, said.words, said.ground)


@blueprint.post("/reviews/<int:review_id>/keep")
@requires(Permission.MODERATE_REVIEW)
def keep_review(review_id: int) -> Response:
    """Leave it where it is; the reports about it are settled."""
    form = read_form(KeepForm)
    if not form.ok:
        return _page(review_id, status=422)
    return _rule(review_id, Ruling.KEEP, blank_form(HideForm), form.data.shown)


@blueprint.post("/reviews/<int:review_id>/show")
@requires(Permission.MODERATE_REVIEW)
def show_review(review_id: int) -> Response:
    """Show a hidden one again, or leave the new version hidden, with words for author and artisan."""
    form = read_form(ShowForm)
    if not form.ok:
        return _page(review_id, form, 422)
    return _rule(review_id, form.data.ruling, form, form.data.shown, form.data.words)


def _rule(
    review_id: int,
    ruling: Ruling,
    form: Form[Any],
    seen: Seen,
    words: str = "",
    ground: Objection | None = None,
) -> Response:
    box = toolbox()
    try:
        moderating.rule(
            queries.for_officer(review_id, lock=True),
            ruling,
            words,
            ground,
            seen=seen,
            actor=current_actor(),
            at=box.clock(),
        )
    except Conflict as refusal:
        return _page(review_id, form, 409, refusal.code)
    flash(str(_done(ruling)), "ok")
    return see_other(url_for(".reviews"))


def _done(ruling: Ruling) -> LazyString | str:
    if ruling is Ruling.KEEP:
        return gettext("The review stays.")
    told = gettext("Author and artisan are told why.")
    return f"{label(ruling)}. {told}"


def _page(review_id: int, form: Form[Any] | None = None, status: int = 200, refused: str = "") -> Response:
    found = queries.for_officer(review_id)
    moderating.require_impartial(found, current_actor())
    page = render_template(
        "desk/reviews/show.html",
        review=found,
        reported=[one for one in found.reports if one.settled_at is None],
        seen=moderating.seen_of(found),
        anew=found.hidden is not None and found.hidden.number < found.number,
        choices=[
            (Ruling.SHOW.value, gettext("Show it again")),
            (Ruling.STAY.value, gettext("It stays hidden")),
        ],
        grounds=[(one.value, label(one)) for one in Objection],
        form=form or blank_form(HideForm),
        refused=message(refused) if refused else "",
        waiting=submissions.waiting_count(),
    )
    return make_response(page, status)
