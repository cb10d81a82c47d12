"""Going on with a talk on WhatsApp: the draft carries the bag, and never anybody's private link."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask_babel import force_locale

from marketplace.inquiries import blocks
from marketplace.inquiries.rules import WHATSAPP_TEXT_MAX
from marketplace.inquiries.senders import sender_key
from marketplace.inquiries.whatsapp import to_artisan, to_buyer
from marketplace.listings.rules import State
from tests.inquiries.test_asked import ask, bag, change, only, owner, place  # noqa: F401 - fixtures
from tests.inquiries.test_blocks import SECRET

NUMBER = "+6281250000001"


@pytest.fixture
def maker(make):
    return make.artisan(name="Siti Contoh", whatsapp=NUMBER, whatsapp_public=True)


@pytest.fixture
def thread(make, maker):
    key = sender_key("rina@contoh.invalid", SECRET)
    bag = make.listing(maker, title="Tas & Jala", price=285_000)  # noqa: F811 - the fixture, handed in
    return make.thread(bag, token="hers", buyer_email="rina@contoh.invalid", sender_key=key)


@pytest.fixture
def on_the_way(app):
    with app.test_request_context("/"):
        yield


def draft(link):
    return parse_qs(urlsplit(unescape(link)).query)["text"][0]


def link_on(page):
    return re.search(r'href="(https://wa\.me/[^"]+)"', page)


@pytest.mark.parametrize(("prefix", "words"), [("", "saya sudah menulis"), ("/en", "I wrote to you")])
def test_the_buyer_goes_on_with_the_bag_its_price_and_its_page(client, thread, prefix, words):
    page = client.get(f"{prefix}/inquiries/hers").get_data(as_text=True)
    link = link_on(page)[1]
    assert link.startswith("https://wa.me/6281250000001?")
    said = draft(link)
    where = place(thread.listing, prefix)
    for part in (words, "Tas & Jala, Rp285.000", f"http://127.0.0.1:8000{where}"):
        assert part in said
    assert "/inquiries/" not in said
    assert f"{prefix}/talks/{thread.id}-" in said and client.get(said.split("8000")[-1]).status_code == 200
    assert 'rel="nofollow noopener"' in page


def test_a_buyer_with_an_account_has_the_same_way(client, make, session, sign_in, thread):
    thread.buyer = make.account()
    session.commit()
    sign_in(client, thread.buyer)
    assert "Rp285.000" in draft(link_on(client.get(f"/account/talks/{thread.id}").text)[1])


def test_the_variation_asked_about_goes_along_with_its_price_of_today(client, session, bag):  # noqa: F811 - the fixture, handed in
    bag.artisan.whatsapp, bag.artisan.whatsapp_public = NUMBER, True
    session.commit()
    row = bag.variants[0]
    path = ask(client, bag, row).location
    said = draft(link_on(client.get(path).text)[1])
    for part in ("Tas Jala (Merah bata, S), Rp130.000", f"?v={row.code}"):
        assert part in said
    change(bag, row, price=140_000)
    session.commit()
    assert "Rp140.000" in draft(link_on(client.get(path).text)[1])


@pytest.mark.parametrize("facts", [{"whatsapp_public": False}, {"whatsapp": None}, {"visible": False}])
def test_a_number_that_is_not_shown_is_in_no_talk(client, session, thread, maker, facts):
    for name, value in facts.items():
        setattr(maker, name, value)
    session.commit()
    page = client.get("/inquiries/hers").get_data(as_text=True)
    assert link_on(page) is None
    assert "81250000001" not in page


def test_a_blocked_contact_is_not_led_to_her_telephone(client, session, clock, thread):
    blocks.block(thread, secret=SECRET, actor=owner(thread.listing), at=clock())
    session.commit()
    assert link_on(client.get("/inquiries/hers").get_data(as_text=True)) is None
    blocks.lift(thread, secret=SECRET, actor=owner(thread.listing))
    session.commit()
    assert link_on(client.get("/inquiries/hers").get_data(as_text=True))


@pytest.mark.usefixtures("on_the_way")
def test_of_a_bag_without_a_page_no_address_is_given(session, thread):
    thread.listing.state = State.REMOVED
    session.commit()
    with force_locale("en"):
        said = draft(to_artisan(thread))
    assert "Tas & Jala" in said
    assert "/products/" not in said and said.count("http") == 1


@pytest.mark.usefixtures("on_the_way")
def test_the_artisans_draft_keeps_the_bags_page_however_long_her_answer(session, thread):
    thread.buyer_email, thread.buyer_phone = None, "+6281299990000"
    session.commit()
    with force_locale("en"):
        said = draft(to_buyer(thread, "Still there. " * 150))
    assert len(said) == WHATSAPP_TEXT_MAX
    *_, bag_page, back = said.split("\n")
    assert bag_page.endswith(f"/products/{thread.listing.slug}-{thread.listing.code}")
    assert f"/talks/{thread.id}-" in back
    assert "about Tas & Jala: Still there." in said
    assert "/inquiries/" not in said, "the buyer's private link opens the buyer's side"


@pytest.mark.usefixtures("on_the_way")
def test_a_buyer_who_left_a_letter_box_is_answered_there(thread):
    assert to_buyer(thread, "Masih ada") == ""
