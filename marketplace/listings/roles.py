"""Who made a bag, in plain words: on its card, on its page, and in the editor with what it means for the badge."""

from __future__ import annotations

from flask_babel import gettext

from marketplace.listings.models import Listing
from marketplace.listings.rules import MadeBy
from marketplace.listings.shown_bags import AnyBag


def role_words(listing: AnyBag) -> str:
    """Return it in a few words, for cards; a draft that does not say yet has its maker's name alone."""
    name = listing.artisan.name
    match listing.made_by:
        case MadeBy.SELF:
            return gettext("Made by %(name)s", name=name)
        case MadeBy.GROUP:
            return gettext("Made by the group of %(name)s", name=name)
        case MadeBy.OTHERS:
            return gettext("Made by others, sold by %(name)s", name=name)
    return name


def role_sentence(listing: Listing) -> str:
    """Return it as the bag's page says it; empty where it was not said."""
    name = listing.artisan.name
    match listing.made_by:
        case MadeBy.SELF:
            return gettext("Made by %(name)s alone, as the artisan states.", name=name)
        case MadeBy.GROUP:
            return gettext("Made by the group of %(name)s, as the artisan states.", name=name)
        case MadeBy.OTHERS:
            return gettext("Made by others and sold by %(name)s, as the artisan states.", name=name)
    return ""


def role_note(made_by: MadeBy) -> str:
    """Return what an answer means for the badge, beside it in the editor."""
    match made_by:
        case MadeBy.SELF:
            return gettext("Carries your badge where a unit you tick covers its technique.")
        case MadeBy.GROUP:
            return gettext("No badge: which of you made it, and whether they were tested, is not on record.")
        case MadeBy.OTHERS:
            return gettext("No badge: the page says that others made it and you sell it.")
