"""How much is new stands in the header of signed-in pages, and costs no statement of its own."""

from __future__ import annotations


def test_the_studio_says_it_on_every_page(client, make, sign_in, told, queries):
    account = make.artisan().account
    sign_in(client, account)
    with queries() as before:
        client.get("/studio/listings")
    told(account, 1)
    told(account, 2)
    with queries() as after:
        client.get("/studio/listings")
    assert len(after) == len(before)
    for address in ("/studio/listings", "/studio/inbox", "/account"):
        assert "Pemberitahuan, 2 baru" in client.get(address).get_data(as_text=True)
