"""The card of a record: whose it is and what she did. Of its address: `tests/catalogue/test_sharing.py`."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.certificates.papers import Paper
from marketplace.certificates.rules import standing
from marketplace.records.sharing import record_card

TODAY = date(2026, 4, 14)


@pytest.mark.parametrize(
    ("paper", "did", "worth"),
    [
        (Paper.BNSP, "lulus uji kompetensi: Pembuatan Tas Rajut", "Berlaku"),
        (Paper.LPK, "mengikuti pelatihan: Pembuatan Tas Rajut", "Pelatihan"),
    ],
)
def test_a_training_is_called_one(app, make, paper, did, worth):
    certificate = make.certificate(paper=paper)
    with app.test_request_context("/"):
        words = record_card(certificate, standing(certificate, TODAY)).words
    assert (words.title, words.maker, words.claim) == (certificate.holder_name, did, worth)
