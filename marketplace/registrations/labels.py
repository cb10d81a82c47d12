"""Words about registrations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.registrations.rules import (
    Action,
    Background,
    Consent,
    Experience,
    MarkedBy,
    Presence,
    Same,
    State,
)

STATES: Mapping[StrEnum, LazyString] = {
    State.SEATED: lazy_gettext("Has a seat"),
    State.WAITING: lazy_gettext("On the waiting list"),
    State.OFFERED: lazy_gettext("A seat is offered"),
    State.LAPSED: lazy_gettext("The offer was not taken in time"),
    State.CANCELLED: lazy_gettext("Registration cancelled"),
}
ACTIONS: Mapping[StrEnum, LazyString] = {
    Action.OFFER: lazy_gettext("Offer the seat"),
    Action.ACCEPT: lazy_gettext("Yes, I will come"),
    Action.DECLINE: lazy_gettext("No, give it to the next"),
    Action.LAPSE: lazy_gettext("Its time is over"),
    Action.CANCEL: lazy_gettext("Cancel my registration"),
    Action.STRIKE: lazy_gettext("Cancel this registration"),
}
BACKGROUNDS: Mapping[StrEnum, LazyString] = {
    Background.UMKM: lazy_gettext("Owner of a small firm (UMKM)"),
    Background.PKK: lazy_gettext("Member of PKK"),
    Background.PUBLIC: lazy_gettext("Neither of the two"),
}
EXPERIENCES: Mapping[StrEnum, LazyString] = {
    Experience.NONE: lazy_gettext("I have never done it"),
    Experience.SOME: lazy_gettext("I have done it, for myself"),
    Experience.SELLS: lazy_gettext("I make things and sell them"),
}
CONSENTS: Mapping[StrEnum, LazyString] = {
    Consent.DATA: lazy_gettext("The organisers may keep what I wrote, to prepare and hold this cohort."),
    Consent.PARTNERS: lazy_gettext(
        "My name and contact may be passed on to the LSP and LPK of this cohort, for training and test."
    ),
    Consent.PHOTOS: lazy_gettext("Photos of the cohort in which I can be recognised may be shown."),
    Consent.LATER: lazy_gettext("I may be written to about later programmes."),
}
SAMES: Mapping[StrEnum, LazyString] = {
    Same.NAME: lazy_gettext("same name"),
    Same.PHONE: lazy_gettext("same number"),
    Same.EMAIL: lazy_gettext("same e-mail"),
    Same.PLACE: lazy_gettext("same kelurahan"),
}
PRESENCES: Mapping[StrEnum, LazyString] = {
    Presence.PRESENT: lazy_gettext("Present"),
    Presence.ABSENT: lazy_gettext("Absent"),
}
MARKED_BY: Mapping[StrEnum, LazyString] = {
    MarkedBy.LIST: lazy_gettext("on the list"),
    MarkedBy.CODE: lazy_gettext("with the code of the day"),
}
LABELS: Sequence[Mapping[StrEnum, LazyString]] = (
    STATES,
    ACTIONS,
    BACKGROUNDS,
    EXPERIENCES,
    CONSENTS,
    SAMES,
    PRESENCES,
    MARKED_BY,
)
MESSAGES: Mapping[str, LazyString] = {
    "registration.name": lazy_gettext("Write your name as it is to stand on the list."),
    "registration.name_link": lazy_gettext("Write a name, without a link."),
    "registration.contact": lazy_gettext("Write a WhatsApp number, an e-mail address, or both."),
    "registration.email": lazy_gettext("This is no e-mail address. An example: nama@contoh.id"),
    "registration.phone": lazy_gettext("This is no telephone number. An example: 0812 3456 7890"),
    "registration.place": lazy_gettext("Choose your kelurahan, or that you live elsewhere."),
    "registration.background": lazy_gettext("Choose what fits you best."),
    "registration.experience": lazy_gettext("Choose one; none of them keeps you out."),
    "registration.consent_data": lazy_gettext(
        "Without this nothing of what you wrote may be kept, and there is no registration."
    ),
    "registration.closed": lazy_gettext("Nobody can register for this cohort now. Nothing was kept."),
    "registration.offer_over": lazy_gettext(
        "The time for this answer is over; the seat is offered to the next. You may register again."
    ),
    "registration.forgotten": lazy_gettext("What was kept about this person is deleted."),
    "registration.link": lazy_gettext("There is no registration behind this link, or its data was deleted."),
    "registration.link_replaced": lazy_gettext(
        "A newer link to this registration was sent. Open the newest letter about it."
    ),
    "registration.other_link": lazy_gettext(
        "This can be done only by the newest private link of the registration. Open the newest letter about it, or"
        " tell the officers your number."
    ),
    "registration.moves": lazy_gettext(
        "Letters about this registration were sent to other addresses often. What you wrote is still here: send it"
        " again in %(minutes)s minutes."
    ),
    "registration.too_many": lazy_gettext(
        "Many registrations came in a short time. What you wrote is still here: send it again in %(minutes)s minutes."
    ),
    "registration.too_many_here": lazy_gettext(
        "Many people registered for this cohort over the same internet connection. What you wrote is still here: send"
        " it again in %(minutes)s minutes, use another connection, or ask the officers to type it in."
    ),
    "registration.reason": lazy_gettext("Write the reason; the person reads it."),
    "attendance.code": lazy_gettext("This is not today's code. It hangs in the room of the cohort."),
    "attendance.receipt": lazy_gettext("Nobody with this number has a seat in this cohort."),
    "attendance.too_many": lazy_gettext(
        "Too many tries. Please wait, or tell the officers that you are here."
    ),
    "attendance.not_today": lazy_gettext("This cohort is not held today."),
    "registration.seats": lazy_gettext("Write how many seats there are."),
}
