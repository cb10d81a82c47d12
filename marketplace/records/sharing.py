"""What is shown where the link of a record is shared: whose it is, what it is worth today, and which day that is."""

from __future__ import annotations

from marketplace.adapters.images.results import CardWords
from marketplace.artisans.rules import swatch
from marketplace.certificates.models import Certificate
from marketplace.certificates.rules import Standing
from marketplace.certificates.sharing import day_words, state_words, tone
from marketplace.records.paper import claim
from marketplace.toolbox import toolbox
from marketplace.web.labels import label
from marketplace.web.sharing import SharedCard


def record_card(certificate: Certificate, standing: Standing) -> SharedCard:
    """Return the card of a record on the day of its standing, in the language of the request.

    Its picture is knitted from the record's own code: a record shows nobody's face.
    """
    sample = swatch(certificate.code or "")
    words = CardWords(
        site=toolbox().settings.site_name,
        title=certificate.holder_name,
        price="",
        maker=claim(certificate),
        tone=tone(standing),
        claim=str(label(standing.kind)),
        state=state_words(standing),
        day=day_words(standing.today, certificate.code),
    )
    where = {"code": certificate.code or ""}
    return SharedCard("records.card", where, words, colour=sample.ground, knit=sample.stitches)
