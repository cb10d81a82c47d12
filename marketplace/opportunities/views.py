"""The public pages of opportunities. Nobody needs to sign in; who applied is on none of them."""

from __future__ import annotations

from flask import Blueprint, render_template

from marketplace.bodies.labels import own_words
from marketplace.opportunities import queries, wording
from marketplace.opportunities.rules import takes_more
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.kept_pages import hangs_on

blueprint = Blueprint("opportunities", __name__)


@blueprint.get("/opportunities")
@public(kept=True)
def index() -> str:
    """What artisans can apply for today, the next deadline first, and what is over."""
    hangs_on()
    today = toolbox().today()
    return render_template(
        "opportunities/index.html",
        shown=queries.shown(today),
        today=today,
        own_words=own_words,
        wording=wording,
    )


@blueprint.get("/opportunities/<slug>")
@public(kept=True)
def show(slug: str) -> str:
    """One of them: what it is, when and where, who may apply and until when."""
    hangs_on()
    found, today = queries.one_shown(slug), toolbox().today()
    return render_template(
        "opportunities/show.html",
        one=found,
        title=own_words(found.title, found.title_en),
        description=own_words(found.description, found.description_en),
        days=wording.days_words(found.first_on, found.last_on),
        until=wording.until_words(found, today),
        open=takes_more(found.state, found.deadline, today),
        asked_for=wording.asked_for(found),
    )
