"""The cohort an installation comes with, on a page of its own and at the officers' desk."""

from __future__ import annotations

from marketplace.artisans.places import load_shipped_places
from marketplace.database.session import reading
from marketplace.programmes.models import Programme
from marketplace.programmes.shipped import load_shipped_programmes
from marketplace.web.content import load
from tests.journeys.sights import Sights


def programme(sights: Sights) -> tuple[str, int]:
    """Its name in addresses, and its number."""
    site = sights.site
    with site.change():
        load_shipped_places()
        load_shipped_programmes(load("bontang"), at=site.box.clock())
    with site.app.app_context(), reading() as session:
        found = session.query(Programme).order_by(Programme.id).first()
        assert found is not None
        return found.slug, found.id
