"""The pages behind a private link: sending it elsewhere, and a new one where no letter goes."""

from __future__ import annotations

import pytest

from marketplace.access.roles import Role
from marketplace.inquiries import blocks
from marketplace.inquiries.rules import Side
from marketplace.inquiries.senders import sender_key
from marketplace.kit.tokens import LINK_GRACE
from marketplace.order_notes import links
from marketplace.order_notes.models import OrderNote
from marketplace.order_notes.rules import CONTACT_LIMITS
from tests.conftest import NOON
from tests.order_notes.conftest import SECRET, actor_of, path_of


def text(response):
    return response.get_data(as_text=True)


def test_the_link_stands_before_the_terms_and_can_be_copied_without_script(client, propose, bag):
    path = path_of(propose(bag, side=Side.BUYER))
    page = text(client.get(path))
    assert f'{path}" readonly' in page
    assert page.index('id="private"') < page.index('id="terms"')


def test_a_replaced_link_says_so_and_then_opens_nothing(client, propose, bag, clock, session):
    note = propose(bag)
    path = path_of(note)
    links.rotate(note, at=NOON)
    session.commit()
    page = text(client.get(path))
    assert "Tautan ini berlaku sampai" in page and "/elsewhere" not in page and path_of(note) not in page
    clock.now += LINK_GRACE
    answer = client.get(path)
    assert (
        answer.status_code == 410 and "yang lebih baru" in text(answer) and "Tote Ombak" not in text(answer)
    )
    assert client.post(f"{path}/confirm", data={"seen": "1"}).status_code == 410


def test_the_letters_go_elsewhere_and_the_link_before_ends_a_day_later(client, propose, bag, session, clock):
    note = propose(bag)
    path = path_of(note)
    assert client.get(f"{path}/elsewhere").status_code == 200
    answer = client.post(f"{path}/elsewhere", data={"email": "dewi@contoh.invalid"})
    assert answer.status_code == 303
    session.expire_all()
    assert session.get_one(OrderNote, note.id).buyer_email == "dewi@contoh.invalid"
    assert client.get(f"{path}/elsewhere").status_code == 403
    clock.now += LINK_GRACE
    assert (client.get(path).status_code, client.get(answer.location).status_code) == (410, 200)


@pytest.mark.parametrize("email", ["", "x", "rina@contoh.invalid", "a@b.invalid\r\nBcc: c@d.invalid"])
def test_a_faulty_address_is_said_beside_the_field(client, propose, bag, session, email):
    note = propose(bag)
    answer = client.post(f"{path_of(note)}/elsewhere", data={"email": email})
    assert answer.status_code == 422 and 'aria-invalid="true"' in text(answer)
    session.expire_all()
    assert session.get_one(OrderNote, note.id).buyer_email == "rina@contoh.invalid"


def test_neither_the_account_nor_the_talk_nor_the_artisan_moves_the_letters(
    client, propose, bag, make, sign_in
):
    account = make.account(Role.BUYER)
    thread = make.thread(bag, token="rahasia", buyer_account_id=account.id)
    note = propose(bag, thread=thread, account_id=account.id)
    path = path_of(note)
    assert client.get(f"/orders/{links.in_talk('rahasia', note)}/elsewhere").status_code == 403
    sign_in(client, account)
    assert client.get(f"/orders/{note.code}").status_code == 200
    assert client.get(f"/orders/{note.code}/elsewhere").status_code == 403
    sign_in(client, bag.artisan.account)
    assert client.get(f"{path}/elsewhere").status_code == 403


def test_a_blocked_contact_changes_nothing(client, propose, bag, make, session):
    note = propose(bag)
    thread = make.thread(bag, sender_key=sender_key("rina@contoh.invalid", SECRET))
    blocks.block(thread, secret=SECRET, actor=actor_of(bag.artisan), at=NOON)
    session.commit()
    assert client.post(f"{path_of(note)}/elsewhere", data={"email": "d@contoh.invalid"}).status_code == 422


def test_too_many_changes_wait(client, propose, bag):
    path = path_of(propose(bag))
    for number in range(CONTACT_LIMITS[0][0]):
        path = client.post(f"{path}/elsewhere", data={"email": f"d{number}@contoh.invalid"}).location
    answer = client.post(f"{path}/elsewhere", data={"email": "e@contoh.invalid"})
    assert answer.status_code == 429 and "e@contoh.invalid" in text(answer)
    assert int(answer.headers["Retry-After"]) > 0


def test_a_buyer_with_a_number_makes_a_new_link_herself(client, propose, bag, clock):
    path = path_of(propose(bag, side=Side.BUYER, email=None, phone="+6281200000009"))
    assert f'action="{path}/link"' in text(client.get(path))
    answer = client.post(f"{path}/link")
    assert answer.status_code == 303
    clock.now += LINK_GRACE
    assert (client.get(path).status_code, client.get(answer.location).status_code) == (410, 200)
    assert client.post(f"{path_of(propose(bag))}/link").status_code == 403
