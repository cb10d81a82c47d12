"""What a standing is called, the same everywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from flask_babel import force_locale

from marketplace.certificates.labels import LABELS, badge_text, deed, headline, sentence
from marketplace.certificates.rules import Action, Standing, StandingKind, Status, standing
from marketplace.web.labels import has_label
from tests.factories.make import Make

TODAY = date(2026, 4, 14)


def of(kind: StandingKind, until: date = date(2028, 10, 31)) -> Standing:
    months = max(0, (until.year - TODAY.year) * 12 + until.month - TODAY.month - (until.day < TODAY.day))
    return Standing(
        kind, date(2025, 10, 31), until, TODAY, max(0, (until - TODAY).days), months, 36, None, None
    )


def in_language(app: Flask, locale: str, words: object) -> str:
    with app.test_request_context("/"), force_locale(locale):
        return words() if callable(words) else str(words)


@pytest.mark.parametrize(
    ("worth", "indonesian", "english"),
    [
        (of(StandingKind.VALID), "Bersertifikat", "Certified"),
        (
            of(StandingKind.EXPIRING, TODAY + timedelta(days=65)),
            "Berakhir 2 bulan lagi",
            "Expires in 2 months",
        ),
        (of(StandingKind.EXPIRING, TODAY + timedelta(days=9)), "Berakhir 9 hari lagi", "Expires in 9 days"),
        (of(StandingKind.EXPIRING, TODAY), "Berakhir hari ini", "Expires today"),
        (of(StandingKind.EXPIRED), "Sertifikat kedaluwarsa", "Certificate expired"),
        (of(StandingKind.SUSPENDED), "Sertifikat dibekukan", "Certificate suspended"),
        (of(StandingKind.REVOKED), "Sertifikat dicabut", "Certificate revoked"),
        (of(StandingKind.PENDING), "Belum diverifikasi", "Not verified"),
        (of(StandingKind.UNVERIFIED), "Belum diverifikasi", "Not verified"),
        (None, "Belum ada sertifikat", "No certificate"),
    ],
)
def test_a_badge_says_it_in_a_few_words(
    worth: Standing | None, indonesian: str, english: str, app: Flask
) -> None:
    assert in_language(app, "id", lambda: badge_text(worth)) == indonesian
    assert in_language(app, "en", lambda: badge_text(worth)) == english


def test_a_sentence_carries_the_moment_it_was_worked_out(app: Flask) -> None:
    at = datetime(2026, 4, 14, 1, 12, tzinfo=UTC)
    assert in_language(app, "id", lambda: sentence(of(StandingKind.VALID), at)) == (
        "Sertifikat berlaku sampai 31 Oktober 2028. Dihitung hari ini, 14 April 2026, 09.12 WITA."
    )
    assert in_language(app, "en", lambda: sentence(of(StandingKind.VALID), at)).endswith(
        "14 April 2026, 09:12 WITA (UTC+8)."
    )


def test_a_loss_is_dated_where_the_day_is_known(app: Flask) -> None:
    day = date(2026, 1, 9)
    words = in_language(app, "id", lambda: headline(of(StandingKind.REVOKED), since=day))
    assert words == "Dicabut 9 Januari 2026. Jangan andalkan sertifikat ini."
    assert "Dicabut." in in_language(app, "id", lambda: headline(of(StandingKind.REVOKED)))


@pytest.mark.parametrize("kind", StandingKind)
def test_every_standing_has_its_words_and_only_valid_ones_sound_valid(kind: StandingKind, app: Flask) -> None:
    worth = of(kind)
    badge = in_language(app, "id", lambda: badge_text(worth))
    assert badge and in_language(app, "id", lambda: headline(worth))
    assert (badge == "Bersertifikat") is (kind is StandingKind.VALID)


def test_every_member_of_every_enum_has_a_word(app: Flask) -> None:
    for mapping in LABELS:
        (enum,) = {type(member) for member in mapping}
        assert all(has_label(member) and member in mapping for member in enum)
    assert all(str(deed(action)) for action in Action)


def test_the_standing_of_a_row_is_what_is_worded(make: Make, app: Flask) -> None:
    certificate = make.certificate(status=Status.VERIFIED, valid_until=TODAY - timedelta(days=1))
    worth = standing(certificate, TODAY)
    assert "Kedaluwarsa sejak 14 April 2026" in in_language(app, "id", lambda: headline(worth))
