"""Finding certificates: what they are worth to whom, what their owner sees, what a scan belongs to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, bindparam, or_, select
from sqlalchemy.orm import joinedload, selectinload

from marketplace.artisans.models import Artisan
from marketplace.certificates import copies
from marketplace.certificates.claims import Claim, UnitEntry
from marketplace.certificates.likeness import Likeness
from marketplace.certificates.models import Certificate, Decision, Scan, Unit
from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import PUBLIC_STATUSES, Action, Standing, Status
from marketplace.certificates.speakers import speaking
from marketplace.database.ready import ready
from marketplace.database.session import session
from marketplace.kit.errors import NotFound

MOST_LOOKALIKES = 20


def valid_predicate(today: date) -> ColumnElement[bool]:
    """`standing(...).is_valid` as SQL over Certificate rows; the tests hold the two against each other."""
    return and_(
        Certificate.status == Status.VERIFIED,
        Certificate.paper == Paper.BNSP,
        Certificate.issue_date <= today,
        Certificate.valid_until >= today,
    )


def certificates_of(artisan_ids: Collection[int]) -> dict[int, list[Certificate]]:
    """Return the certificates of each artisan asked for, oldest first; one query. Asked for but without: []."""
    found: dict[int, list[Certificate]] = {artisan_id: [] for artisan_id in artisan_ids}
    if found:
        for certificate in session.scalars(_of_artisans(), {"artisans": list(found)}):
            found[certificate.artisan_id].append(certificate)
    return found


@ready
def _of_artisans() -> Select[Certificate]:
    hers = Certificate.artisan_id.in_(bindparam("artisans", expanding=True))
    return select(Certificate).where(hers).order_by(Certificate.id)


def with_issuers(artisan_id: int) -> Sequence[Certificate]:
    """Return an artisan's certificates with body and scheme, oldest first; one query."""
    return session.scalars(_with_issuers(), {"artisan": artisan_id}).all()


@ready
def _with_issuers() -> Select[Certificate]:
    return (
        select(Certificate)
        .where(Certificate.artisan_id == bindparam("artisan"))
        .options(joinedload(Certificate.body), joinedload(Certificate.linked_scheme))
        .order_by(Certificate.id)
    )


def standing_of_artisans(
    artisan_ids: Collection[int], today: date
) -> dict[int, tuple[Standing, Certificate] | None]:
    """Return, for each artisan, the certificate that speaks for her today and what it is worth; one query."""
    answers: dict[int, tuple[Standing, Certificate] | None] = {}
    for artisan_id, certificates in certificates_of(artisan_ids).items():
        pair = speaking(certificates, today)
        answers[artisan_id] = (pair[1], pair[0]) if pair else None
    return answers


def own_list(artisan_id: int | None) -> Sequence[Certificate]:
    """Return an artisan's certificates, newest first, with their decisions and scans."""
    if artisan_id is None:
        return []
    return session.scalars(
        select(Certificate)
        .where(Certificate.artisan_id == artisan_id)
        .options(selectinload(Certificate.decisions), selectinload(Certificate.scans))
        .order_by(Certificate.id.desc())
    ).all()


