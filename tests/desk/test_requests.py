"""Officers see what is asked for, and not by whom."""

from __future__ import annotations

from marketplace.access.roles import Role
from tests.requests.conftest import ask, maker, offered

FIXTURES = (ask, maker, offered)


def test_open_requests_stand_there_without_their_buyer(client, make, maker, ask, offered, sign_in, clock):
    artisan = maker()
    request = ask(quantity=12)
    offered(request, artisan, quantity=5)
    ask(make.listing(), words="Kepada satu perajin saja")
    sign_in(client, make.account(Role.OFFICER, totp_confirmed_at=clock(), totp_secret="S" * 32))
    page = client.get("/desk/requests").get_data(as_text=True)
    assert request.code in page and page.count("<tr>") == 2
    assert "Rina" not in page and "rina@contoh.invalid" not in page
