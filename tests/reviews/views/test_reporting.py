"""Reporting a review, from anybody."""

from __future__ import annotations

import pytest

from marketplace.reviews.models import Review, ReviewReport
from marketplace.reviews.rules import MAX_OBJECTION
from tests.reviews.conftest import FORM, letter_path


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def way(client, handed, session):
    client.post(letter_path(handed), data=FORM)
    return f"/reviews/{session.query(Review).one().id}/report"


def test_a_report_arrives_and_changes_nothing_by_itself(client, way, session, bag):
    page = f"/artisans/{bag.artisan.slug}/reviews"
    assert way in text(client.get(page))
    assert "Rapi sekali." in text(client.get(way))
    answer = client.post(way, data={"reason": "rude", "words": "Kasar."}, follow_redirects=True)
    assert "laporan Anda sudah" in text(answer)
    client.post(way, data={"reason": "rude"})
    kept = session.query(ReviewReport).one()
    assert (kept.words, kept.settled_at) == ("Kasar.", None)
    assert "Rapi sekali." in text(client.get(page))


@pytest.mark.parametrize(
    "sent", [{}, {"reason": "low_mark"}, {"reason": "rude", "words": "x" * (MAX_OBJECTION + 1)}]
)
def test_a_faulty_report_is_refused_beside_its_field(client, way, session, sent):
    answer = client.post(way, data=sent)
    assert answer.status_code == 422 and "error" in text(answer)
    assert session.query(ReviewReport).count() == 0


def test_what_is_not_there_cannot_be_reported(client, way):
    assert client.get("/reviews/999999/report").status_code == 404
    assert client.post("/reviews/999999/report", data={"reason": "rude"}).status_code == 404
