"""She adds photos of the making without a script; whatever could be kept is kept."""

from __future__ import annotations

import re
from io import BytesIO

import pytest

from marketplace.listings.models import Listing
from marketplace.listings.rules import State
from marketplace.pictures.rules import PROCESS_MOST, PictureState
from tests.factories.photographs import jpeg


@pytest.fixture
def bag(make):
    return make.listing(make.artisan(name="Siti Contoh"), title="Tote Ombak", photos=0, state=State.DRAFT)


@pytest.fixture
def studio(client, bag, sign_in):
    sign_in(client, bag.artisan.account)
    return client


def text(response):
    return response.get_data(as_text=True)


def files(*numbers):
    return [(BytesIO(jpeg(number)), f"foto{number}.jpg") for number in numbers]


def post(studio, where, **fields):
    data = {"csrf_token": studio.token(where)}
    data |= {re.sub(r"^caption_", "caption-", name): value for name, value in fields.items()}
    return studio.post(where, data=data)


def place(bag):
    return f"/studio/listings/{bag.code}/making"


def again(session, bag):
    session.expire_all()
    return session.get_one(Listing, bag.id)


def test_photos_and_their_captions_are_kept_and_prepared(studio, bag, session, jobs):
    assert "3 sampai 6 foto" in text(studio.get(place(bag)))
    assert post(studio, place(bag), photos=files(1, 2)).status_code == 303
    first, second = again(session, bag).process_photos
    jobs.run_all()
    answer = post(studio, place(bag), **{f"caption_{second.id}": "Setengah jadi"}, move=f"{second.id}:-1")
    assert answer.location == f"{place(bag)}#photo-{second.id}"
    rows = again(session, bag).process_photos
    assert [row.caption for row in rows] == ["Setengah jadi", ""]
    assert {row.picture.state for row in rows} == {PictureState.READY}
    assert "Diterima 14 April 2026, 09.12 WITA" in text(studio.get(place(bag)))
    assert post(studio, place(bag), delete=str(first.id)).status_code == 303
    assert [row.id for row in again(session, bag).process_photos] == [second.id]


def test_what_is_wrong_is_said_beside_it_and_the_rest_is_kept(studio, bag, session):
    post(studio, place(bag), photos=files(1))
    (row,) = again(session, bag).process_photos
    answer = post(
        studio,
        place(bag),
        photos=[*files(1, 2), (BytesIO(b"teks"), "foto.jpg")],
        **{f"caption_{row.id}": "x" * 161},
    )
    assert answer.status_code == 422
    assert f'id="caption-{row.id}-error"' in text(answer) and 'id="photos-error"' in text(answer)
    assert "x" * 161 in text(answer) and "sudah ada" in text(answer)
    assert len(again(session, bag).process_photos) == 2


def test_more_than_fit_are_refused_and_said(studio, bag, session):
    answer = post(studio, place(bag), photos=files(*range(PROCESS_MOST + 1)))
    assert answer.status_code == 422 and "Paling banyak 6 foto" in text(answer)
    assert len(again(session, bag).process_photos) == PROCESS_MOST
    assert 'name="photos"' not in text(studio.get(place(bag)))


def test_bytes_are_kept_only_where_they_may_stay(studio, bag, make, app):
    box = app.extensions["toolbox"]
    token = {"csrf_token": studio.token(place(bag))}
    for other in (place(make.listing()), "/studio/listings/0000000000/making"):
        before = set(box.private_files.keys())
        assert studio.post(other, data={**token, "photos": files(41)}).status_code == 404
        assert set(box.private_files.keys()) == before
    post(studio, place(bag), photos=files(*range(1, PROCESS_MOST + 1)))
    before = set(box.private_files.keys())
    assert post(studio, place(bag), photos=files(42)).status_code == 422
    assert set(box.private_files.keys()) == before


