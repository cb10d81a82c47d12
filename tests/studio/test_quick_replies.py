"""Her quick replies: kept, changed, moved and deleted by her alone; put after what she wrote, and nothing lost."""

from __future__ import annotations

import html
import re

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.inquiries import replies
from marketplace.inquiries.models import Message, QuickReply
from marketplace.inquiries.rules import MAX_REPLY, MAX_REPLY_TITLE, MOST_REPLIES, Side

HERE = "/studio/replies"


@pytest.fixture
def keep(make, artisan):
    def keep(title="Stok", body="{tas} masih ada.", owner=artisan):
        actor = Actor(owner.account_id, Role.ARTISAN, owner.name, owner.id)
        reply = replies.add(title, body, actor=actor)
        make.session.commit()
        return reply

    return keep


@pytest.fixture
def send(browser, client):
    def send(path, prefix="", **fields):
        return client.post(prefix + path, data={"csrf_token": client.token(prefix + HERE), **fields})

    return send


@pytest.fixture
def thread(make, artisan):
    return make.thread(make.listing(artisan, title="Tote Ombak", price=285_000), buyer_name="Dewi")


def titles(session):
    session.expire_all()
    return [one.title for one in session.query(QuickReply).order_by(QuickReply.position)]


def answer_field(page):
    return html.unescape(re.search(r'<textarea[^>]*id="message"[^>]*>\n?([^<]*)</textarea>', page)[1])


@pytest.mark.parametrize(
    ("prefix", "names"), [("", "Stok Pengiriman Ukuran"), ("/en", "Stock Shipping Sizes")]
)
def test_three_are_offered_and_none_is_hers_before_she_keeps_it(
    browser, client, session, send, prefix, names
):
    page = client.get(prefix + HERE).get_data(as_text=True)
    offered = re.findall(
        r'name="title" value="([^"]+)"><input type="hidden" name="body" value="([^"]+)"', page
    )
    assert [title for title, _ in offered] == names.split()
    assert titles(session) == []
    assert send(HERE, prefix, title=offered[1][0], body=html.unescape(offered[1][1])).status_code == 303
    assert titles(session) == [offered[1][0]]
    left = client.get(prefix + HERE).get_data(as_text=True)
    assert left.count('name="body" value=') == 2


def test_she_changes_moves_and_deletes_hers(client, session, send, keep):
    first, second = keep("A"), keep("B")
    assert send(f"{HERE}/{second.id}/move", step="up").location == f"{HERE}#reply-{second.id}"
    assert titles(session) == ["B", "A"]
    assert send(f"{HERE}/{first.id}", title="C", body="Harganya {harga}.").location == HERE
    assert titles(session) == ["B", "C"]
    assert "Harganya {harga}." in client.get(f"{HERE}/{first.id}").get_data(as_text=True)
    assert send(f"{HERE}/{second.id}/delete").location == HERE
    assert titles(session) == ["C"]
    assert send(f"{HERE}/{first.id}/move", step="sideways").status_code == 404


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("", "Isi", "Write what you call this quick reply."),
        ("Stok", " ", "Write the words of the quick reply."),
        ("Stok", "NIK 6474 0101 0190 0001", "identity number"),
        ("6474010101900001", "Isi", "identity number"),
        ("x" * (MAX_REPLY_TITLE + 1), "Isi", str(MAX_REPLY_TITLE)),
        ("Stok", "x" * (MAX_REPLY + 1), str(MAX_REPLY)),
    ],
)
@pytest.mark.parametrize("new", [True, False])
def test_what_cannot_be_kept_is_said_beside_the_field_and_stays_there(
    session, send, keep, title, body, said, new
):
    path = HERE if new else f"{HERE}/{keep('Lama').id}"
    answer = send(path, "/en", title=title, body=body)
    page = html.unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422
    assert said in page.partition("<main")[2]
    assert body.strip() in page and title in page
    assert titles(session) == ([] if new else ["Lama"])


def test_a_thirteenth_is_refused_with_its_words_kept(session, send, keep):
    for number in range(MOST_REPLIES):
        keep(f"Nomor {number}")
    answer = send(HERE, "/en", title="Satu lagi", body="Isi yang panjang")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "You keep 12 quick replies already." in page and "Isi yang panjang" in page
    assert len(titles(session)) == MOST_REPLIES


@pytest.mark.parametrize("way", ["", "/delete", "/move"])
def test_somebody_elses_is_not_there(client, session, make, send, keep, way):
    other = keep("Rahasia", owner=make.artisan())
    assert send(f"{HERE}/{other.id}{way}", title="X", body="X", step="up").status_code == 404
    assert client.get(f"{HERE}/{other.id}").status_code == 404
    assert "Rahasia" not in client.get(HERE).get_data(as_text=True)
    assert titles(session) == ["Rahasia"]


def test_an_answer_begins_with_the_reply_of_an_address(browser, client, thread, keep):
    reply = keep(body="{tas}: {harga}, {lama}.")
    place = f"/studio/inbox/{thread.id}"
    assert answer_field(client.get(place).get_data(as_text=True)) == ""
    page = client.get(f"{place}?reply={reply.id}").get_data(as_text=True)
    assert answer_field(page) == "Tote Ombak: Rp285.000, …."
    assert 'data-insert="Tote Ombak: Rp285.000, …."' in page


def test_pressing_a_reply_keeps_what_was_written_and_sends_nothing(session, send, thread, keep):
    place = f"/studio/inbox/{thread.id}"
    answer = send(place, message="Halo <b>Bu</b>,\n", reply=keep().id)
    assert answer.status_code == 200
    assert answer_field(answer.get_data(as_text=True)) == "Halo <b>Bu</b>,\nTote Ombak masih ada."
    session.expire_all()
    assert [one.side for one in session.query(Message)] == [Side.BUYER]
    assert thread.waiting_since is not None


@pytest.mark.parametrize("number", ["theirs", "", "x", "0", "99999999999999999999"])
def test_a_reply_that_is_not_hers_is_not_put_in(client, session, make, send, thread, keep, number):
    if number == "theirs":
        number = keep("Rahasia", "Rahasia", owner=make.artisan()).id
    place = f"/studio/inbox/{thread.id}"
    for answer in (client.get(f"{place}?reply={number}"), send(place, message="Halo", reply=number)):
        assert answer.status_code == 404
        assert "Rahasia" not in answer.get_data(as_text=True)
    session.expire_all()
    assert thread.unread_by_artisan == 1
    assert len(thread.messages) == 1


def test_twelve_replies_cost_a_talk_no_more_questions_than_none(
    browser, client, session, queries, thread, keep
):
    place = f"/studio/inbox/{thread.id}"
    client.get(place)
    with queries() as without:
        client.get(place)
    for number in range(MOST_REPLIES):
        keep(f"Nomor {number}", "{tas} {harga} {lama} {ukuran}")
    with queries() as full:
        client.get(place)
    assert len(full) == len(without)


def test_the_page_of_replies_asks_little(browser, client, queries, keep):
    for number in range(MOST_REPLIES):
        keep(f"Nomor {number}")
    client.get(HERE)
    with queries() as asked:
        client.get(HERE)
    assert len(asked) <= 4
