"""The words on the record's paper, from what was recorded and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from flask_babel import LazyString, gettext, ngettext
from markupsafe import Markup

from marketplace.access.roles import Role
from marketplace.certificates.labels import issued_by, sentence, term_words
from marketplace.certificates.models import Certificate
from marketplace.certificates.papers import Paper as Kind
from marketplace.certificates.rules import Action, Standing, StandingKind
from marketplace.checks.labels import attempts, day_words
from marketplace.records.beside import Beside
from marketplace.records.doubts import Doubt
from marketplace.records.history import Step, history
from marketplace.toolbox import toolbox
from marketplace.web.formatting import date_long, day_of
from marketplace.web.labels import label
from marketplace.web.links import absolute_url
from marketplace.web.locale import current_locale
from marketplace.web.qr import qr

LOST_BY = {StandingKind.SUSPENDED: Action.SUSPEND, StandingKind.REVOKED: Action.REVOKE}


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything on the page that is worked out rather than copied."""

    host: str
    title: LazyString | str
    sentence: str
    claim: str
    months_left: int
    life: str
    facts: list[tuple[str, str]]
    attempts: list[str]
    means: list[str]
    history: list[Step]
    address: str
    qr: Markup


def paper(
    certificate: Certificate, standing: Standing, beside: Beside, doubts: Sequence[Doubt] = ()
) -> Paper:
    """Return the paper of one certificate as it stands today."""
    address = absolute_url("records.record", locale=toolbox().settings.locale, code=certificate.code)
    months_left = standing.months_left if standing.is_valid else 0
    return Paper(
        host=urlsplit(toolbox().settings.base_url).netloc,
        title=label(standing.kind),
        sentence=sentence(standing, toolbox().clock(), since=_lost_on(certificate, standing)),
        claim=claim(certificate),
        months_left=months_left,
        life=ngettext(
            "%(num)d of %(total)d month left",
            "%(num)d of %(total)d months left",
            months_left,
            total=standing.months_total,
        ),
        facts=list(_facts(certificate, standing, beside)),
        attempts=attempts(beside.evidence),
        means=_means(certificate, standing, beside),
        history=history(certificate, standing, beside.events, doubts),
        address=address,
        qr=qr(address, gettext("QR code that leads to this record")),
    )


def scheme_of(certificate: Certificate) -> str:
    """The scheme in the reader's language where it was recorded in it, else as printed."""
    return certificate.scheme_en if current_locale() == "en" and certificate.scheme_en else certificate.scheme


def claim(certificate: Certificate) -> str:
    """What the paper says its holder did."""
    scheme = scheme_of(certificate)
    if not scheme:
        return ""
    match certificate.paper:
        case Kind.LPK:
            return gettext("took part in a training: %(scheme)s", scheme=scheme)
        case Kind.LSK:
            return gettext("holds an LSK certificate: %(scheme)s", scheme=scheme)
        case _:
            return gettext("passed the competency test: %(scheme)s", scheme=scheme)


def _lost_on(certificate: Certificate, standing: Standing) -> date | None:
    action = LOST_BY.get(standing.kind)
    moments = [decision.made_at for decision in certificate.decisions if decision.action is action]
    return day_of(moments[-1]) if moments else None


def _facts(certificate: Certificate, standing: Standing, beside: Beside) -> Iterator[tuple[str, str]]:
    place = certificate.artisan.place
    yield gettext("Certification scheme"), scheme_of(certificate)
    yield gettext("Field of work"), certificate.field
    yield gettext("Issued by"), issued_by(certificate)
    yield gettext("LSP licence"), certificate.body_licence_no
    yield gettext("Certificate number"), certificate.certificate_no
    yield gettext("Registration number"), certificate.registration_no
    yield (
        gettext("Valid"),
        term_words(standing, date_long),
    )
    if certificate.paper is not Kind.BNSP:
        yield gettext("Kind of paper"), str(label(certificate.paper))
    yield gettext("Last checked"), _checked(certificate, beside)
    yield gettext("Artisan in"), ", ".join(filter(None, (place.name if place else "", _town(certificate))))


def _checked(certificate: Certificate, beside: Beside) -> str:
    method = str(label(certificate.method)) if certificate.method else ""
    whose = "" if _by_issuer(beside) else gettext("by city staff")
    parts = (day_words(certificate.checked_on), whose, method)
    return " · ".join(filter(None, parts))


def _by_issuer(beside: Beside) -> bool:
    """Whether the newest match was given by the certifying body itself, and not through city staff."""
    match = beside.evidence.match
    return match is not None and match.actor_role is Role.LSP


def _town(certificate: Certificate) -> str:
    """The city or regency above a kelurahan; two steps up, past the district."""
    place = certificate.artisan.place
    district = place.parent if place else None
    town = district.parent if district else None
    return town.name if town else ""


def _means(certificate: Certificate, standing: Standing, beside: Beside) -> list[str]:
    name = certificate.holder_name
    if standing.is_training:
        checked = gettext("City staff checked the paper on %(day)s.", day=date_long(certificate.checked_on))
        return [
            gettext(
                "%(name)s holds the paper named here, issued by %(body)s.",
                name=name,
                body=issued_by(certificate),
            ),
            checked,
            gettext("It is recorded as training. It is no BNSP certificate and earns no badge."),
        ]
    passed = gettext("%(name)s passed the competency test named here.", name=name)
    checked = gettext("City staff checked the certificate on %(day)s.", day=date_long(certificate.checked_on))
    if _by_issuer(beside):
        checked = gettext("The LSP itself confirmed it on %(day)s.", day=date_long(certificate.checked_on))
    today = {
        True: gettext("It is valid today, by the issuer's term and the decisions on record."),
        False: gettext("It is not valid today, for the reason in the band above."),
    }[standing.is_valid]
    return [passed, checked, today]
