"""A record for machines: its holder with the certificate, on the days on which it is valid."""

from __future__ import annotations

from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Standing
from marketplace.certificates.structured import person
from marketplace.web.links import absolute_url
from marketplace.web.structured import Node, document


def holder(certificate: Certificate, standing: Standing) -> Node | None:
    """Return the document of a record's page; None when the certificate is not valid, so that nothing is left of it."""
    if not standing.is_valid:
        return None
    artisan = certificate.artisan
    address = absolute_url("artisans.show", slug=artisan.slug) if artisan.visible else None
    return document(person(certificate.holder_name, address, [(certificate, standing)]))
