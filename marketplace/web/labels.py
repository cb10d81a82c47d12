"""What enum members and message codes are called, in the reader's language. Each feature brings its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

Labels = Mapping[StrEnum, LazyString]
_labels: dict[tuple[type[StrEnum], str], LazyString] = {}
"""By enum and value: members of two enums with the same value are equal, and would share one word."""
_messages: dict[str, LazyString] = {}

MESSAGES: dict[str, LazyString] = {
    "required": lazy_gettext("Fill this in."),
    "choice": lazy_gettext("Choose one of the answers."),
    "text.unreadable": lazy_gettext(
        "There are characters in here that cannot be stored. Please type it again."
    ),
    "text.identity_number": lazy_gettext(
        "There is an identity number (NIK, 16 digits) in here. Leave it out: we must not keep it."
    ),
    "text.too_long": lazy_gettext("Too long: at most %(limit)s characters."),
    "text.too_short": lazy_gettext("Too short: at least %(limit)s characters."),
    "number.unreadable": lazy_gettext("Write a number, in digits."),
    "number.too_small": lazy_gettext("Too small: at least %(limit)s."),
    "number.too_large": lazy_gettext("Too large: at most %(limit)s."),
    "date.unreadable": lazy_gettext("Write a date as day, month and year."),
    "time.unreadable": lazy_gettext("Write a time such as 08:00."),
    "list.too_long": lazy_gettext("Choose at most %(limit)s."),
    "invalid": lazy_gettext("This cannot be read. Please check it."),
    "bad_request": lazy_gettext("The request could not be read."),
    "csrf.other_site": lazy_gettext("This form was sent from another site."),
    "csrf.token": lazy_gettext("This form is too old. Go back, reload the page and send it again."),
    "sign_in_required": lazy_gettext("Please sign in first."),
    "forbidden": lazy_gettext("You may not do this."),
    "forbidden.second_factor": lazy_gettext("This needs your second sign-in step first."),
    "not_found": lazy_gettext("There is nothing at this address."),
    "conflict": lazy_gettext("Somebody else has just changed this. Reload the page and look again."),
    "lifecycle.illegal": lazy_gettext("This step is no longer possible. Reload the page and look again."),
    "too_many": lazy_gettext("Too many tries. Please wait a little."),
    "too_large": lazy_gettext("What you sent is too large."),
    "unsupported": lazy_gettext("This kind of file cannot be read."),
    "unavailable": lazy_gettext(
        "This part of the site does not answer right now. Please try again in a minute."
    ),
    "storage.full": lazy_gettext(
        "There is no room for new files right now. Your text is safe; please try again later."
    ),
    "storage.unreachable": lazy_gettext(
        "Photos and papers cannot be kept right now. Your text is safe; please try again in a minute."
    ),
    "gone": lazy_gettext("What was at this address is no longer there."),
    "link.over": lazy_gettext(
        "The link to a private photo works for 15 minutes, for the person who opened it."
    ),
    "refused": lazy_gettext("This was refused."),
}


def register(
    labels: Labels | Sequence[Labels] | None = None, messages: Mapping[str, LazyString] | None = None
) -> None:
    """Add one feature's words; app.py calls this once per feature.

    A feature whose enums share a value (draft, suspended) gives one mapping per enum: in a single one the members
    would be the same key.
    """
    for mapping in [labels] if isinstance(labels, Mapping) else labels or ():
        _labels.update({(type(member), member.value): words for member, words in mapping.items()})
    _messages.update(messages or {})


def label(member: StrEnum | None) -> LazyString | str:
    """Return what an enum member is called; nothing recorded stays nothing. KeyError where no word was given."""
    return "" if member is None else _labels[type(member), member.value]


def has_label(member: StrEnum) -> bool:
    """Whether a word was given; the tests ask for every member."""
    return (type(member), member.value) in _labels


def message(code: str, details: Mapping[str, object] | None = None) -> str:
    """Return the sentence for a code, its blanks filled from `details`."""
    words = _messages.get(code) or MESSAGES.get(code) or MESSAGES["invalid"]
    text = str(words)
    return text % details if details and "%(" in text else text


def has_message(code: str) -> bool:
    """Whether a code has a sentence of its own."""
    return code in _messages or code in MESSAGES
