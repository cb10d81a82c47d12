"""The picture for paying: sent by the artisan, bare of metadata, seen by the two sides of an agreed note alone."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
import segno
from PIL import Image

from marketplace.order_notes import operations
from marketplace.order_notes.models import PaymentPicture
from tests.conftest import NOON
from tests.inquiries.photographs import BOMB, OTHER, SVG, csrf, files, kept
from tests.order_notes.conftest import TODAY, path_of

CONTENT = "00020101021126610014ID.CO.CONTOH.WWW01189360000000000000000215"
SECRET = b"-0.13, 117.49"


def text(response):
    return response.get_data(as_text=True)


def qris(scale=12):
    """A photo of a code, as a phone would save it: JPEG with a place in its EXIF."""
    drawn = BytesIO()
    segno.make(CONTENT, error="m", micro=False).save(drawn, kind="png", scale=scale, border=4)
    exif = Image.Exif()
    exif[0x9286] = SECRET
    sent = BytesIO()
    Image.open(drawn).convert("RGB").save(sent, "JPEG", quality=85, exif=exif)
    return sent.getvalue()


@pytest.fixture
def studio(app, bag, sign_in):
    """The artisan's own browser."""
    client = app.test_client()
    sign_in(client, bag.artisan.account)
    return client


@pytest.fixture
def send(studio):
    def post(*contents, **data):
        token = csrf(text(studio.get("/studio/payment")))
        sent = {"csrf_token": token, "words": "Bank Contoh 1", **data}
        return studio.post("/studio/payment", data=sent | ({"photos": files(*contents)} if contents else {}))

    return post


def pictures(page):
    return re.findall(r'<img src="([^"]+/(?:paying|payment/pictures)/\d+)"', page)


def agree(propose, bag, session):
    note = propose(bag)
    operations.confirm(note, seen=1, who=operations.buyer_of(note, None), at=NOON, today=TODAY)
    session.commit()
    return note


def test_a_code_stays_readable_and_says_nothing_of_where_it_was_taken(send, studio, jobs, session):
    data = qris()
    assert SECRET in data and send(data).status_code == 303
    assert "sedang disiapkan" in text(studio.get("/studio/payment"))
    jobs.run_all()
    (address,) = pictures(text(studio.get("/studio/payment")))
    answer = studio.get(address)
    assert answer.mimetype == "image/webp" and answer.headers["Cache-Control"] == "private, no-cache"
    assert SECRET not in answer.data and b"EXIF" not in answer.data
    shown = Image.open(BytesIO(answer.data)).convert("L")
    modules = [bytes(row) for row in segno.make(CONTENT, error="m", micro=False).matrix_iter(border=4)]
    side = shown.width / len(modules)
    read = [
        [shown.getpixel((int((x + 0.5) * side), int((y + 0.5) * side))) < 128 for x in range(len(modules))]
        for y in range(len(modules))
    ]
    assert read == [[bool(one) for one in row] for row in modules], "every module is what it was"
    session.expire_all()
    assert session.query(PaymentPicture).one().source_key is None, "what was sent is gone"


def test_the_buyer_sees_what_stood_there_and_a_change_with_its_day(
    send, client, propose, bag, jobs, session, clock
):
    send(qris())
    jobs.run_all()
    note = agree(propose, bag, session)
    first = pictures(text(client.get(path_of(note))))
    assert len(set(first)) == 1 and client.get(first[0]).status_code == 200
    clock.now = NOON + timedelta(days=2)
    send(OTHER)
    jobs.run_all()
    page = text(client.get(path_of(note)))
    assert (
        len(set(pictures(page))) == 2 and pictures(page)[0].rpartition("/")[2] == first[0].rpartition("/")[2]
    )
    assert "16 April 2026" in page and "setelah kalian sepakat" in page
    assert "tidak pernah menerima uang" in page


def test_nobody_else_sees_it_and_no_page_before_agreement(
    send, client, propose, bag, jobs, session, make, sign_in, app, caplog
):
    send(qris())
    jobs.run_all()
    number = session.query(PaymentPicture).one().id
    proposed = path_of(propose(bag))
    assert "paying/" not in text(client.get(proposed)) and "Bank Contoh" not in text(client.get(proposed))
    assert client.get(f"{proposed}/paying/{number}").status_code == 404
    assert "does not show it" in caplog.text
    other = app.test_client()
    sign_in(other, make.artisan().account)
    assert other.get(f"/studio/payment/pictures/{number}").status_code == 404
    agreed = path_of(agree(propose, bag, session))
    assert client.get(f"{agreed}/paying/{number}").status_code == 200
    assert client.get(f"{agreed}/paying/{number + 1}").status_code == 404
    assert f"paying/{number}" not in text(client.get(f"/products/{bag.slug}-{bag.code}"))


@pytest.mark.parametrize("bad", [SVG, BOMB, b"", b"GIF89a"], ids=["svg", "bomb", "empty", "broken"])
def test_what_is_no_picture_is_refused_beside_the_field_and_the_words_stay(send, session, bad):
    answer = send(bad)
    assert answer.status_code in (303, 422) and session.query(PaymentPicture).count() == 0
    if bad:
        assert answer.status_code == 422 and "Bank Contoh 1" in text(answer)


def test_a_picture_stays_with_a_form_whose_words_were_refused(send, session):
    answer = send(qris(), words="x" * 401)
    assert answer.status_code == 422
    (token,) = kept(text(answer))
    assert send(kept=token).status_code == 303
    assert session.query(PaymentPicture).count() == 1


def test_it_is_taken_out_again(send, studio, jobs, session):
    send(qris())
    jobs.run_all()
    assert send(without_picture="1").status_code == 303
    assert not pictures(text(studio.get("/studio/payment")))
