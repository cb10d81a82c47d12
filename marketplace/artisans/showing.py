"""What an artisan's consents do to what the public sees of her: it appears and disappears with them."""

from __future__ import annotations

from datetime import datetime

from marketplace.access.actors import Actor
from marketplace.accounts import consents
from marketplace.accounts.rules import ConsentPurpose
from marketplace.artisans import queries


def install() -> None:
    """Have both consents act."""
    consents.acts(ConsentPurpose.SHOW_PROFILE, show_profile)
    consents.acts(ConsentPurpose.SHOW_WHATSAPP, show_whatsapp)


def show_profile(actor: Actor, given: bool, at: datetime) -> None:
    """Show her name, portrait, page and bags, or take them all out of sight."""
    artisan = queries.own(actor.id)
    if artisan is not None:
        artisan.visible = given


def show_whatsapp(actor: Actor, given: bool, at: datetime) -> None:
    """Show her number, or take it off every page; where she has written none there is nothing to show."""
    artisan = queries.own(actor.id)
    if artisan is not None:
        artisan.whatsapp_public = given and bool(artisan.whatsapp)
