"""How many rows are new for whoever reads a page."""

from __future__ import annotations

from marketplace.notices.unread import of_reader


def test_nobody_signed_in_has_nothing_new_and_costs_no_question(app, queries):
    with app.test_request_context("/"), queries() as asked:
        assert of_reader() == 0
    assert asked == []


def test_the_studio_says_it_on_every_page(client, make, sign_in, told):
    account = make.artisan().account
    sign_in(client, account)
    told(account, 1)
    told(account, 2)
    for address in ("/studio/listings", "/studio/inbox", "/account"):
        assert "Pemberitahuan, 2 baru" in client.get(address).get_data(as_text=True)
