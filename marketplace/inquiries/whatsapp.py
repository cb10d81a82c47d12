"""Going on with a talk on WhatsApp: drafts that carry what it is about, for either side.

What is written there is not known here. Both lead back to the bag's public page, and by an address that opens nothing
(`coming_back`) to the talk. The private link of a talk is in neither: it opens the buyer's side, so the artisan has no
right to it, and the buyer has no reason to hand it to her.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext

from marketplace.artisans.labels import address_name
from marketplace.inquiries import blocks, coming_back
from marketplace.inquiries.asked import asked, bag_asked
from marketplace.inquiries.models import Thread
from marketplace.inquiries.rules import WHATSAPP_TEXT_MAX
from marketplace.kit.phones import whatsapp_link
from marketplace.listings.cards import address
from marketplace.listings.contact import number_shown
from marketplace.listings.rules import WITH_PAGE
from marketplace.toolbox import toolbox
from marketplace.web.formatting import rupiah
from marketplace.web.links import absolute_url


def to_buyer(thread: Thread, answered: str) -> str:
    """Return the link that takes her answer to a buyer who left a number alone, and has shown it; "" for others."""
    if thread.buyer_phone is None or thread.withheld_name is not None:
        return ""
    text = gettext("Hello %(buyer)s, about %(bag)s:", buyer=thread.buyer_name, bag=bag_asked(thread))
    return _draft(thread, thread.buyer_phone, f"{text} {answered}".strip())


def to_artisan(thread: Thread) -> str:
    """Return the link by which the buyer goes on with the artisan.

    "" where she shows no number, or takes no more messages from this contact. The price is that of today, as on the
    page the draft leads to; of a variation that was taken out that of the question.
    """
    maker, settings = thread.artisan, toolbox().settings
    if not (maker.visible and number_shown(maker)) or blocks.holds(thread, settings.secret_key):
        return ""
    about = asked(thread)
    price = (about.price if about.now is None else about.now) if about else thread.listing.price
    named = bag_asked(thread) if price is None else f"{bag_asked(thread)}, {rupiah(price)}"
    text = gettext(
        "Hello %(maker)s, I wrote to you on %(site)s about this bag: %(bag)s.",
        maker=address_name(maker),
        site=settings.site_name,
        bag=named,
    )
    return _draft(thread, maker.whatsapp or "", text)


def _draft(thread: Thread, number: str, text: str) -> str:
    """Cut the words rather than the addresses behind them: the bag's, and the way back to the talk."""
    mark = coming_back.mark_of(thread, toolbox().settings.secret_key)
    back = gettext("Continue on %(site)s:", site=toolbox().settings.site_name)
    back = f"{back} {absolute_url('inquiries.come_back', mark=mark)}"
    here = "\n".join(line for line in (_bag_page(thread), back) if line)
    return whatsapp_link(number, text[: max(WHATSAPP_TEXT_MAX - len(here) - 1, 0)] + "\n" + here)


def _bag_page(thread: Thread) -> str:
    """The address of the bag's public page, with the variation asked about while it is there; "" without a page."""
    listing = thread.listing
    if listing.state not in WITH_PAGE or not thread.artisan.visible:
        return ""
    about = asked(thread)
    where = dict[str, Any](address(listing))
    return absolute_url("listings.show", **where, v=about.code if about and about.code else None)
