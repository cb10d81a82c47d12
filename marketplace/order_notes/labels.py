"""Words about order notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.order_notes.rules import Action, Delivery, ShippingBy, State

STATES: Mapping[StrEnum, LazyString] = {
    State.PROPOSED: lazy_gettext("Proposed, not agreed"),
    State.AGREED: lazy_gettext("Agreed"),
    State.MAKING: lazy_gettext("Being made"),
    State.READY: lazy_gettext("Ready to hand over"),
    State.HANDED_OVER: lazy_gettext("Handed over"),
    State.DISPUTED: lazy_gettext("Something is wrong"),
    State.CANCELLED: lazy_gettext("Called off"),
}
ACTIONS: Mapping[StrEnum, LazyString] = {
    Action.PROPOSE: lazy_gettext("Propose this note"),
    Action.CONFIRM: lazy_gettext("Confirm this note"),
    Action.CHANGE: lazy_gettext("Propose a change"),
    Action.START: lazy_gettext("I have begun to make it"),
    Action.FINISH: lazy_gettext("It is ready"),
    Action.HAND_OVER: lazy_gettext("It was handed over"),
    Action.DISPUTE: lazy_gettext("Something is wrong"),
    Action.SETTLE: lazy_gettext("Settled between the two"),
    Action.CANCEL: lazy_gettext("Call the order off"),
}
DEEDS: Mapping[Action, LazyString] = {
    Action.PROPOSE: lazy_gettext("Proposed"),
    Action.CHANGE: lazy_gettext("Another version proposed"),
    Action.CONFIRM: lazy_gettext("Confirmed: agreed"),
    Action.START: lazy_gettext("Work begun"),
    Action.FINISH: lazy_gettext("Said to be ready"),
    Action.HAND_OVER: lazy_gettext("Handed over"),
    Action.DISPUTE: lazy_gettext("Said that something is wrong"),
    Action.SETTLE: lazy_gettext("Settled between the two"),
    Action.CANCEL: lazy_gettext("Called off"),
}
"""The same steps once they are done, for histories."""
DELIVERIES: Mapping[StrEnum, LazyString] = {
    Delivery.PICK_UP: lazy_gettext("The buyer picks it up"),
    Delivery.IN_PERSON: lazy_gettext("The artisan brings it"),
    Delivery.COURIER: lazy_gettext("Sent by courier or post"),
}
SHIPPING: Mapping[StrEnum, LazyString] = {
    ShippingBy.BUYER: lazy_gettext("The buyer"),
    ShippingBy.ARTISAN: lazy_gettext("The artisan"),
}
TERM_WORDS: Mapping[str, LazyString] = {
    "variant_code": lazy_gettext("Colour or size"),
    "details": lazy_gettext("How it is to be made"),
    "quantity": lazy_gettext("How many"),
    "price": lazy_gettext("Price for all, without shipping"),
    "deposit": lazy_gettext("Deposit before the work begins"),
    "ready_on": lazy_gettext("Ready on"),
    "delivery": lazy_gettext("How the buyer gets it"),
    "place": lazy_gettext("Place or address"),
    "shipping_by": lazy_gettext("Who pays the shipping"),
}
LABELS: Sequence[Mapping[StrEnum, LazyString]] = (STATES, ACTIONS, DELIVERIES, SHIPPING)
MESSAGES: Mapping[str, LazyString] = {
    "order_note.no_talk": lazy_gettext("No talk can be begun about this order note now."),
    "order_note.blocked": lazy_gettext(
        "You take no messages from this contact. Take them again in your inbox before you write."
    ),
    "order_note.quantity": lazy_gettext("Write how many bags it is about."),
    "order_note.price": lazy_gettext("Write the price you agree on, in rupiah."),
    "order_note.price_range": lazy_gettext("This price cannot be meant. Write it in whole rupiah."),
    "order_note.deposit": lazy_gettext("The deposit is higher than the price."),
    "order_note.date": lazy_gettext("Write the date as day, month and year, for example 31 October 2025."),
    "order_note.ready": lazy_gettext("Write the day on which it is to be ready."),
    "order_note.ready_past": lazy_gettext("This day is over. Write one from today on."),
    "order_note.ready_far": lazy_gettext("This day is more than a year away. Check the year."),
    "order_note.ready_over": lazy_gettext(
        "The ready date of this version is over, so it can no longer be confirmed. Propose a change with another day."
    ),
    "order_note.disputes": lazy_gettext(
        "You have said so as often as this note takes. Talk it over, or call the order off."
    ),
    "order_note.delivery": lazy_gettext("Choose how the buyer gets it."),
    "order_note.shipping": lazy_gettext("Choose who pays the shipping."),
    "order_note.variant": lazy_gettext("This colour or size is no longer among the bag's. Choose again."),
    "order_note.words": lazy_gettext("Write why; the other side reads it."),
    "order_note.stale": lazy_gettext(
        "The note was changed meanwhile. Nothing was confirmed: read what is different, then decide."
    ),
    "order_note.already": lazy_gettext("This note is agreed already; it stays as it is."),
    "order_note.own_version": lazy_gettext("You wrote this version: the other side has to confirm it."),
    "order_note.not_taken": lazy_gettext(
        "This artisan takes nothing more from this contact. Nothing was agreed."
    ),
    "order_note.not_yours": lazy_gettext("Only the other side can take this step."),
    "order_note.same": lazy_gettext("Nothing is different from the version at hand."),
    "order_note.too_many_versions": lazy_gettext(
        "This note was changed too often. Talk it over, then begin a new one."
    ),
    "order_note.bag": lazy_gettext("No order can be agreed about this bag at the moment."),
    "order_note.own_bag": lazy_gettext("This is your own bag. Begin the note in your studio."),
    "order_note.own_side": lazy_gettext("This is the buyer's page. Take your steps in your studio."),
    "order_note.link_replaced": lazy_gettext(
        "A newer link to this order note was sent. Open the newest letter about it, or the page that led you here."
    ),
    "order_note.other_link": lazy_gettext(
        "This can be changed only from the newest private link of the order note itself."
    ),
    "order_note.same_address": lazy_gettext("Letters about this order note go to that address already."),
    "order_note.mail": lazy_gettext("Write the e-mail address to which the letters are to go."),
    "order_note.moves": lazy_gettext(
        "The address was changed several times in a short time. Try again in %(minutes)s minutes."
    ),
    "order_note.link": lazy_gettext("There is no order note behind this link, or it has run out."),
    "order_note.too_many": lazy_gettext(
        "Many order notes came in a short time. What you wrote is still here: send it again in %(minutes)s minutes."
    ),
}
