"""A link that ended while a form was open: nothing is written, what was typed stands there, and the way on is said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from marketplace.disputes.models import Dispute
from marketplace.kit.tokens import LINK_GRACE
from marketplace.order_notes import links
from marketplace.order_notes.models import NoteVersion
from marketplace.order_notes.rules import LINK_LIFETIME
from tests.conftest import NOON
from tests.inquiries.photographs import GOOD, files
from tests.order_notes.conftest import path_of

WORDS = "Warna <b>laut</b>, tali lebih panjang"
CHANGE = {"seen": "1", "quantity": "2", "price": "310.000", "ready_on": "2026-05-01", "delivery": "pick_up"}
CHANGE |= {"details": WORDS}
OVER = timedelta(days=14) + LINK_LIFETIME


def text(response):
    return response.get_data(as_text=True)


def test_a_change_comes_back_from_a_link_that_ran_out(client, propose, bag, clock, session):
    path = path_of(propose(bag))
    clock.now = NOON + OVER
    answer = client.post(f"{path}/change", data=CHANGE)
    assert answer.status_code == 404 and answer.headers["Cache-Control"] == "no-store"
    page = text(answer)
    assert "Warna &lt;b&gt;laut&lt;/b&gt;, tali lebih panjang" in page and "310.000" in page
    assert "Diambil sendiri oleh pembeli" in page and "Cara mendapat tautan baru" in page
    assert session.query(NoteVersion).count() == 1


def test_a_change_comes_back_from_a_link_that_was_replaced(client, propose, bag, clock, session):
    note = propose(bag)
    path = path_of(note)
    links.rotate(note, at=NOON)
    session.commit()
    clock.now = NOON + LINK_GRACE + timedelta(minutes=1)
    answer = client.post(f"{path}/change", data=CHANGE)
    assert answer.status_code == 410
    assert "tali lebih panjang" in text(answer) and "surat terbaru" in text(answer)
    assert session.query(NoteVersion).count() == 1


def test_a_dispute_comes_back_and_its_photos_are_asked_for_again(client, agreed, clock, session):
    path = path_of(agreed)
    clock.now = NOON + OVER
    said = {"category": "damaged", "words": "Talinya lepas pada hari pertama."}
    answer = client.post(f"{path}/dispute", data={**said, "photos": files(GOOD)})
    assert answer.status_code == 404 and session.query(Dispute).count() == 0
    assert "Talinya lepas pada hari pertama." in text(answer) and "Rusak" in text(answer)
    assert "tambahkan lagi" in text(answer)


@pytest.mark.parametrize("rest", ["/orders/x/change", "/inquiries/x/order", "/requests/x/take"])
def test_whatever_leads_nowhere_gives_back_what_was_typed(client, rest):
    answer = client.post(rest, data={"place": "Jl. Contoh 7"} | CHANGE)
    assert answer.status_code == 404 and "Jl. Contoh 7" in text(answer)


def test_a_page_that_was_only_opened_shows_the_way_and_no_words(client, propose, bag, clock):
    path = path_of(propose(bag))
    clock.now = NOON + OVER
    page = text(client.get(path))
    assert "Cara mendapat tautan baru" in page and "Belum terkirim" not in page
