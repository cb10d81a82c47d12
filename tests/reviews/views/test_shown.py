"""What stands on the public pages of a bag and of an artisan."""

from __future__ import annotations

from sqlalchemy import delete

from marketplace.reviews.models import ReviewWay
from tests.emptying import with_triggers_off
from tests.reviews.conftest import FORM, letter_path


def text(response):
    return response.get_data(as_text=True)


def page_of(bag):
    return f"/products/{bag.slug}-{bag.code}"


def test_a_page_without_reviews_says_nothing_of_them(client, bag):
    assert "Kata pembeli" not in text(client.get(page_of(bag)))
    assert "Belum ada ulasan" in text(client.get(f"/artisans/{bag.artisan.slug}/reviews"))


def test_a_review_says_how_its_writer_was_known_and_an_old_one_says_that_nobody_asked(
    client, handed, bag, session
):
    client.post(letter_path(handed), data=FORM)
    page = f"/artisans/{bag.artisan.slug}/reviews"
    assert "Alamat surel pembeli sudah dipastikan" in text(client.get(page))
    with_triggers_off(session.connection(), ReviewWay.__table__, delete(ReviewWay).where(ReviewWay.id > 0))
    session.commit()
    for shown in (text(client.get(page)), text(client.get(page_of(bag)))):
        assert "Alamat surel pembeli sudah dipastikan" not in shown
        assert "Ditulis sebelum" in shown and "tidak ikut dihitung" in shown
