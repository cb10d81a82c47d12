"""What certificates, their standings and everything that can be wrong with them are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum

from flask_babel import LazyString, gettext, lazy_gettext, ngettext

from marketplace.certificates import warning_labels
from marketplace.certificates.claims import Term
from marketplace.certificates.models import Certificate
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import Action, Field, Method, ScanSide, Standing, StandingKind, Status
from marketplace.certificates.waiting import Arrival
from marketplace.web.formatting import date_long, moment
from marketplace.web.kept_pages import tells_the_time

STATUSES: Mapping[StrEnum, LazyString] = {
    Status.DRAFT: lazy_gettext("Draft, not sent yet"),
    Status.SUBMITTED: lazy_gettext("Being checked"),
    Status.NEEDS_CHANGES: lazy_gettext("Needs changes"),
    Status.REJECTED: lazy_gettext("Not accepted"),
    Status.VERIFIED: lazy_gettext("Matched by an officer"),
    Status.SUSPENDED: lazy_gettext("Suspended for now"),
    Status.REVOKED: lazy_gettext("Revoked for good"),
}
KINDS: Mapping[StrEnum, LazyString] = {
    StandingKind.VALID: lazy_gettext("Valid"),
    StandingKind.EXPIRING: lazy_gettext("Expires soon"),
    StandingKind.EXPIRED: lazy_gettext("Expired"),
    StandingKind.SUSPENDED: lazy_gettext("Suspended"),
    StandingKind.REVOKED: lazy_gettext("Revoked"),
    StandingKind.NOT_YET: lazy_gettext("Not valid yet"),
    StandingKind.TRAINING: lazy_gettext("Training"),
    StandingKind.PENDING: lazy_gettext("Waiting for an officer"),
    StandingKind.UNVERIFIED: lazy_gettext("Not verified"),
}
ACTIONS: Mapping[StrEnum, LazyString] = {
    Action.SUBMIT: lazy_gettext("Send for checking"),
    Action.WITHDRAW_SUBMISSION: lazy_gettext("Take back"),
    Action.VERIFY: lazy_gettext("Approve the record"),
    Action.VERIFY_FROM_LIST: lazy_gettext("Match with the LSP's list"),
    Action.ASK_CHANGES: lazy_gettext("Ask for changes"),
    Action.REJECT: lazy_gettext("Reject"),
    Action.SUSPEND: lazy_gettext("Suspend"),
    Action.REINSTATE: lazy_gettext("Reinstate"),
    Action.REVOKE: lazy_gettext("Revoke"),
    Action.REDUCE_SCOPE: lazy_gettext("Take units out"),
    Action.RESTORE_SCOPE: lazy_gettext("Give units back"),
}
METHODS: Mapping[StrEnum, LazyString] = {
    Method.PORTAL_BNSP: lazy_gettext("Looked up on the BNSP portal"),
    Method.QR_SCAN: lazy_gettext("Scanned the QR code on the certificate"),
    Method.LSP_CONFIRMATION: lazy_gettext("Confirmed by the LSP that issued it"),
    Method.CITY_LIST: lazy_gettext("Matched with the LSP's result list kept by the city"),
    Method.PHYSICAL_DOCUMENT: lazy_gettext("Saw the original paper"),
}
FIELDS: Mapping[StrEnum, LazyString] = {
    Field.PAPER: lazy_gettext("Which paper it is"),
    Field.HOLDER_NAME: lazy_gettext("Name on the certificate"),
    Field.CERTIFICATE_NO: lazy_gettext("Certificate number"),
    Field.REGISTRATION_NO: lazy_gettext("Registration number"),
    Field.BLANKO_NO: lazy_gettext("Blank form number (blanko)"),
    Field.BODY: lazy_gettext("Issuing body (LSP)"),
    Field.SCHEME: lazy_gettext("Certification scheme"),
    Field.ISSUE_DATE: lazy_gettext("Date of issue"),
    Field.TERM: lazy_gettext("Term of validity"),
    Field.UNITS: lazy_gettext("Units of competence"),
    Field.SCAN_FRONT: lazy_gettext("Photo of the front"),
    Field.SCAN_BACK: lazy_gettext("Photo of the back"),
}
DEEDS: Mapping[Action, LazyString] = {
    Action.SUBMIT: lazy_gettext("Sent for checking"),
    Action.WITHDRAW_SUBMISSION: lazy_gettext("Taken back by the artisan"),
    Action.VERIFY: lazy_gettext("Approved"),
    Action.VERIFY_FROM_LIST: lazy_gettext("Matched with the LSP's list"),
    Action.ASK_CHANGES: lazy_gettext("Changes asked for"),
    Action.REJECT: lazy_gettext("Rejected"),
    Action.SUSPEND: lazy_gettext("Suspended"),
    Action.REINSTATE: lazy_gettext("Reinstated"),
    Action.REVOKE: lazy_gettext("Revoked"),
    Action.REDUCE_SCOPE: lazy_gettext("Units taken out"),
    Action.RESTORE_SCOPE: lazy_gettext("Units given back"),
}
"""The same steps once they are done, for histories."""
SIDES: Mapping[StrEnum, LazyString] = {
    ScanSide.FRONT: lazy_gettext("Front"),
    ScanSide.BACK: lazy_gettext("Back"),
}
ARRIVALS: Mapping[StrEnum, LazyString] = {
    Arrival.NEW: lazy_gettext("New"),
    Arrival.RENEWAL: lazy_gettext("Renewal"),
    Arrival.RESUBMITTED: lazy_gettext("Sent again"),
}
TERMS: Mapping[StrEnum, LazyString] = {
    Term.THREE_YEARS: lazy_gettext("3 years"),
    Term.OTHER: lazy_gettext("Another term"),
}
PAPERS: Mapping[StrEnum, LazyString] = {
    Paper.BNSP: lazy_gettext("BNSP certificate of competence (from an LSP)"),
    Paper.LSK: lazy_gettext("LSK certificate of competence (education ministry)"),
    Paper.LPK: lazy_gettext("Training certificate (from an LPK or a course)"),
}
LABELS = (PAPERS, STATUSES, KINDS, ACTIONS, METHODS, FIELDS, SIDES, ARRIVALS, TERMS, *warning_labels.LABELS)
"""One mapping per enum: several share the values "suspended" and "revoked"."""

MESSAGES: Mapping[str, LazyString] = {
    "certificate.date": lazy_gettext("Write the date as day, month and year, for example 31 October 2025."),
    "certificate.date_future": lazy_gettext("This date is still to come. Check the year."),
    "certificate.date_old": lazy_gettext("This date is too long ago. Check the year."),
    "certificate.ends_before_start": lazy_gettext("The last day lies before the date of issue."),
    "certificate.term": lazy_gettext("Choose the term printed on the certificate."),
    "certificate.term_months": lazy_gettext("Write the number of months, from 1 to 120."),
    "certificate.unit_title": lazy_gettext("Unit %(number)s has a code but no title."),
    "certificate.consent": lazy_gettext(
        "Tick this box first: without your consent we may not keep the photo."
    ),
    "certificate.paper": lazy_gettext("Choose which paper it is."),
    "certificate.paper_unknown": lazy_gettext(
        "Which paper it is has not been said. Choose it under “What it covers”, then decide."
    ),
    "scope.paper_is_decided": lazy_gettext(
        "Which paper it is cannot be changed once it has been decided on."
    ),
    "scope.other_stream": lazy_gettext("This body does not issue papers of this kind."),
    "scope.other_body": lazy_gettext("This scheme belongs to another body."),
    "scope.no_scheme": lazy_gettext("Choose the scheme to copy from first."),
    "scope.not_a_unit": lazy_gettext("Choose units of this certificate that are still in its scope."),
    "scope.last_unit": lazy_gettext("No unit would be left. Revoke the certificate instead."),
    "scope.not_taken_out": lazy_gettext("Choose units of this certificate that were taken out."),
    "decision.units": lazy_gettext("Tick the units it is about."),
    "certificate.holder_name": lazy_gettext("Write the name exactly as printed on the certificate."),
    "certificate.certificate_no": lazy_gettext("Write the certificate number as printed."),
    "certificate.body": lazy_gettext('Write the name of the LSP printed under "on behalf of BNSP".'),
    "certificate.scheme": lazy_gettext("Write the scheme or qualification as printed."),
    "certificate.issue_date": lazy_gettext("Write the date of issue as printed."),
    "certificate.units": lazy_gettext("Write at least one unit from the back of the certificate."),
    "certificate.scan_front": lazy_gettext("Add a photo or PDF of the front."),
    "certificate.scan_back": lazy_gettext("Add a photo or PDF of the back."),
    "certificate.scan_unreadable": lazy_gettext(
        "A photo could not be read. Replace it, or try again, before sending."
    ),
    "certificate.changed_elsewhere": lazy_gettext(
        "This certificate was changed in another window. What you typed is still here: save again to keep it."
    ),
    "certificate.no_code": lazy_gettext("No free record code was found. Try again."),
    "certificate.not_editable": lazy_gettext(
        "This certificate can no longer be changed: it is with the officers."
    ),
    "certificate.not_deletable": lazy_gettext("Only a draft that was never sent can be deleted."),
    "certificate.duplicate": lazy_gettext(
        "Another record with this number from the same LSP has already been decided. It cannot be verified twice."
    ),
    "certificate.undated": lazy_gettext("Date of issue or term is missing: ask for changes instead."),
    "decision.reason": lazy_gettext("Write the reason. The artisan will read it."),
    "decision.note": lazy_gettext("Something differs. Write why it may be accepted all the same."),
    "decision.method": lazy_gettext("Say how you checked it."),
    "decision.checked_on": lazy_gettext("Write the day on which you checked it."),
    "decision.checked_in_future": lazy_gettext("The day of the check lies in the future."),
    "decision.checked_before_issue": lazy_gettext("The day of the check lies before the date of issue."),
    "decision.fields": lazy_gettext("Choose what has to be changed."),
    "decision.seen": lazy_gettext(
        "Tick what you have seen on the photo. Approve only when all of it is true."
    ),
    "decision.action": lazy_gettext("Choose your decision."),
    "decision.own_file": lazy_gettext("This is your own certificate. A colleague has to decide on it."),
    "decision.relative": lazy_gettext("You are related to this artisan. A colleague has to decide on it."),
    "certificate.renews": lazy_gettext(
        "Choose an earlier record of the same holder that nothing else renews."
    ),
    "scan.not_readable": lazy_gettext(
        "This file could not be read. Send a JPEG, PNG, WebP, HEIC or PDF file."
    ),
    "scan.encrypted": lazy_gettext("This PDF is locked with a password. Send one without, or a photo."),
    "scan.too_many_pages": lazy_gettext("This PDF has too many pages. Send only the certificate."),
    "scan.failed": lazy_gettext("The photo could not be prepared. Try again, or send another one."),
    **{f"logged.certificate.{action}": words for action, words in DEEDS.items()},
}


def deed(action: Action) -> LazyString:
    """Return what a step is called once it has been taken."""
    return DEEDS[action]


def badge_text(standing: Standing | None) -> str:
    """Return the two or three words beside the badge's shape, for everybody.

    That something waits for an officer is nobody else's business: to the public it is simply not verified.
    """
    if standing is None:
        return gettext("No certificate")
    match standing.kind:
        case StandingKind.VALID:
            return gettext("Certified")
        case StandingKind.EXPIRING:
            return _expires_in(standing)
        case StandingKind.EXPIRED:
            return gettext("Certificate expired")
        case StandingKind.SUSPENDED:
            return gettext("Certificate suspended")
        case StandingKind.REVOKED:
            return gettext("Certificate revoked")
        case StandingKind.NOT_YET:
            return gettext("Certificate not valid yet")
        case StandingKind.TRAINING:
            return gettext("Training")
        case _:
            return gettext("Not verified")


def _expires_in(standing: Standing) -> str:
    if standing.months_left:
        return ngettext("Expires in %(num)d month", "Expires in %(num)d months", standing.months_left)
    if standing.days_left:
        return ngettext("Expires in %(num)d day", "Expires in %(num)d days", standing.days_left)
    return gettext("Expires today")


def headline(standing: Standing | None, *, since: date | None = None) -> str:
    """Return what a certificate is worth, in a sentence or two.

    `since` is the local day of the decision that suspended or revoked it, where the page knows it.
    """
    if standing is None:
        return gettext("There is no certificate on record.")
    until = date_long(standing.valid_until)
    match standing.kind:
        case StandingKind.VALID:
            return gettext("Certificate valid until %(day)s.", day=until)
        case StandingKind.EXPIRING:
            return gettext("Certificate still valid; it expires soon, on %(day)s.", day=until)
        case StandingKind.EXPIRED:
            return gettext(
                "Expired on %(day)s. The artisan passed the test but has not renewed.",
                day=date_long(standing.expired_since),
            )
        case StandingKind.SUSPENDED:
            return _dated(
                since,
                gettext("Suspended. Do not rely on this certificate for now."),
                lambda day: gettext(
                    "Suspended on %(day)s. Do not rely on this certificate for now.", day=day
                ),
            )
        case StandingKind.REVOKED:
            return _dated(
                since,
                gettext("Revoked. Do not rely on this certificate."),
                lambda day: gettext("Revoked on %(day)s. Do not rely on this certificate.", day=day),
            )
        case StandingKind.TRAINING:
            return gettext("A training paper. It is no BNSP certificate and earns no badge.")
        case StandingKind.NOT_YET:
            return gettext("Certificate valid only from %(day)s on.", day=date_long(standing.valid_from))
        case _:
            return gettext("No officer has verified a certificate yet.")


def _dated(since: date | None, plain: str, dated: Callable[[str], str]) -> str:
    return plain if since is None else dated(date_long(since))


def worked_out(at: datetime) -> str:
    """Return the line that says when a standing was worked out: now, on the installation's clock."""
    tells_the_time()
    return gettext("Worked out today, %(moment)s.", moment=moment(at))


def sentence(standing: Standing | None, at: datetime, *, since: date | None = None) -> str:
    """Return `headline` and `worked_out` together: what it is worth, and that this was worked out just now."""
    return f"{headline(standing, since=since)} {worked_out(at)}"


def issued_by(certificate: Certificate) -> str:
    """Return whose paper it is, as printed; only BNSP's stands under BNSP. Nothing for a body nobody named."""
    if certificate.paper is Paper.BNSP and certificate.body_name:
        return gettext("BNSP through %(body)s", body=certificate.body_name)
    return certificate.body_name


def term_words(standing: Standing, write: Callable[[date | None], str]) -> str:
    """Return the term from first to last day; a paper without a last day has only its day of issue."""
    if standing.valid_until is None:
        return gettext("issued on %(day)s, no last day printed", day=write(standing.valid_from))
    return gettext("%(start)s to %(end)s", start=write(standing.valid_from), end=write(standing.valid_until))
