"""Pages: what awaits her today."""

from __future__ import annotations

from flask import Response, make_response, render_template, url_for

from marketplace.access.permissions import Permission
from marketplace.artisans import queries as artisans
from marketplace.artisans.labels import address_name
from marketplace.certificates import queries as certificates
from marketplace.certificates.labels import badge_text, headline
from marketplace.certificates.rules import Status, speaking
from marketplace.inquiries import queries as inquiries
from marketplace.listings import queries as listings
from marketplace.listings.rules import State
from marketplace.studio.views.blueprint import blueprint
from marketplace.toolbox import toolbox
from marketplace.web.doors import requires
from marketplace.web.identity import current_actor
from marketplace.web.links import see_other


@blueprint.get("/")
@requires(Permission.EDIT_PROFILE)
def home() -> Response:
    """Her standing, what waits for her, and the way to the next bag; whoever has no profile yet begins with it."""
    artisan = artisans.own(current_actor().id)
    if artisan is None:
        return see_other(url_for(".profile"))
    papers = certificates.own_list(artisan.id)
    speaks = speaking(papers, toolbox().today())
    counts = listings.own_counts(artisan.id)
    return make_response(
        render_template(
            "studio/home.html",
            artisan=artisan,
            called=address_name(artisan),
            speaks=speaks,
            standing_text=headline(speaks[1] if speaks else None),
            badge_text=badge_text,
            to_mend=[paper for paper in papers if paper.status is Status.NEEDS_CHANGES],
            counts=counts,
            states=(State.PUBLISHED, State.DRAFT, State.PAUSED, State.SOLD),
            waiting=len(inquiries.waiting(artisan.id)),
            unread=inquiries.unread(artisan.id),
            steps=[
                (bool(artisan.place_code and artisan.story), "profile"),
                (bool(papers), "certificates"),
                (counts[State.PUBLISHED] > 0, "listings"),
            ],
        )
    )
