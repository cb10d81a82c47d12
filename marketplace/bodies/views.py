"""The public pages of bodies and schemes. Nobody needs to sign in, no page needs a script."""

from __future__ import annotations

from flask import Blueprint, render_template

from marketplace.bodies import queries
from marketplace.bodies.labels import FIELDS, authority, licence_words, meaning, own_words, role
from marketplace.bodies.rules import host_of
from marketplace.toolbox import toolbox
from marketplace.web.doors import public
from marketplace.web.kept_pages import hangs_on

blueprint = Blueprint("bodies", __name__)
WORDS = {"own_words": own_words, "authority": authority, "role": role, "names": FIELDS}


@blueprint.get("/bodies/<slug>")
@public(kept=True)
def body(slug: str) -> str:
    """One body: whose authority it works under, what its licence said when it was looked up, its schemes."""
    hangs_on()
    found = queries.by_slug(slug)
    return render_template(
        "bodies/body.html",
        body=found,
        licence=licence_words(found, toolbox().today()),
        host=host_of(found.directory_url),
        **WORDS,
    )


@blueprint.get("/bodies/<slug>/<scheme_slug>")
@public(kept=True)
def scheme(slug: str, scheme_slug: str) -> str:
    """One scheme: the chain from BNSP to its units, and what each unit means for a buyer."""
    hangs_on()
    found = queries.scheme_by_slugs(slug, scheme_slug)
    return render_template(
        "bodies/scheme.html",
        scheme=found,
        body=found.body,
        licence=licence_words(found.body, toolbox().today()),
        meaning=meaning,
        **WORDS,
    )
