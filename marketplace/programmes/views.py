"""The public pages of programmes and cohorts. Nobody needs to sign in, no page needs a script."""

from __future__ import annotations

from flask import Blueprint, render_template

from marketplace.bodies.labels import own_words
from marketplace.programmes import queries
from marketplace.programmes.labels import days_words
from marketplace.programmes.rules import figures_shown, is_open
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.kept_pages import hangs_on

blueprint = Blueprint("programmes", __name__)


@blueprint.get("/programmes/<slug>")
@public(kept=True)
def programme(slug: str) -> str:
    """One programme: what it is for, and each time it was held."""
    hangs_on()
    found, cohorts = queries.programme_shown(slug)
    return render_template(
        "programmes/programme.html",
        programme=found,
        cohorts=cohorts,
        own_words=own_words,
        days_words=days_words,
    )


@blueprint.get("/programmes/<slug>/<int:number>")
@public(kept=True)
def cohort(slug: str, number: int) -> str:
    """One cohort: when and where, who organised it, what was planned for each day, what is recorded of it."""
    hangs_on()
    found = queries.cohort_shown(slug, number)
    figures = figures_shown({row.figure: row.number for row in found.figures})
    return render_template(
        "programmes/cohort.html",
        cohort=found,
        programme=found.programme,
        figures=figures,
        open=is_open(found.state, found.register_from, found.register_until, found.seats, toolbox().today()),
        held_back=len(figures) < len(found.figures),
        own_words=own_words,
        days_words=days_words,
    )
