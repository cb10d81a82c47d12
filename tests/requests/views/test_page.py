"""The buyer's private page: offers side by side, taking, ending, and a list with an account."""

from __future__ import annotations

from datetime import timedelta

from marketplace.order_notes.models import OrderNote
from marketplace.requests import talking
from tests.conftest import NOON
from tests.requests.conftest import TODAY, actor_of, buyer, path_of


def test_a_pool_names_every_maker_with_her_record_and_her_part(client, maker, ask, offered, session):
    one, two = maker("Siti Contoh"), maker("Dewi Contoh")
    request = ask(quantity=12)
    first, second = offered(request, one, quantity=5), offered(request, two, quantity=7, words="Rapat")
    page = client.get(path_of(request)).get_data(as_text=True)
    assert page.index("Siti Contoh") < page.index("Dewi Contoh") and "Rp150.000" in page and "/c/" in page
    for offer, quantity in ((first, 5), (second, 7)):
        answer = client.post(f"{path_of(request)}/take", data={"offer": offer.id, "quantity": quantity})
        assert answer.status_code == 303
    page = client.get(path_of(request)).get_data(as_text=True)
    assert page.count("/orders/") == 2 and "12 " in page
    assert session.query(OrderNote).count() == 2


def test_nothing_of_how_an_artisan_is_reached_stands_before_an_order(client, maker, ask, offered):
    artisan = maker(whatsapp="+6281200000044", whatsapp_public=False)
    request = ask(quantity=2)
    offered(request, artisan)
    page = client.get(path_of(request)).get_data(as_text=True)
    assert "81200000044" not in page and artisan.account.email not in page


def test_what_is_more_than_left_keeps_what_was_typed(client, maker, ask, offered, session):
    artisan = maker()
    request = ask(quantity=4)
    offer = offered(request, artisan, quantity=3)
    way = f"{path_of(request)}/take"
    answer = client.post(way, data={"offer": offer.id, "quantity": "4", "place": "Jl. Contoh 1"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and 'id="quantity-error"' in page and "Jl. Contoh 1" in page
    assert client.post(way, data={"offer": offer.id, "quantity": "9" * 30}).status_code == 422
    assert client.post(way, data={"offer": offer.id + 99, "quantity": "1"}).status_code == 404
    assert client.post(way, data={"offer": "9" * 30, "quantity": "1"}).status_code == 404
    assert session.query(OrderNote).count() == 0


def test_a_foreign_or_expired_link_opens_nothing(client, maker, ask, clock, session):
    maker()
    request = ask()
    assert client.get("/requests/nosuch").status_code == 404
    assert client.post("/requests/nosuch/end").status_code == 404
    clock.now = NOON + timedelta(days=120)
    assert client.get(path_of(request)).status_code == 404


def test_the_buyer_ends_a_request_and_only_a_filled_one_opens_again(client, maker, ask, session):
    maker()
    request = ask()
    assert client.post(f"{path_of(request)}/reopen").status_code == 409
    assert client.post(f"{path_of(request)}/end").status_code == 303
    assert client.post(f"{path_of(request)}/end").status_code == 409
    assert client.post(f"{path_of(request)}/talk").status_code == 404


def test_a_talk_that_was_begun_is_opened_from_here(client, make, ask, session):
    bag = make.listing()
    request = ask(bag, buyer(None, "+6281200000009"))
    row = request.recipients[0]
    talking.ask_back(
        row, "Warna apa?", said="Tas", called="Pembeli", actor=actor_of(bag.artisan), at=NOON, today=TODAY
    )
    session.commit()
    answer = client.post(f"{path_of(request)}/talk")
    assert answer.status_code == 303
    assert "Warna apa?" in client.get(answer.location).get_data(as_text=True)


def test_the_page_says_which_makers_asked_and_opens_each_talk_alone(client, maker, ask, session):
    first, second, third = maker("Ani Rekaan"), maker("Budi Rekaan"), maker("Citra Rekaan")
    request = ask()
    rows = {row.artisan_id: row for row in request.recipients}
    for artisan, words in ((first, "Warna apa?"), (second, "Talinya berapa panjang?")):
        row, actor = rows[artisan.id], actor_of(artisan)
        talking.ask_back(row, words, said="Tas", called="Pembeli", actor=actor, at=NOON, today=TODAY)
    session.commit()
    way = path_of(request)
    page = client.get(f"/en{way}").get_data(as_text=True)
    assert "Ani Rekaan asks you back" in page and "Budi Rekaan asks you back" in page
    assert "Citra Rekaan" not in page and "1 new message" in page
    answer = client.post(f"/en{way}/talk", data={"maker": rows[second.id].id})
    talk = client.get(answer.location).get_data(as_text=True)
    assert "Talinya berapa panjang?" in talk and "Warna apa?" not in talk and "Rina" in talk
    assert "are passed on to her with your first message" in talk
    for wrong in (rows[third.id].id, 999_999, "x"):
        assert client.post(f"{way}/talk", data={"maker": wrong}).status_code == 404


def test_a_buyer_with_an_account_finds_her_own_and_no_others(client, maker, ask, make, sign_in):
    maker()
    account = make.account()
    ask(None, buyer(account_id=account.id), words="Tas saya sendiri")
    ask(None, buyer("lain@contoh.invalid"), words="Tas orang lain")
    sign_in(client, account)
    page = client.get("/account/requests").get_data(as_text=True)
    assert "Tas saya sendiri" in page and "Tas orang lain" not in page


def test_the_page_asks_as_much_for_one_offer_as_for_eight(client, maker, ask, offered, queries):
    makers = [maker() for _ in range(8)]
    request = ask(quantity=20)
    offered(request, makers[0])
    with queries() as one:
        client.get(path_of(request))
    for artisan in makers[1:]:
        offered(request, artisan)
    with queries() as eight:
        client.get(path_of(request))
    assert len(eight) <= len(one) <= 16


def test_a_page_says_that_letters_have_ended_and_begins_them_again(client, maker, ask, session):
    maker()
    request = ask()
    request.letters_ended_at = NOON
    session.commit()
    page = client.get(f"/en{path_of(request)}").get_data(as_text=True)
    assert "You ended the letters about this request" in page
    (stop,) = {one.split('"')[0] for one in page.split('action="')[1:] if "/letters/stop/" in one}
    assert client.post(stop, data={"again": "1"}).status_code == 200
    session.expire_all()
    assert request.letters_ended_at is None
