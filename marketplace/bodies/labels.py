"""What streams, licences, schemes and their fields are called, and the chain from BNSP to a unit in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from flask_babel import LazyString, gettext, lazy_gettext

from marketplace.bodies.models import Body, SchemeUnit
from marketplace.bodies.rules import LicenceStatus, LspType, SchemeKind, StandardType, Stream, licence_on
from marketplace.web.formatting import date_long
from marketplace.web.labels import label
from marketplace.web.locale import current_locale

LABELS: tuple[Mapping[StrEnum, LazyString], ...] = (
    {
        Stream.LSP: lazy_gettext("LSP, licensed by BNSP"),
        Stream.LSK: lazy_gettext("LSK, of the education ministry"),
        Stream.LPK: lazy_gettext("LPK, a training provider"),
    },
    {
        LspType.P1: lazy_gettext("P1: tests its own trainees"),
        LspType.P2: lazy_gettext("P2: tests its own people and its network's"),
        LspType.P3: lazy_gettext("P3: tests everybody"),
        LspType.UNKNOWN: lazy_gettext("not recorded"),
    },
    {
        LicenceStatus.ACTIVE: lazy_gettext("Active"),
        LicenceStatus.EXPIRED: lazy_gettext("Ended"),
        LicenceStatus.SUSPENDED: lazy_gettext("Suspended"),
        LicenceStatus.UNKNOWN: lazy_gettext("not recorded"),
    },
    {
        SchemeKind.KKNI: lazy_gettext("KKNI level package"),
        SchemeKind.OKUPASI: lazy_gettext("Occupation"),
        SchemeKind.KLASTER: lazy_gettext("Cluster of units"),
        SchemeKind.UNKNOWN: lazy_gettext("not recorded"),
    },
    {
        StandardType.SKKNI: lazy_gettext("SKKNI, the national standard"),
        StandardType.SPECIAL: lazy_gettext("SKK Khusus, a standard of one organisation"),
        StandardType.INTERNATIONAL: lazy_gettext("International standard"),
        StandardType.UNKNOWN: lazy_gettext("not recorded"),
    },
)
MESSAGES: Mapping[str, LazyString] = {
    "body.type_of_lsp_only": lazy_gettext("Only an LSP has a type. Choose “not recorded” for other bodies."),
    "body.checked_on": lazy_gettext("Write the day on which you looked the licence up."),
    "body.checked_in_future": lazy_gettext("The day of the look-up lies in the future."),
    "body.address": lazy_gettext("Write the whole address, beginning with https://, without blanks or @."),
    "body.unit_title": lazy_gettext("Unit %(number)s has no title."),
    "body.changed_elsewhere": lazy_gettext(
        "Somebody has changed this entry meanwhile. What you typed is below and is not saved yet. Open the entry in"
        " another tab, compare, and save again."
    ),
}
FIELDS: Mapping[str, LazyString] = {
    "name": lazy_gettext("Name, as printed"),
    "name_en": lazy_gettext("Name in English"),
    "stream": lazy_gettext("Kind of body"),
    "lsp_type": lazy_gettext("Type of LSP"),
    "licence_no": lazy_gettext("Licence number"),
    "decree": lazy_gettext("Licence decree"),
    "licence_status": lazy_gettext("Licence in the directory"),
    "licence_valid_until": lazy_gettext("Last day of the licence"),
    "directory_url": lazy_gettext("Address of the directory entry"),
    "checked_on": lazy_gettext("Looked up on"),
    "title": lazy_gettext("Title, as printed"),
    "title_en": lazy_gettext("Title in English"),
    "kind": lazy_gettext("Kind of scheme"),
    "level": lazy_gettext("KKNI level"),
    "field": lazy_gettext("Field (bidang)"),
    "standard_ref": lazy_gettext("Standard"),
    "standard_type": lazy_gettext("Kind of standard"),
    "units": lazy_gettext("Units"),
}
"""The fields of an entry, in forms, facts and histories alike."""
_ENUMS: Mapping[str, type[StrEnum]] = {
    "stream": Stream,
    "lsp_type": LspType,
    "licence_status": LicenceStatus,
    "kind": SchemeKind,
    "standard_type": StandardType,
}


def own_words(indonesian: str, english: str) -> str:
    """Return a text in the reader's language where it was recorded in it, else as printed."""
    return english if current_locale() == "en" and english else indonesian


def meaning(unit: SchemeUnit) -> str:
    """Return what a unit means for a buyer, if anybody has written it down."""
    return own_words(unit.means, unit.means_en)


def authority(stream: Stream) -> tuple[str, str]:
    """Return the first link of the chain: whose authority stands above a body of this stream, and what it does."""
    match stream:
        case Stream.LSP:
            return "BNSP", gettext(
                "The national body for professional certification. It licenses LSPs; they issue certificates on its"
                " behalf."
            )
        case Stream.LSK:
            return gettext("Education ministry"), gettext(
                "The stream of course certificates. Its papers are not BNSP certificates."
            )
        case Stream.LPK:
            return gettext("No certifying authority"), gettext(
                "A training provider's paper says that somebody took part. Nobody's competence is certified by it."
            )


def role(stream: Stream) -> str:
    """Return what a body of this stream does, in one sentence about the body and not about this site."""
    match stream:
        case Stream.LSP:
            return gettext("Tests people and issues certificates of competence on behalf of BNSP.")
        case Stream.LSK:
            return gettext(
                "Tests people and issues certificates of competence of the education ministry's stream."
            )
        case Stream.LPK:
            return gettext("Trains people and issues certificates of training.")


def licence_words(body: Body, today: date) -> str:
    """Return the licence's status with the day it was looked up; what nobody looked up is said to be a gap."""
    if body.licence_status is LicenceStatus.UNKNOWN:
        return gettext("not recorded")
    looked_up = gettext(
        "%(status)s, as looked up on %(day)s",
        status=label(body.licence_status),
        day=date_long(body.checked_on),
    )
    if licence_on(body.licence_status, body.licence_valid_until, today) is body.licence_status:
        return looked_up
    return gettext(
        "%(looked_up)s. Its last day on record, %(day)s, has passed since.",
        looked_up=looked_up,
        day=date_long(body.licence_valid_until),
    )


def value_words(field: str, value: object) -> str:
    """Return one side of a change in the history; what was not recorded is said to be that."""
    if value in (None, "", []):
        return gettext("not recorded")
    if field in _ENUMS:
        return str(label(_ENUMS[field](str(value))))
    if isinstance(value, list):
        return "; ".join(str(line) for line in value)
    return str(value)