def test_the_bags_page_shows_them_apart_from_the_gallery(studio, bag, make, session, client):
    shown = make.listing(bag.artisan, photos=1)
    make.name_units(shown, [])
    where = place(shown)
    post(studio, where, photos=files(1))
    (row,) = again(session, shown).process_photos
    row.picture = make.picture()
    row.caption = "Gulungan benang"
    session.commit()
    page = text(client.get(f"/products/{shown.slug}-{shown.code}"))
    assert "Proses pembuatan" in page and "Gulungan benang" in page and "diterima 14 April 2026" in page
    assert len(shown.photos) == 1


@pytest.mark.parametrize(
    "button", [{"move": "x"}, {"delete": "1:5"}, {"move": "999999:1"}, {"retry": "9" * 30}]
)
def test_a_button_that_is_none_leads_nowhere(studio, bag, button):
    assert post(studio, place(bag), **button).status_code == 404


def test_her_workplace_has_the_same_page(studio, bag, session, jobs):
    assert post(studio, "/studio/workplace", photos=files(1)).status_code == 303
    session.expire_all()
    (row,) = bag.artisan.workplace_photos
    row.picture.state, row.picture.failure = PictureState.FAILED, "picture.lost"
    session.commit()
    assert "hilang" in text(studio.get("/studio/workplace"))
    assert post(studio, "/studio/workplace", retry=str(row.id)).status_code == 303
    session.expire_all()
    assert bag.artisan.workplace_photos[0].picture.state is PictureState.PENDING


def test_whoever_has_no_profile_begins_with_it_and_other_bags_are_not_hers(client, make, sign_in, studio):
    other = make.listing()
    assert studio.get(place(other)).status_code == 404
    officer_less = make.account(role=make.artisan().account.role)
    sign_in(client, officer_less)
    assert client.get("/studio/workplace").location == "/studio/profile"


def test_a_deletion_can_be_undone_by_its_button(studio, bag, session):
    post(studio, place(bag), photos=files(1, 2))
    first, _ = again(session, bag).process_photos
    post(studio, place(bag), **{f"caption_{first.id}": "Gulungan benang"})
    answer = post(studio, place(bag), delete=str(first.id))
    held = again(session, bag).deleted_process_photos[0].id
    assert answer.location == f"{place(bag)}#deleted-{held}"
    page = text(studio.get(place(bag)))
    assert f'id="deleted-{held}"' in page and f'name="undo" value="{held}"' in page
    answer = post(studio, place(bag), undo=str(held))
    rows = again(session, bag).process_photos
    assert [row.caption for row in rows] == ["Gulungan benang", ""]
    assert answer.location == f"{place(bag)}#photo-{rows[0].id}"
    assert post(studio, place(bag), undo=str(held)).status_code == 404


def test_an_undo_without_room_is_said_and_loses_nothing(studio, bag, session):
    post(studio, place(bag), photos=files(*range(1, PROCESS_MOST + 1)))
    post(studio, place(bag), delete=str(again(session, bag).process_photos[0].id))
    (held,) = again(session, bag).deleted_process_photos
    post(studio, place(bag), photos=files(77))
    answer = post(studio, place(bag), undo=str(held.id))
    assert answer.status_code == 422 and "Paling banyak 6 foto" in text(answer)
    assert [one.id for one in again(session, bag).deleted_process_photos] == [held.id]


def test_at_her_workplace_too_and_nobody_undoes_anothers(studio, bag, session, make, client, sign_in):
    post(studio, "/studio/workplace", photos=files(1))
    session.expire_all()
    post(studio, "/studio/workplace", delete=str(bag.artisan.workplace_photos[0].id))
    session.expire_all()
    (held,) = bag.artisan.deleted_workplace_photos
    assert f'name="undo" value="{held.id}"' in text(studio.get("/studio/workplace"))
    sign_in(client, make.artisan().account)
    assert post(client, "/studio/workplace", undo=str(held.id)).status_code == 404
    sign_in(client, bag.artisan.account)
    assert post(client, "/studio/workplace", undo=str(held.id)).status_code == 303
    session.expire_all()
    assert len(bag.artisan.workplace_photos) == 1
