"""Forms that ask, without script, with what people really type."""

from __future__ import annotations

import io

import pytest

from marketplace.inquiries import blocks
from marketplace.inquiries.senders import sender_key
from marketplace.requests.models import CustomRequest, RequestPhoto
from marketplace.requests.rules import SENDER_LIMITS
from tests.conftest import NOON
from tests.factories.photographs import from_a_phone
from tests.inquiries.photographs import GOOD, OTHER, files, kept
from tests.requests.conftest import SECRET, actor_of

WISH = {
    "name": "Rina",
    "contact": "rina@contoh.invalid",
    "words": "Tas seperti ini, tali lebih panjang",
    "quantity": "2",
    "budget": "500rb",
}
TO_ALL = WISH | {
    "technique": "crochet",
    "needed_on": "2026-05-30",
    "closes_on": "2026-04-20",
    "quantity": "12",
}


def place(bag):
    return f"/products/{bag.slug}-{bag.code}/request"


def test_a_wish_from_a_bags_page_reaches_its_maker(client, make, session):
    bag = make.listing()
    assert f'href="{place(bag)}"' in client.get(f"/products/{bag.slug}-{bag.code}").get_data(as_text=True)
    page = client.get(place(bag))
    assert page.status_code == 200 and 'name="robots" content="noindex' in page.get_data(as_text=True)
    answer = client.post(place(bag), data=WISH)
    assert answer.status_code == 303
    made = session.query(CustomRequest).one()
    assert (made.quantity, made.budget, made.recipients[0].artisan_id) == (2, 500_000, bag.artisan_id)
    page = client.get(answer.location)
    assert "tali lebih panjang" in page.get_data(as_text=True)
    assert page.headers["X-Robots-Tag"] == "noindex" and "no-store" in page.headers["Cache-Control"]
    assert "ld+json" not in page.get_data(as_text=True)


def test_the_button_pressed_twice_is_one_request(client, make, session):
    bag = make.listing()
    first, second = (client.post(place(bag), data=WISH).location for _ in range(2))
    assert client.get(first).status_code == client.get(second).status_code == 200
    assert session.query(CustomRequest).count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "Rina http://contoh.invalid"),
        ("contact", "bukan apa-apa"),
        ("words", ""),
        ("words", "Telepon saya di 0812 0000 0009 ya"),
        ("words", "NIK saya 6474010101900001 untuk data"),
        ("words", "panjang " * 400),
        ("quantity", "0"),
        ("quantity", "9" * 40),
        ("quantity", "-3"),
        ("length_cm", "99999999999999999999"),
        ("budget", "banyak"),
        ("budget", "9" * 30),
        ("needed_on", "2020-01-01"),
        ("needed_on", "kapan saja"),
        ("colour", "nosuch"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_the_rest_is_kept(client, make, session, field, value):
    answer = client.post(place(make.listing()), data=WISH | {"colour_note": "biru laut", field: value})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page and "biru laut" in page
    assert session.query(CustomRequest).count() == 0


def test_a_blocked_sender_and_somebody_elses_code_are_refused(client, make, session):
    bag = make.listing()
    thread = make.thread(bag, sender_key=sender_key("rina@contoh.invalid", SECRET))
    blocks.block(thread, secret=SECRET, actor=actor_of(bag.artisan), at=NOON)
    session.commit()
    assert client.post(place(bag), data=WISH).status_code == 422
    assert client.get("/products/tas-0000000999/request").status_code == 404


def test_a_hundred_requests_in_a_minute_end_early_and_lose_no_words(client, make, session, limits):
    bag = make.listing()
    answers = [
        client.post(place(bag), data=WISH | {"words": f"Tas nomor {number} ini"}) for number in range(100)
    ]
    assert session.query(CustomRequest).count() == SENDER_LIMITS[0][0]
    refused = answers[SENDER_LIMITS[0][0]]
    assert refused.status_code == 429 and int(refused.headers["Retry-After"]) > 0
    assert "Tas nomor 4 ini" in refused.get_data(as_text=True)


def test_a_request_to_all_goes_out_to_those_whose_turn_it_is(client, maker, session):
    artisan = maker()
    assert "crochet" in client.get("/requests/new?technique=crochet").get_data(as_text=True)
    answer = client.post("/requests/new", data=TO_ALL)
    assert answer.status_code == 303
    made = session.query(CustomRequest).one()
    assert [row.artisan_id for row in made.recipients] == [artisan.id]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("technique", ""),
        ("technique", "macrame'--"),
        ("unit_code", "X.000"),
        ("needed_on", ""),
        ("closes_on", "2026-12-01"),
        ("closes_on", "2026-04-01"),
    ],
)
def test_an_open_request_that_cannot_be_is_refused(client, maker, session, field, value):
    maker()
    answer = client.post("/requests/new", data=TO_ALL | {field: value})
    assert answer.status_code == 422 and f'id="{field}-error"' in answer.get_data(as_text=True)
    assert session.query(CustomRequest).count() == 0


