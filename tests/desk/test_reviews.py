"""Reported reviews at the desk: hidden with a reason, kept, shown again."""

from __future__ import annotations

import re

import pytest

from marketplace.reviews import moderating, operations, queries
from marketplace.reviews.models import HiddenReview
from marketplace.reviews.rules import Aspect, Objection
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET
from tests.order_notes.conftest import bag as bag
from tests.order_notes.conftest import propose as propose
from tests.reviews.conftest import by_letter
from tests.reviews.conftest import hand_over as hand_over
from tests.reviews.conftest import handed as handed


@pytest.fixture
def review(handed, session):
    said = {"name": "Bu R", "marks": dict.fromkeys(Aspect, 5), "reasons": {}, "words": "Rapi sekali."}
    operations.write(handed, **said, claim=by_letter(handed), secret=SECRET, at=NOON)
    review = queries.of_note(handed.id)
    moderating.report(review, Objection.RUDE, "Kasar ini.", sender="a", at=NOON)
    session.commit()
    return review


def text(response):
    return response.get_data(as_text=True)


def post(desk, review, step, **sent):
    sent = {"csrf_token": desk.token("/desk/journal"), "seen": "1", "decided": "0", **sent}
    return desk.post(f"/desk/reviews/{review.id}/{step}", data=sent)


def test_the_reports_page_leads_to_reported_reviews(desk, review):
    assert "/desk/reviews" in text(desk.get("/desk/reports"))
    assert "Tote Ombak" in text(desk.get("/desk/reviews"))
    page = text(desk.get(f"/desk/reviews/{review.id}"))
    assert "Kasar ini." in page and "Rapi sekali." in page
    assert desk.get("/desk/reviews/999999").status_code == 404


def test_hiding_needs_ground_and_words_and_leaves_one_line(desk, review, session, client, bag):
    for sent in ({}, {"ground": "rude"}, {"words": "Karena."}, {"ground": "low_mark", "words": "Karena."}):
        answer = post(desk, review, "hide", **sent)
        assert answer.status_code == 422 and "Rapi sekali." in text(answer)
    assert post(desk, review, "hide", ground="rude", words="Kata kasar.").status_code == 303
    assert session.query(HiddenReview).count() == 1
    for way in (f"/artisans/{bag.artisan.slug}/reviews", f"/products/{bag.slug}-{bag.code}"):
        page = text(client.get(way))
        assert "Rapi sekali." not in page and "Bu R" not in page and "Kata kasar." not in page
        assert "disembunyikan petugas pada 14 April 2026" in page
    assert "Review hidden" in text(client.get("/en/log"))
    assert "Antrean kosong" in text(desk.get("/desk/reviews"))
    assert post(desk, review, "hide", ground="rude", words="Lagi.").status_code == 409
    assert post(desk, review, "show", ruling="show", words="").status_code == 422
    assert post(desk, review, "show", decided="1", ruling="show", words="Keliru.").status_code == 303
    assert "Rapi sekali." in text(client.get(f"/artisans/{bag.artisan.slug}/reviews"))


def test_what_may_stay_leaves_the_list_and_an_old_page_decides_nothing(desk, review, session):
    number = str(review.reports[0].id)
    assert post(desk, review, "keep", seen="7").status_code == 409
    assert post(desk, review, "keep", reports=number).status_code == 303
    assert "Antrean kosong" in text(desk.get("/desk/reviews"))
    assert session.query(HiddenReview).count() == 0


def fields(page):
    """The hidden fields of the one form of a page's <main> that decides first."""
    form = page.split('class="panel" method="post"')[1].split("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))


def test_of_two_officers_the_second_is_shown_what_the_first_decided_and_keeps_her_words(
    desk, review, session
):
    way = f"/desk/reviews/{review.id}"
    first, second = fields(text(desk.get(way))), fields(text(desk.get(way)))
    assert post(desk, review, "keep", **first).status_code == 303
    answer = post(desk, review, "hide", **second | {"ground": "rude", "words": "Kata kasar."})
    page = text(answer)
    assert answer.status_code == 409
    assert "Petugas lain sudah memutuskan ulasan ini" in page
    assert "Tetap tampil setelah dilaporkan" in page, "what was decided stands there"
    assert "Kata kasar.</textarea>" in page and 'value="rude" checked' in page
    assert session.query(HiddenReview).count() == 0
    session.rollback()
    again = fields(page) | {"ground": "rude", "words": "Kata kasar."}
    assert post(desk, review, "hide", **again).status_code == 303
    stale = post(desk, review, "hide", **second | {"ground": "rude", "words": "Lagi sama."})
    assert stale.status_code == 409 and "Lagi sama.</textarea>" in text(stale), "another form, the same words"


def test_keeping_settles_only_the_reports_that_were_on_the_page(desk, review, session):
    seen = fields(text(desk.get(f"/desk/reviews/{review.id}")))
    moderating.report(review, Objection.PERSONAL, "Alamat rumah saya.", sender="b", at=NOON)
    session.commit()
    assert post(desk, review, "keep", **seen).status_code == 303
    assert "Tote Ombak" in text(desk.get("/desk/reviews"))
    page = text(desk.get(f"/desk/reviews/{review.id}"))
    assert "Alamat rumah saya." in page and "Kasar ini." not in page
