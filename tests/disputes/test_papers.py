"""Disputes on paper: what was said, how it ended, and no officer's name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.disputes import operations, papers
from marketplace.disputes.rules import Ending, Outcome
from tests.conftest import NOON
from tests.disputes.conftest import DAYS, SAID, artisan, buyer
from tests.order_notes.conftest import path_of


@pytest.fixture
def said(app):
    """The only section of a note's paper: (its title, its facts, its steps)."""

    def read(note):
        with app.test_request_context("/"):
            (section,) = papers.on_paper(note)
            return section.title, dict(section.facts), section.steps

    return read


def test_a_note_without_a_dispute_has_none(app, agreed):
    with app.test_request_context("/"):
        assert papers.on_paper(agreed) == []


def test_an_open_one_says_what_is_awaited(dispute, agreed, said):
    title, facts, steps = said(agreed)
    assert title == "Sengketa: Rusak" and facts["Pesanan sebelumnya berstatus"] == "Disepakati"
    assert facts["Tanggapan"].startswith("ditunggu sampai 17 April 2026")
    assert facts["Hasil"] == facts["Berakhir"] == ""
    assert [one.words for one in steps] == [SAID]


def test_an_outcome_stands_with_the_officers_words_and_without_a_name(
    dispute, agreed, officer, session, said
):
    operations.reply(dispute, "Sudah saya periksa dulu.", who=artisan(agreed), outcome_days=DAYS[1], at=NOON)
    operations.decide(
        dispute, Outcome.SHARED, "Tali diganti.", actor=officer, at=NOON, version=dispute.version
    )
    session.commit()
    _, facts, steps = said(agreed)
    assert facts["Hasil"] == "Kedua pihak turut andil" and facts["Berakhir"] and facts["Tanggapan"]
    assert steps[-1].words == "Tali diganti." and steps[-1].who == "Seorang petugas"
    assert officer.name not in str(steps)


def test_one_without_a_reply_and_one_settled_say_so(dispute, agreed, officer, session, said):
    operations.propose(dispute, Ending.CALL_OFF, "", who=buyer(agreed), at=NOON)
    operations.accept(dispute, 2, who=artisan(agreed), at=NOON + timedelta(days=1))
    session.commit()
    _, facts, steps = said(agreed)
    assert facts["Tanggapan"] == "Tidak ada." and facts["Hasil"] == ""
    assert steps[-1].title.endswith("Pesanan dibatalkan")


def test_both_sides_print_the_outcome(client, dispute, agreed, officer, session):
    operations.decide(
        dispute,
        Outcome.FOR_BUYER,
        "Talinya diganti.",
        actor=officer,
        at=NOON + timedelta(days=4),
        version=dispute.version,
    )
    session.commit()
    page = client.get(f"{path_of(agreed)}/print").get_data(as_text=True)
    assert "Pembeli yang benar" in page and "Talinya diganti." in page and officer.name not in page
    assert "<strong>Disepakati</strong>" in page, "the note stands where it stood"