def test_where_nobody_can_be_asked_it_is_said_and_kept(client, session):
    answer = client.post("/requests/new", data=TO_ALL)
    assert answer.status_code == 422 and "tali lebih panjang" in answer.get_data(as_text=True)
    assert session.query(CustomRequest).count() == 0


def test_photos_are_for_the_readers_of_the_request_alone(client, make, session, jobs):
    bag = make.listing()
    files = [(io.BytesIO(from_a_phone()), f"foto{number}.jpg") for number in range(3)]
    answer = client.post(place(bag), data=WISH | {"photos": files})
    assert answer.status_code == 303
    jobs.run_all()
    assert session.query(RequestPhoto).count() == 3
    page = answer.location.partition("?")[0]
    picture = client.get(f"{page}/photos/1")
    assert picture.status_code == 200 and picture.mimetype.startswith("image/")
    assert f"{page}/photos/3" in client.get(page).get_data(as_text=True)
    assert client.get(f"{page}/photos/9").status_code == 404
    assert client.get("/requests/nosuch/photos/1").status_code == 404


@pytest.mark.parametrize(
    "files", [[b"not a picture"], [b"%PDF-1.7 nothing"], [b""] * 4], ids=["words", "paper", "too many"]
)
def test_what_is_no_picture_is_refused_beside_the_field(client, make, session, files):
    sent = [(io.BytesIO(data), f"foto{number}.jpg") for number, data in enumerate(files)]
    answer = client.post(place(make.listing()), data=WISH | {"photos": sent})
    assert answer.status_code == 422 and 'id="photos-error"' in answer.get_data(as_text=True)
    assert session.query(CustomRequest).count() == 0


@pytest.mark.parametrize("to_all", [False, True])
def test_a_refused_form_keeps_its_photos(client, make, maker, session, jobs, to_all):
    maker()
    way, wish = ("/requests/new", TO_ALL) if to_all else (place(make.listing()), WISH)
    answer = client.post(f"/en{way}", data=wish | {"words": "", "photos": files(GOOD, OTHER, b"no picture")})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "Photos that go with it already" in page
    assert 'id="photos-error"' in page and "foto1.jpg" in page and len(kept(page)) == 2
    again = client.post(f"/en{way}", data=wish | {"budget": "banyak", "kept": kept(page)})
    assert again.status_code == 422 and len(kept(again.get_data(as_text=True))) == 2
    assert client.post(way, data=wish | {"kept": kept(page)[:1]}).status_code == 303
    jobs.run_all()
    assert [bool(photo.pages) for photo in session.query(RequestPhoto)] == [True]
    assert (
        client.post(way, data=wish | {"words": "Lain sama sekali", "kept": kept(page)[:1]}).status_code == 303
    )
    assert session.query(RequestPhoto).count() == 1, "a file goes with one request alone"


def test_photos_are_kept_through_limits_and_go_with_no_other_bag(client, make, session, limits):
    bag, other = make.listing(), make.listing()
    for number in range(SENDER_LIMITS[0][0]):
        client.post(place(bag), data=WISH | {"words": f"Tas nomor {number} ini"})
    refused = client.post(place(bag), data=WISH | {"photos": files(GOOD)})
    token = kept(refused.get_data(as_text=True))
    assert refused.status_code == 429 and len(token) == 1
    answer = client.post(f"/en{place(other)}", data=WISH | {"contact": "lain@contoh.invalid", "kept": token})
    assert answer.status_code == 422 and "choose it again" in answer.get_data(as_text=True)
    assert session.query(RequestPhoto).count() == 0
