"""Words about accounts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.access.roles import Role
from marketplace.accounts.devices import Machine
from marketplace.accounts.rules import ConsentPurpose, TokenPurpose

LABELS: Mapping[StrEnum, LazyString] = {
    Role.BUYER: lazy_gettext("Buyer"),
    Role.ARTISAN: lazy_gettext("Artisan"),
    Role.OFFICER: lazy_gettext("Officer"),
    Role.ADMIN: lazy_gettext("Administrator"),
    Role.LSP: lazy_gettext("Certifying body (LSP)"),
    ConsentPurpose.DATA_PROCESSING: lazy_gettext("My data may be kept and used to run my account."),
    ConsentPurpose.SHOW_PROFILE: lazy_gettext(
        "Show my name, photo and kelurahan on my artisan page. You can turn this off any time."
    ),
    ConsentPurpose.SHOW_WHATSAPP: lazy_gettext(
        "Show my WhatsApp number on my bag pages. You can turn this off any time."
    ),
    ConsentPurpose.SCAN_STORAGE: lazy_gettext(
        "Officers may keep and look at the photo of my certificate. It is never shown to the public."
    ),
    TokenPurpose.RESET_LINK: lazy_gettext("Link for a new password"),
    TokenPurpose.RESET_CODE: lazy_gettext("Code for a new password"),
    TokenPurpose.INVITATION: lazy_gettext("Invitation"),
    Machine.ANDROID: lazy_gettext("Android phone or tablet"),
    Machine.IPHONE: lazy_gettext("iPhone"),
    Machine.IPAD: lazy_gettext("iPad"),
    Machine.WINDOWS: lazy_gettext("Windows computer"),
    Machine.MAC: lazy_gettext("Mac computer"),
    Machine.CHROMEBOOK: lazy_gettext("Chromebook"),
    Machine.LINUX: lazy_gettext("Linux computer"),
    Machine.UNKNOWN: lazy_gettext("Unknown device"),
}
AFTER_TAKING_BACK: Mapping[ConsentPurpose, tuple[LazyString, ...]] = {
    ConsentPurpose.SHOW_PROFILE: (
        lazy_gettext("Your page, your name, your photo and all your bags disappear from the site at once."),
        lazy_gettext(
            "Nothing is deleted: agree again, and all of it is back. The public record of a certificate stays."
        ),
    ),
    ConsentPurpose.SHOW_WHATSAPP: (
        lazy_gettext("Your number disappears from every page at once. Buyers can still write to you here."),
    ),
    ConsentPurpose.SCAN_STORAGE: (
        lazy_gettext(
            "The photos of all your certificates are deleted: at once, and in any case within 3 x 24 hours. They"
            " cannot be brought back."
        ),
        lazy_gettext(
            "A certificate that an officer has matched stays matched, and its record stays public: only the photo goes."
        ),
        lazy_gettext(
            "A certificate that is still being checked comes back to you as a draft. To send it again you agree again"
            " and add a new photo."
        ),
        lazy_gettext(
            "We keep only which side it was and a checksum, so that the same photo is noticed if it is sent again."
        ),
    ),
}
"""What happens when a consent is taken back, told before it is."""

MESSAGES: Mapping[str, LazyString] = {
    "missing.identifier": lazy_gettext("Write your e-mail address or mobile number."),
    "missing.email": lazy_gettext("Write the e-mail address."),
    "missing.name": lazy_gettext("Write a name."),
    "missing.password": lazy_gettext("Type the password."),
    "missing.current": lazy_gettext("Type your present password."),
    "missing.code": lazy_gettext("Type the code."),
    "missing.role": lazy_gettext("Choose one of the three."),
    "identifier.unreadable": lazy_gettext(
        "Write an e-mail address, or an Indonesian mobile number such as 0812-3456-7890."
    ),
    "email.unreadable": lazy_gettext("Write a whole e-mail address, such as name@example.com."),
    "password.too_short": lazy_gettext(
        "Use %(limit)s characters or more. Several words are easy to remember."
    ),
    "password.too_long": lazy_gettext("Use %(limit)s characters or fewer."),
    "password.repeated": lazy_gettext(
        "This repeats one piece over and over. Choose several different words."
    ),
    "password.sequence": lazy_gettext(
        "This follows the alphabet or the keyboard. Choose several words instead."
    ),
    "password.common": lazy_gettext(
        "Many people use this password, so it is guessed first. Choose another one."
    ),
    "password.personal": lazy_gettext(
        "This is nearly your own name, address or number. Choose something else."
    ),
    "password.wrong": lazy_gettext("This is not your present password."),
    "password.not_the_chosen": lazy_gettext(
        "This is not the password you chose when signing up. Try again, or sign up once more."
    ),
    "consent.required": lazy_gettext(
        "We need your yes here: without it we may not keep an account for you. The other boxes are your choice."
    ),
    "consent.needed": lazy_gettext(
        "Without this consent there can be no account, so it ends with the account."
    ),
    "sign_in.wrong": lazy_gettext(
        "The e-mail, number or password is not right. Check them, or set a new password."
    ),
    "sign_up.number_unusable": lazy_gettext(
        "This number cannot be used to sign up. Sign in with it, or ask an officer for a code."
    ),
    "reset.wrong_code": lazy_gettext(
        "The number, address or code is not right, or the code is too old. An officer can give you a new one."
    ),
    "second_factor.wrong": lazy_gettext(
        "This code is not right, or it has been used. Wait for the next code in the app and type that one."
    ),
    "second_factor.on": lazy_gettext("The second sign-in step is on already."),
    "account.email_taken": lazy_gettext("There is an account with this e-mail address already."),
    "account.phone_taken": lazy_gettext("There is an account with this number already."),
    "account.is_disabled": lazy_gettext("This account is switched off."),
    "account.is_enabled": lazy_gettext("This account is switched on already."),
    "account.self": lazy_gettext("Not your own account: a colleague has to do this."),
    "account.last_admin": lazy_gettext("This is the last administrator. Make another one first."),
    "invitation.role": lazy_gettext("Only staff and people of certifying bodies are invited."),
    "invitation.body": lazy_gettext("Choose the certifying body this person speaks for."),
    "tries.too_many": lazy_gettext("Too many tries. Please wait %(minutes)s min, then try again."),
}