def own(artisan_id: int | None, certificate_id: int) -> Certificate:
    """Return one of the artisan's certificates with all that hangs on it. NotFound for somebody else's."""
    found = session.scalars(
        _whole().where(Certificate.id == certificate_id, Certificate.artisan_id == artisan_id)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def for_review(certificate_id: int) -> Certificate:
    """Return a certificate as officers see it. NotFound for a draft: that is still the artisan's own."""
    found = session.scalars(
        _whole().where(Certificate.id == certificate_id, Certificate.status != Status.DRAFT)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def _whole() -> Select[Certificate]:
    return select(Certificate).options(
        joinedload(Certificate.artisan).joinedload(Artisan.account),
        joinedload(Certificate.artisan).joinedload(Artisan.place),
        selectinload(Certificate.units).selectinload(Unit.covered),
        selectinload(Certificate.scans),
        selectinload(Certificate.decisions),
    )


def own_scan(artisan_id: int | None, certificate_id: int, scan_id: int) -> Scan:
    """Return a scan of one of the artisan's certificates. NotFound for somebody else's."""
    return _scan(certificate_id, scan_id, Certificate.artisan_id == artisan_id)


def scan_for_review(certificate_id: int, scan_id: int) -> Scan:
    """Return a scan officers may look at. NotFound while the certificate is a draft."""
    return _scan(certificate_id, scan_id, Certificate.status != Status.DRAFT)


def _scan(certificate_id: int, scan_id: int, condition: ColumnElement[bool]) -> Scan:
    found = session.scalars(
        select(Scan)
        .join(Scan.certificate)
        .options(joinedload(Scan.certificate).joinedload(Certificate.artisan))
        .where(Scan.id == scan_id, Scan.certificate_id == certificate_id, condition)
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found


def scan_of_key(original_key: str) -> Scan | None:
    """Return the scan that was made of one stored file."""
    return session.scalars(select(Scan).where(Scan.original_key == original_key)).one_or_none()


def with_scans(account_id: int) -> Sequence[Certificate]:
    """Return the certificates of a person of which any file is kept, as they are at this moment."""
    return session.scalars(
        select(Certificate)
        .join(Certificate.artisan)
        .where(
            Artisan.account_id == account_id,
            Certificate.id.in_(select(Scan.certificate_id).where(Scan.forgotten_at.is_(None))),
        )
        .options(joinedload(Certificate.artisan), selectinload(Certificate.scans))
        .order_by(Certificate.id)
        .execution_options(populate_existing=True)
    ).all()


def code_is_taken(code: str) -> bool:
    """Whether a public record has this code."""
    return session.scalar(select(Certificate.id).where(Certificate.code == code)) is not None


def wishes(certificate: Certificate) -> Decision | None:
    """Return the latest request for changes, while it is still open."""
    if certificate.status is not Status.NEEDS_CHANGES:
        return None
    asked = [decision for decision in certificate.decisions if decision.action is Action.ASK_CHANGES]
    return asked[-1] if asked else None


def decided_twin(certificate: Certificate) -> Certificate | None:
    """Return another certificate of the same body and number that has already become a record."""
    return session.scalars(
        select(Certificate).where(
            Certificate.id != certificate.id,
            Certificate.body_licence_key == certificate.body_licence_key,
            Certificate.certificate_no_key == certificate.certificate_no_key,
            Certificate.status.in_(PUBLIC_STATUSES),
        )
    ).first()


def lookalikes(certificate: Certificate) -> list[tuple[Certificate, list[Likeness]]]:
    """Return what else shares a scan, a number or the holder's name, the gravest likeness first; five queries.

    Other people's drafts are left out: nobody has been shown them yet.
    """
    keys = {
        Likeness.CERTIFICATE_NO: certificate.certificate_no_key,
        Likeness.REGISTRATION_NO: certificate.registration_no_key,
        Likeness.BLANKO_NO: certificate.blanko_no_key,
        Likeness.HOLDER_NAME: certificate.holder_name_folded,
    }
    columns = {
        Likeness.CERTIFICATE_NO: Certificate.certificate_no_key,
        Likeness.REGISTRATION_NO: Certificate.registration_no_key,
        Likeness.BLANKO_NO: Certificate.blanko_no_key,
        Likeness.HOLDER_NAME: Certificate.holder_name_folded,
    }
    digests = {scan.digest for scan in certificate.scans}
    similar = copies.similar_to([scan.id for scan in certificate.scans])
    alike = [columns[likeness] == key for likeness, key in keys.items() if key]
    alike.append(Certificate.id.in_(select(Scan.certificate_id).where(Scan.digest.in_(digests))))
    alike.append(Certificate.id.in_({scan.certificate_id for scan in similar}))
    others = session.scalars(
        select(Certificate)
        .where(Certificate.id != certificate.id, Certificate.status != Status.DRAFT, or_(*alike))
        .options(
            joinedload(Certificate.artisan),
            selectinload(Certificate.scans),
            selectinload(Certificate.rekeyings),
        )
        .order_by(Certificate.id)
        .limit(MOST_LOOKALIKES)
    ).all()
    found = [(other, _shared(certificate, other, keys, digests, similar)) for other in others]
    gravity = list(Likeness)
    return sorted((pair for pair in found if pair[1]), key=lambda pair: gravity.index(pair[1][0]))


def _shared(
    certificate: Certificate,
    other: Certificate,
    keys: dict[Likeness, str],
    digests: set[str],
    similar: Collection[copies.Similar],
) -> list[Likeness]:
    theirs = {
        Likeness.CERTIFICATE_NO: other.certificate_no_key,
        Likeness.REGISTRATION_NO: other.registration_no_key,
        Likeness.BLANKO_NO: other.blanko_no_key,
        Likeness.HOLDER_NAME: other.holder_name_folded
        if other.artisan_id != certificate.artisan_id
        else None,
    }
    shared = [likeness for likeness, key in keys.items() if key and key == theirs[likeness]]
    if digests & {scan.digest for scan in other.scans}:
        return [Likeness.SCAN, *shared]
    if any(scan.certificate_id == other.id for scan in similar):
        return [Likeness.SIMILAR_SCAN, *shared]
    return shared


def claim_of(certificate: Certificate) -> Claim:
    """Return what was typed, as the form shows it again."""
    typed = {name: getattr(certificate, name) for name in Claim.__dataclass_fields__ if name != "units"}
    return Claim(**typed, units=tuple(UnitEntry(unit.title, unit.code) for unit in certificate.units))


def owner(artisan_id: int | None) -> Artisan:
    """Return the artisan who begins a certificate. NotFound for an account without a profile."""
    found = session.get(Artisan, artisan_id) if artisan_id is not None else None
    if found is None:
        raise NotFound()
    return found
