"""Opportunities of the demonstration: one fair by invented people, and one application to it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.artisans.models import Artisan
from marketplace.database.session import session
from marketplace.opportunities import applying, operations
from marketplace.opportunities.operations import Entry
from marketplace.opportunities.rules import Action, Kind
from marketplace.toolbox import Toolbox


def offer(box: Toolbox, officer: Actor) -> None:
    """Publish a fair, and let the first artisan whose record fits apply for it."""
    at, today = box.clock() - timedelta(days=2), box.today()
    entry = Entry(
        kind=Kind.FAIR,
        title="Bazar Kriya Rekaan",
        title_en="Invented craft fair",
        offered_by="Panitia Bazar Rekaan",
        description="Tiga hari di lapangan kota (rekaan). Meja dan listrik disediakan panitia; tidak dipungut biaya.",
        description_en="Three days on the town square (invented). Table and power are provided; no fee is taken.",
        place_code=box.settings.regency_code,
        first_on=today + timedelta(days=40),
        last_on=today + timedelta(days=42),
        deadline=today + timedelta(days=18),
        places=8,
        rule_until=today + timedelta(days=42),
    )
    found = operations.add(entry, actor=officer, at=at, today=today)
    operations.move(found, Action.PUBLISH, version=found.version, actor=officer, at=at, today=today)
    for artisan in session.scalars(select(Artisan).order_by(Artisan.id)):
        if applying.verdict_of(found, artisan, today).eligible:
            actor = Actor(artisan.account_id, Role.ARTISAN, artisan.name, artisan.id)
            applying.apply(found, artisan, with_contact=True, actor=actor, at=box.clock(), today=today)
            break
