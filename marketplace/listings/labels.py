"""Words for bags. Buyers and artisans read the same ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from flask_babel import LazyString, force_locale
from flask_babel import lazy_gettext as _

from marketplace.listings.badges import Shortfall
from marketplace.listings.fits import Fit, Thing
from marketplace.listings.measures import PriceBand, SizeClass
from marketplace.listings.models import Listing
from marketplace.listings.operations import facts
from marketplace.listings.rules import (
    Action,
    Availability,
    BagType,
    Care,
    Closure,
    Colour,
    Lining,
    MadeBy,
    Material,
    State,
)
from marketplace.web.labels import label
from marketplace.web.locale import LOCALES

LABELS: tuple[Mapping[StrEnum, LazyString], ...] = (
    {
        BagType.TOTE: _("Tote bag"),
        BagType.CROSSBODY: _("Crossbody bag"),
        BagType.SHOULDER: _("Shoulder bag"),
        BagType.HANDBAG: _("Handbag"),
        BagType.BACKPACK: _("Backpack"),
        BagType.DRAWSTRING: _("Drawstring bag"),
        BagType.CLUTCH: _("Clutch"),
        BagType.POUCH: _("Pouch"),
        BagType.WALLET: _("Wallet"),
        BagType.WAIST: _("Waist bag"),
        BagType.EVENING: _("Evening bag"),
        BagType.LAPTOP: _("Laptop bag"),
        BagType.KIDS: _("Children's bag"),
        BagType.SHOPPING: _("Shopping bag"),
        BagType.PHONE: _("Phone bag"),
        BagType.BOTTLE: _("Bottle holder"),
    },
    {
        Material.NYLON: _("Nylon"),
        Material.POLYESTER: _("Polyester"),
        Material.COTTON: _("Cotton"),
        Material.MILK_COTTON: _("Milk cotton"),
        Material.CORD: _("Macramé cord"),
        Material.ACRYLIC: _("Acrylic"),
        Material.WOOL: _("Wool"),
        Material.RAYON: _("Rayon"),
        Material.RAFFIA: _("Raffia"),
        Material.TSHIRT_YARN: _("T-shirt yarn"),
        Material.JUTE: _("Jute"),
        Material.ROPE: _("Rope"),
        Material.OTHER: _("Other material"),
    },
    {
        Colour.BLACK: _("Black"),
        Colour.WHITE: _("White"),
        Colour.CREAM: _("Cream"),
        Colour.BROWN: _("Brown"),
        Colour.GREY: _("Grey"),
        Colour.RED: _("Red"),
        Colour.MAROON: _("Maroon"),
        Colour.PINK: _("Pink"),
        Colour.ORANGE: _("Orange"),
        Colour.YELLOW: _("Yellow"),
        Colour.GREEN: _("Green"),
        Colour.TURQUOISE: _("Turquoise"),
        Colour.BLUE: _("Blue"),
        Colour.NAVY: _("Navy"),
        Colour.PURPLE: _("Purple"),
        Colour.GOLD: _("Gold"),
        Colour.SILVER: _("Silver"),
        Colour.MULTICOLOUR: _("Multicolour"),
    },
    {
        Closure.ZIP: _("Zip"),
        Closure.MAGNET: _("Magnet"),
        Closure.DRAWSTRING: _("Drawstring"),
        Closure.BUTTON: _("Button"),
        Closure.OPEN: _("No closure"),
    },
    {
        Lining.LINED: _("Lined"),
        Lining.UNLINED: _("Unlined"),
    },
    {
        Care.HAND_WASH: _("Wash by hand with mild soap"),
        Care.DRY_FLAT: _("Dry flat in the shade"),
        Care.NO_MACHINE: _("No washing machine"),
        Care.NO_HEAT: _("Keep away from heat"),
        Care.STORE_FILLED: _("Store filled, so it keeps its shape"),
        Care.SPOT_CLEAN: _("Wipe stains only"),
    },
    {
        MadeBy.SELF: _("I made it myself"),
        MadeBy.GROUP: _("My group made it"),
        MadeBy.OTHERS: _("Made by others, I sell it"),
    },
    {
        Shortfall.UNSAID: _("Choose who made this bag, and you will see here what buyers are told."),
        Shortfall.OTHER_HANDS: _("No badge on this bag: your certificate speaks for what you make yourself."),
        Shortfall.NO_RECORD: _(
            "No badge yet. You can publish all the same: it appears once your certificate is matched."
        ),
        Shortfall.OUTSIDE: _("No badge on this bag: you said that it lies outside your certificate."),
        Shortfall.UNNAMED: _("No badge yet: tick which tested units this bag was made with."),
        Shortfall.WITHDRAWN: _(
            "No badge on this bag: the units you ticked were taken out of your certificate."
        ),
        Shortfall.TECHNIQUE: _("No badge on this bag: the units you ticked do not cover its technique."),
    },
    {
        Availability.READY: _("Ready to send"),
        Availability.MADE_TO_ORDER: _("Made to order"),
    },
    {
        State.DRAFT: _("Draft"),
        State.PUBLISHED: _("On show"),
        State.PAUSED: _("Paused"),
        State.SOLD: _("Sold"),
        State.TAKEN_DOWN: _("Taken down by an officer"),
        State.REMOVED: _("Deleted"),
    },
    {
        Action.PUBLISH: _("Publish"),
        Action.PAUSE: _("Pause"),
        Action.RESUME: _("Show again"),
        Action.MARK_SOLD: _("Mark as sold"),
        Action.RELIST: _("Offer again"),
        Action.TAKE_DOWN: _("Take down"),
        Action.GIVE_BACK: _("Give back"),
        Action.REMOVE: _("Delete"),
    },
    {
        PriceBand.UNDER_100: _("Under Rp100.000"),
        PriceBand.FROM_100: _("Rp100.000 to Rp200.000"),
        PriceBand.FROM_200: _("Rp200.000 to Rp350.000"),
        PriceBand.FROM_350: _("Rp350.000 to Rp500.000"),
        PriceBand.FROM_500: _("Rp500.000 and more"),
    },
    {
        SizeClass.SMALL: _("Small, under 20 cm"),
        SizeClass.MEDIUM: _("Medium, 20 to 35 cm"),
        SizeClass.LARGE: _("Large, over 35 cm"),
    },
    {
        Thing.PHONE: _("Phone"),
        Thing.WALLET: _("Long wallet"),
        Thing.BOTTLE: _("600 ml bottle"),
        Thing.BOOK: _("A5 book"),
        Thing.TABLET: _("Tablet"),
        Thing.A4: _("A4 sheet"),
        Thing.LAPTOP_13: _("13-inch laptop"),
        Thing.LAPTOP_15: _("15-inch laptop"),
    },
    {
        Fit.SURE: _("Fits"),
        Fit.TIGHT: _("A tight fit"),
    },
)
"""One mapping per enum: members of two enums with the same value are equal, and one would hide the other."""
MESSAGES: Mapping[str, LazyString] = {
    "listing.gone": _("This bag is not shown any more: an officer has taken it down."),
    "listing.taken_down": _("An officer has taken this bag down. It cannot be shown, nor copied."),
    "listing.reason": _("Write the reason. The artisan will read it."),
    "listing.photos": _("Add at least one photo of the bag."),
    "listing.title": _("Enter the bag's name."),
    "listing.price": _("Enter the price."),
    "listing.availability": _("Choose: ready to send, or made to order."),
    "listing.stock": _("None is left: write how many there are, or mark the bag as sold or made to order."),
    "listing.lead_days": _("Enter how many days it takes to make."),
    "listing.bag_type": _("Choose what kind of bag it is."),
    "listing.technique": _("Choose how it was made."),
    "listing.materials": _("Choose at least one material."),
    "listing.length": _("Enter the bag's length in cm."),
    "listing.height": _("Enter the bag's height in cm."),
    "listing.colours": _("Choose at least one colour."),
    "listing.units": _("Tick only units of your own certificates. Reload the page and choose again."),
    "listing.outside_and_inside": _("Tick units, or “outside my certificate”, not both."),
    "listing.made_by": _("Choose who made this bag."),
    "listing.price_unreadable": _("Write the price in whole rupiah, for example 125.000 or 125rb."),
    "listing.price_range": _("The price must be between Rp1.000 and Rp100.000.000."),
    "listing.size_unreadable": _("Write a size between 1 and 200 cm, for example 34 or 34,5."),
    "listing.too_many_photos": _("A bag shows at most %(limit)s photos. Delete one first."),
    "listing.photos_changed": _("The photos were changed in another window. Reload this page first."),
    "listing.photo_again": _("This photo is already here."),
    "listing.saved_by_hand": _("A bag on show is not saved by itself. Press Save."),
    "listing.too_many_new": _("You have made many new bags in this hour. Please go on a little later."),
    "listing.too_many_variants": _("A bag can have at most %(limit)s variations."),
    "listing.variant_unnamed": _("Give this variation a colour or a size."),
    "listing.variant_again": _("Another variation has this colour and size already."),
    "listing.variants_gone": _(
        "At least one variation must be available. If none is left, pause the bag or mark it as sold."
    ),
    "listing.nothing_to_add": _("Tick a colour or write a size first."),
    "listing.variant_lost": _(
        "This variation is not there any more. One that was taken out can be put back for a day."
    ),
    "listing.photo_lost": _("This photo is not there any more; it was deleted in another window."),
    "listing.photo_swept": _(
        "This photo cannot be put back any more: a deleted photo is kept for a day. If it is not among those below,"
        " choose it from your phone again."
    ),
    "listing.changed_elsewhere": _(
        "This bag was changed in another window after you opened this page. What you typed is below and is not saved"
        " yet. Save again to keep your version."
    ),
}


def search_words(listing: Listing) -> Iterable[str]:
    """What the bag's kind, technique, materials, colours, closure and lining are called, in every language."""
    members = facts(listing)
    for locale in LOCALES:
        with force_locale(locale):
            yield from [str(label(member)) for member in members]
