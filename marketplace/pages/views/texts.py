"""Pages of text: the programme, who we are, personal data, terms."""

from __future__ import annotations

from flask import render_template

from marketplace.accounts.rules import CONSENT_VERSION
from marketplace.bodies.labels import own_words
from marketplace.pages.views.blueprint import blueprint
from marketplace.programmes import queries as programmes
from marketplace.programmes.labels import days_words
from marketplace.toolbox import toolbox
from marketplace.web.content import content
from marketplace.web.doors import public
from marketplace.web.kept_pages import hangs_on


@blueprint.get("/programme")
@public(kept=True)
def programme() -> str:
    """What the city does, from sources: texts of the installation's content file, and every cohort on record."""
    hangs_on()
    steps = [(step["title"], step["when"], step["text"]) for step in content("programme.road")]
    who = [(person["name"], person["role"]) for person in content("programme.who")]
    return render_template(
        "pages/programme.html",
        road_steps=steps,
        who=who,
        cohorts=programmes.shown(),
        own_words=own_words,
        days_words=days_words,
    )


@blueprint.get("/about")
@public(kept=True)
def about() -> str:
    """What this site is, and what it is not."""
    hangs_on()
    return render_template("pages/about.html")


@blueprint.get("/privacy")
@public(kept=True)
def privacy() -> str:
    """What is kept of whom, why, and how to have it removed."""
    hangs_on()
    days = toolbox().settings.registration_days
    return render_template("pages/privacy.html", version=CONSENT_VERSION, registration_days=days)


@blueprint.get("/terms")
@public(kept=True)
def terms() -> str:
    """The rules of the house."""
    hangs_on()
    return render_template("pages/terms.html", version=CONSENT_VERSION)
