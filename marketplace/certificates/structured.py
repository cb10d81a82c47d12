"""A person and her certificates for machines, in schema.org's words.

A certificate is a property of the person, never of what she makes, and it is there on the days on which `standing`
calls it valid: suspended, revoked, expired or not yet valid, nothing of it is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Standing
from marketplace.web.links import absolute_url
from marketplace.web.structured import Node, without_gaps


def person(name: str, address: str | None, held: Iterable[tuple[Certificate, Standing]] = ()) -> Node:
    """Return a Person with those of the certificates that are valid on the day of their standing.

    The same person elsewhere in a document has the same `@id`, and need not be told of twice.
    """
    valid = [pair for pair in held if pair[1].is_valid]
    return without_gaps(
        {
            "@type": "Person",
            "@id": f"{address}#person" if address else None,
            "name": name,
            "url": address,
            "hasCredential": _one_or_all([_credential(*pair) for pair in valid]),
            "hasCertification": _one_or_all([_certification(*pair) for pair in valid]),
        }
    )


def _one_or_all(nodes: list[Node]) -> Any:
    return nodes[0] if len(nodes) == 1 else nodes


def _credential(certificate: Certificate, standing: Standing) -> Node:
    """schema.org/EducationalOccupationalCredential."""
    return without_gaps(
        {
            "@type": "EducationalOccupationalCredential",
            "credentialCategory": "certificate",
            "name": certificate.scheme,
            "url": absolute_url("records.record", code=certificate.code),
            "validFrom": str(standing.valid_from),
            "expires": str(standing.valid_until),
            "recognizedBy": _body(certificate),
        }
    )


def _certification(certificate: Certificate, standing: Standing) -> Node:
    """schema.org/Certification; `auditDate` is the day somebody last asked whether it holds."""
    return without_gaps(
        {
            "@type": "Certification",
            "certificationStatus": "https://schema.org/CertificationActive",
            "certificationIdentification": certificate.code,
            "name": certificate.scheme,
            "url": absolute_url("records.record", code=certificate.code),
            "issuedBy": _body(certificate),
            "validFrom": str(standing.valid_from),
            "expires": str(standing.valid_until),
            "auditDate": str(standing.checked_on) if standing.checked_on else None,
        }
    )


def _body(certificate: Certificate) -> Node | None:
    return {"@type": "Organization", "name": certificate.body_name} if certificate.body_name else None
