"""What grounds of a withdrawal, and what became of a proposal, are called."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.certificates.grounds import Ground
from marketplace.proposals.rules import Answer

GROUNDS: Mapping[StrEnum, LazyString] = {
    Ground.FALSE_DATA: lazy_gettext("False data were given"),
    Ground.MISUSE: lazy_gettext("The certificate was misused"),
    Ground.SURVEILLANCE: lazy_gettext("A later check of competence was not passed"),
    Ground.ISSUER: lazy_gettext("The issuer withdrew it"),
    Ground.HOLDER: lazy_gettext("At the holder's own wish"),
    Ground.MISTAKE: lazy_gettext("It was verified by mistake"),
}
ANSWERS: Mapping[StrEnum, LazyString] = {
    Answer.CONFIRMED: lazy_gettext("Confirmed"),
    Answer.DECLINED: lazy_gettext("Declined"),
    Answer.TAKEN_BACK: lazy_gettext("Taken back"),
    Answer.LAPSED: lazy_gettext("Lapsed after 48 hours"),
}
LABELS = (GROUNDS, ANSWERS)
MESSAGES: Mapping[str, LazyString] = {
    "decision.ground": lazy_gettext("Choose the ground. Everybody can read it on the record."),
    "decision.needs_second": lazy_gettext("This decision needs a second officer."),
    "proposal.not_needed": lazy_gettext("This decision needs no second officer."),
    "proposal.waiting": lazy_gettext("A proposal already waits for a second officer. Nothing was changed."),
    "proposal.closed": lazy_gettext("This proposal was answered or has lapsed. Nothing was changed."),
    "proposal.changed": lazy_gettext(
        "The certificate has changed since this was proposed. Take the proposal back and look again."
    ),
    "proposal.own": lazy_gettext("You proposed this yourself. A colleague has to confirm it."),
    "proposal.note": lazy_gettext("Write why you decline. Your colleague will read it."),
}
