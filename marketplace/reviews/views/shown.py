"""Reviews in public: an artisan's list for everybody, and what stands on pages of bags, artisans and order notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, render_template, request, url_for

from marketplace.listings.beside import contribute
from marketplace.reviews import photos, queries
from marketplace.reviews.rules import closed
from marketplace.reviews.views.blueprint import blueprint
from marketplace.web.doors import public
from marketplace.web.identity import maybe_actor
from marketplace.web.private_files import members_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from marketplace.listings.models import Listing
    from marketplace.order_notes.models import OrderNote
    from marketplace.reviews.models import Review


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


@blueprint.app_template_global("review_photo_url")
def _photo_url(review_id: int) -> Callable[[int, str], str]:
    """Return what says the public address of each photo of a review."""
    return lambda photo_id, size: url_for("reviews.photo", review_id=review_id, photo_id=photo_id, size=size)


@blueprint.app_template_global("reviews_of_artisan")
def _of_artisan(artisan_id: int) -> tuple[Any, Any]:
    """(summary, newest) for an artisan's page."""
    found = queries.summary_of_artisan(artisan_id)
    return found, queries.newest_of_artisan(artisan_id) if found.count else ()


@blueprint.app_template_global("review_of_note")
def _of_note(note: OrderNote) -> tuple[Review | None, bool]:
    """(the review, whether its page leads on to writing one) for a note's page."""
    if note.handed_over_at is None:
        return None, False
    actor = maybe_actor()
    return queries.of_note(note.id), closed(note, actor.id if actor else None) is None


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
        more=url_for(".of_artisan", slug=slug, after=page.next_cursor) if page.next_cursor else "",
    )


@blueprint.get("/reviews/<int:review_id>/photos/<int:photo_id>/<size>")
@public
def photo(review_id: int, photo_id: int, size: str) -> Response:
    """A photo of a review everybody can read; of a hidden one there is none."""
    key = photos.file_of(queries.public(review_id), photo_id, size)
    response = members_picture(key, f"review-{photo_id}-{size}")
    response.headers["X-Robots-Tag"] = "noindex"
    return response
