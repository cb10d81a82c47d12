"""A question about a variation is bound to it by its key, and says for ever what was asked."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from flask_babel import force_locale

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.inquiries import asked as room
from marketplace.inquiries.models import Thread
from marketplace.listings import operations, photos, variants
from marketplace.listings.grid import field_name
from marketplace.listings.rules import Colour, State
from tests.conftest import NOON

QUESTION = {"name": "Rina", "contact": "rina@contoh.invalid", "message": "Bisa dikirim besok?"}


def owner(bag):
    return Actor(bag.artisan.account_id, Role.ARTISAN, bag.artisan.name, bag.artisan_id)


@pytest.fixture
def bag(make):
    bag = make.listing(make.artisan(name="Siti Contoh"), title="Tas Jala", price=100_000, photos=3)
    variants.add(bag, [Colour.RED, Colour.GREEN], ["S", "M"], actor=owner(bag))
    red_s = bag.variants[0]
    red_s.price, red_s.photo_id, red_s.colour_words = 130_000, bag.photos[2].id, "Merah bata"
    operations.finish(bag, actor=owner(bag), at=NOON)
    make.session.commit()
    return bag


def place(bag, prefix=""):
    return f"{prefix}/products/{bag.slug}-{bag.code}"


def ask(client, bag, row, **changes):
    return client.post(f"{place(bag)}/inquiry", data=QUESTION | {"v": row.code} | changes)


def only(session) -> Thread:
    session.expire_all()
    return session.query(Thread).one()


def change(bag, row, **facts):
    variants.change(bag, {row.id: facts}, actor=owner(bag), name=field_name)
    operations.finish(bag, actor=owner(bag), at=NOON)


def strip(page: str) -> str:
    return re.search(r'<div class="bags">.*?</div></div></div>', page, re.DOTALL)[0]


def test_the_form_on_the_bags_page_sends_the_variation_by_its_code(client, bag):
    row = bag.variants[0]
    plain, chosen = (client.get(place(bag) + query).text for query in ("", f"?v={row.code}"))
    assert 'name="v"' not in plain
    assert f'<input type="hidden" name="v" value="{row.code}">' in chosen
    assert "Merah bata, S" in chosen
    assert "Rp130.000" in chosen


def test_it_is_kept_with_name_price_and_photo_as_asked(client, bag, session):
    row = bag.variants[0]
    assert ask(client, bag, row).status_code == 303
    thread = only(session)
    assert (thread.variant_code, thread.asked_price, thread.asked_photo_id) == (
        row.code,
        130_000,
        bag.photos[2].id,
    )
    ask(client, bag, bag.variants[3], message="Yang ini bagaimana?")
    assert session.query(Thread).count() == 2


def test_both_sides_are_shown_it_and_nothing_of_it_is_lost_by_edits_and_removal(
    client, bag, session, sign_in
):
    row = bag.variants[0]
    link = ask(client, bag, row).location
    sign_in(client, bag.artisan.account)
    hers = f"/studio/inbox/{only(session).id}"

    def both():
        return [strip(client.get(address).text) for address in (link, hers)]

    for shown in both():
        assert "Merah bata, S" in shown
        assert "Rp130.000" in shown
        assert f"{place(bag)}?v={row.code}" in shown
    change(bag, row, price=150_000, colour=Colour.BLUE, colour_words="", size="Kecil")
    session.commit()
    for shown in both():
        assert "Merah bata, S" in shown
        assert "Rp130.000" in shown
        assert "Rp150.000" in shown, "what it costs now is said beside it"
    variants.remove(bag, row.id, actor=owner(bag), at=NOON)
    operations.finish(bag, actor=owner(bag), at=NOON)
    session.commit()
    for shown in both():
        assert "Merah bata, S" in shown
        assert "Rp130.000" in shown
        assert "?v=" not in shown
        assert "sudah tidak ada lagi" in shown
    assert "Merah bata, S" in client.get("/studio/inbox").text
    back = variants.put_back(bag, row.id, actor=owner(bag))
    operations.finish(bag, actor=owner(bag), at=NOON)
    session.commit()
    assert all(f"?v={back.code}" in shown for shown in both()), "put back, it is the same one"


def test_each_side_reads_the_colour_in_her_language(client, bag, session):
    ask(client, bag, bag.variants[3])
    thread = only(session)
    for locale, words in (("id", "Tas Jala (Hijau, M)"), ("en", "Tas Jala (Green, M)")):
        with force_locale(locale):
            assert room.bag_asked(thread) == words


def test_letters_name_it_in_the_language_of_their_reader(client, bag, session, jobs, outbox):
    bag.artisan.account.locale = "id"
    session.commit()
    client.post(f"{place(bag, '/en')}/inquiry", data=QUESTION | {"v": bag.variants[3].code})
    jobs.run_all()
    letters = {letter.to: f"{letter.subject}\n{letter.text}" for letter in outbox.letters}
    assert "Tas Jala (Hijau, M)" in letters[bag.artisan.account.email]
    assert "Rp100.000" in letters[bag.artisan.account.email]
    assert "Tas Jala (Green, M)" in letters["rina@contoh.invalid"]


def test_the_draft_for_whatsapp_names_it_on_both_ways(client, make, bag, session, sign_in):
    bag.artisan.whatsapp, bag.artisan.whatsapp_public = "+6281250000001", True
    session.commit()
    row = bag.variants[0]
    page = client.get(f"{place(bag)}?v={row.code}").text
    draft = unquote(client.get(re.search(r'href="([^"]+/whatsapp\?[^"]+)"', page)[1]).location)
    for part in ("Tas Jala (Merah bata, S)", "Rp130.000", f"?v={row.code}"):
        assert part in draft
    ask(client, bag, row, contact="081299990000")
    sign_in(client, bag.artisan.account)
    hers = client.get(f"/studio/inbox/{only(session).id}").text
    answer = unquote(re.search(r'href="(https://wa\.me/6281299990000[^"]+)"', hers)[1])
    assert "Tas Jala (Merah bata, S)" in answer
    assert f"?v={row.code}" in answer


def test_the_photo_is_the_one_that_was_asked_about_while_it_is_there(bag, client, session):
    row = bag.variants[0]
    ask(client, bag, row)
    asked_about = bag.photos[2].id
    change(bag, row, photo_id=bag.photos[1].id)
    session.commit()
    assert room.asked(only(session)).photo.id == asked_about
    photos.remove(bag, asked_about, actor=owner(bag), at=NOON)
    session.commit()
    assert room.asked(only(session)).photo.id == bag.photos[1].id
    assert only(session).asked_photo_id is None


def test_one_that_is_gone_meanwhile_is_said_and_the_words_are_kept(client, bag, session):
    row = bag.variants[0]
    variants.remove(bag, row.id, actor=owner(bag), at=NOON)
    session.commit()
    answer = ask(client, bag, row)
    assert answer.status_code == 422
    assert 'id="v-error"' in answer.text
    assert QUESTION["message"] in answer.text
    assert 'name="v"' not in answer.text, "sent again, it is about the bag itself"
    assert session.query(Thread).count() == 0
    assert ask(client, bag, row, v="x" * 4000).status_code == 422
    assert client.post(f"{place(bag)}/inquiry", data=QUESTION).status_code == 303
    assert only(session).variant_code is None


def test_a_variation_of_another_bag_is_none_of_this_one(client, make, bag, session):
    other = make.listing(bag.artisan)
    variants.add(other, [Colour.GOLD], [], actor=owner(bag))
    session.commit()
    assert ask(client, bag, other.variants[0]).status_code == 422


def test_the_same_words_about_another_variation_are_another_question(client, bag, session):
    for row in (bag.variants[0], bag.variants[1], bag.variants[0]):
        ask(client, bag, row)
    codes = sorted(thread.variant_code for thread in session.query(Thread))
    assert codes == sorted([bag.variants[0].code, bag.variants[1].code])


def test_a_form_that_is_refused_keeps_the_choice(client, bag):
    row = bag.variants[0]
    answer = ask(client, bag, row, name="")
    assert answer.status_code == 422
    assert f'name="v" value="{row.code}"' in answer.text
    page = client.get(f"{place(bag)}/inquiry?v={row.code}").text
    assert f'name="v" value="{row.code}"' in page
    assert "Tas Jala (Merah bata, S)" in page


def test_a_talk_about_the_whole_bag_says_nothing_of_variations(client, bag, session):
    link = client.post(f"{place(bag)}/inquiry", data=QUESTION).location
    assert room.asked(only(session)) is None
    assert "Merah" not in client.get(link).text


def test_one_that_cannot_be_had_is_asked_about_all_the_same(client, bag, session):
    change(bag, bag.variants[0], off=True)
    session.commit()
    link = ask(client, bag, bag.variants[0]).location
    assert room.asked(only(session)).gone
    assert "Merah bata, S" in client.get(link).text


def test_a_bag_that_is_hidden_meanwhile_shows_no_link_to_a_variation(client, bag, session):
    link = ask(client, bag, bag.variants[0]).location
    bag.state = State.REMOVED
    session.commit()
    shown = strip(client.get(link).text)
    assert "href" not in shown
    assert "Merah bata, S" in shown


def test_the_inbox_asks_no_more_for_talks_about_variations(client, make, bag, sign_in, queries, session):
    sign_in(client, bag.artisan.account)

    def count():
        with queries() as said:
            client.get("/studio/inbox")
        return len(said)

    def talk(number):
        row = bag.variants[number % 4]
        thread = make.thread(make.listing(bag.artisan), token=f"t{number}")
        thread.variant_code, thread.asked_size, thread.asked_price = row.code, row.size, 1
        session.commit()

    talk(0)
    few = count()
    for number in range(1, 5):
        talk(number)
    assert count() == few
