"""Photos of a review: bare of metadata, on the pages of bag and artisan, hidden and removed with it."""

from __future__ import annotations

import re

import pytest

from marketplace.access.roles import Role
from marketplace.reviews import moderating, queries
from marketplace.reviews.models import Review, ReviewPhoto
from marketplace.reviews.rules import Objection, Ruling
from tests.adapters.images.samples import quarters
from tests.adapters.images.test_shrunk import SECRET, with_metadata
from tests.conftest import NOON
from tests.inquiries.photographs import GOOD, OTHER, SVG, files
from tests.reviews.conftest import FORM, letter_path, officer_of


def text(response):
    return response.get_data(as_text=True)


def pictures(page):
    return re.findall(r'<img src="(/reviews/\d+/photos/\d+/thumb)"', page)


@pytest.fixture
def send(client, handed, jobs, session):
    """Write the review with these files, and have the copies made."""

    def go(*contents, **more):
        sent = {**FORM, **more} | ({"photos": files(*contents)} if contents else {})
        answer = client.post(letter_path(handed), data=sent)
        jobs.run_all()
        session.expire_all()
        return answer

    return go


def test_photos_stand_with_the_review_without_place_or_phone(client, send, bag):
    assert send(with_metadata(quarters(900, 1200)), OTHER).status_code == 303
    page = text(client.get(f"/products/{bag.slug}-{bag.code}"))
    found = pictures(page)
    assert len(found) == 2 and "Foto 1 dari pembeli" in page
    for address in (found[0], found[0].replace("thumb", "view")):
        shown = client.get(address)
        assert shown.status_code == 200 and shown.mimetype == "image/webp"
        assert SECRET not in shown.data and b"EXIF" not in shown.data
    assert len(pictures(text(client.get(f"/artisans/{bag.artisan.slug}/reviews")))) == 2
    assert client.get(found[0].replace("thumb", "original")).status_code == 404


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "\u0661", "2147483648", "x"])
def test_a_number_no_photo_can_have_is_passed_over(send, number):
    assert send(GOOD, stay=number).status_code == 303


def test_hidden_with_the_review_seen_by_officers_and_back_again(
    client, send, bag, make, session, app, sign_in
):
    send(GOOD)
    (address,) = pictures(text(client.get(f"/products/{bag.slug}-{bag.code}")))
    review = session.query(Review).one()
    officer = officer_of(make)

    def rule(ruling, ground=None):
        found = queries.for_officer(review.id, lock=True)
        moderating.rule(
            found, ruling, "Alasannya.", ground=ground, seen=moderating.seen_of(found), actor=officer, at=NOON
        )
        session.commit()

    rule(Ruling.HIDE, Objection.PERSONAL)
    assert client.get(address).status_code == 404
    assert not pictures(text(client.get(f"/products/{bag.slug}-{bag.code}")))
    desk = app.test_client()
    sign_in(desk, make.account(Role.ADMIN))
    page = text(desk.get(f"/desk/reviews/{review.id}"))
    (inside,) = re.findall(r'<img src="(/desk/reviews/[^"]+/thumb)"', page)
    assert desk.get(inside).status_code == 200 and client.get(inside).status_code != 200
    rule(Ruling.SHOW)
    assert client.get(address).status_code == 200


def test_what_is_unticked_goes_at_once_with_its_files(client, send, handed, session, app, bag, jobs):
    send(GOOD, OTHER)
    first, second = session.query(ReviewPhoto).order_by(ReviewPhoto.position)
    keys, stays = first.keys, second.id
    form = text(client.get(letter_path(handed)))
    assert form.count('name="stay"') == 2
    assert send(stay=str(stays)).status_code == 303
    assert [one.id for one in session.query(ReviewPhoto)] == [stays]
    assert not any(app.extensions["toolbox"].private_files.exists(key) for key in keys)
    assert len(pictures(text(client.get(f"/products/{bag.slug}-{bag.code}")))) == 1


def test_what_is_no_photo_is_said_and_the_others_and_the_words_stay(client, send, session):
    answer = send(GOOD, SVG)
    assert answer.status_code == 422 and session.query(Review).count() == 0
    page = text(answer)
    assert FORM["words"] in page and page.count('name="kept"') == 1


def test_five_are_too_many_and_whoever_may_not_write_stores_none(client, send, handed, session, app):
    assert send(*[GOOD, OTHER] * 3).status_code == 422
    before = set(app.extensions["toolbox"].private_files.keys())
    path = letter_path(handed).rpartition("/review/")[0]
    assert client.post(f"{path}/review", data={**FORM, "photos": files(GOOD)}).status_code == 409
    assert set(app.extensions["toolbox"].private_files.keys()) == before
    assert session.query(ReviewPhoto).count() == 0


def test_a_bags_page_with_reviews_and_photos_asks_at_most_ten_questions(client, send, bag, queries):
    send(GOOD, OTHER)
    with queries() as asked:
        client.get(f"/products/{bag.slug}-{bag.code}")
    assert len(asked) <= 10
