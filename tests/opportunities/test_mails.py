"""Letters about opportunities: in her language, with the outcome and the words to all."""

from __future__ import annotations

import pytest

from marketplace.opportunities import mails
from tests.conftest import NOON


@pytest.mark.parametrize(
    ("locale", "title", "words"), [("id", "Bazar Contoh", "terpilih"), ("en", "Sample fair", "chosen")]
)
def test_an_outcome_is_told_in_her_language(
    published, holder, applied, session, jobs, outbox, locale, title, words
):
    artisan, found = holder(), published()
    artisan.account.locale = locale
    row = applied(found, artisan)
    found.outcome = "Sampai jumpa di alun-alun."
    mails.tell_news(row, "chosen", at=NOON)
    session.commit()
    jobs.run_all()
    (letter,) = outbox.letters
    assert title in letter.subject and words in letter.text and "Sampai jumpa" in letter.text
    assert f"/studio/opportunities/{found.slug}" in letter.text
