"""Her first page: what waits for her today, and nothing of anybody else."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from marketplace.access.roles import Role
from marketplace.certificates.models import Decision
from marketplace.certificates.rules import Action, Status
from marketplace.footfall.models import BagVisits, WhatsappClicks
from marketplace.listings.rules import State
from marketplace.order_notes import operations
from marketplace.pictures.rules import PictureState
from tests.conftest import NOON
from tests.order_notes.conftest import TODAY


@pytest.fixture
def home(browser, client):
    return lambda prefix="": client.get(f"{prefix}/studio/").get_data(as_text=True)


def test_whoever_has_no_profile_begins_with_it(client, make, sign_in):
    sign_in(client, make.account(Role.ARTISAN))
    answer = client.get("/en/studio/")
    assert (answer.status_code, answer.location) == (303, "/en/studio/profile")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ARTISAN])
def test_nobody_else_has_a_studio(client, make, sign_in, role):
    sign_in(client, make.account(role))
    assert client.get("/studio/").status_code == 403


def test_the_first_steps_are_shown_until_the_last_is_done(home, make, artisan):
    artisan.story = "Dari dermaga."
    make.session.commit()
    assert 'id="begin"' in home()
    make.certificate(artisan, status=Status.SUBMITTED)
    make.listing(artisan, state=State.DRAFT)
    assert 'id="begin"' in home(), "a draft is not a bag on show"
    make.listing(artisan, state=State.SOLD)
    assert 'id="begin"' not in home()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_officers_asked_for_last_stands_first(home, make, artisan, prefix):
    certificate = make.certificate(artisan, status=Status.NEEDS_CHANGES)
    for reason in ("Yang lama", "Foto belakang <buram>"):
        make.keep(
            Decision(
                certificate=certificate,
                action=Action.ASK_CHANGES,
                before=Status.SUBMITTED,
                after=Status.NEEDS_CHANGES,
                actor_name="Petugas",
                made_at=make.clock(),
                reason=reason,
            )
        )
    page = home(prefix)
    assert "Foto belakang &lt;buram&gt;" in page
    assert "Yang lama" not in page
    assert f'href="{prefix}/studio/certificates/{certificate.id}"' in page


def test_failed_photos_and_waiting_questions_are_hers_alone(home, make, artisan):
    other = make.artisan()
    for owner, title in ((artisan, "Tas Milikku"), (other, "Tas Orang")):
        bag = make.listing(owner, title=title)
        bag.photos[0].picture.state = PictureState.FAILED
        make.thread(bag, token=title)
    make.session.commit()
    page = home()
    assert "Tas Milikku" in page
    assert "Tas Orang" not in page
    assert "1 pertanyaan" in page


@pytest.mark.parametrize(
    ("until", "asked"),
    [(date(2026, 4, 13), False), (date(2026, 6, 1), True), (date(2028, 10, 31), False)],
)
def test_the_day_to_register_by_is_named_once_it_matters(home, make, artisan, until, asked):
    make.certificate(artisan, valid_until=until)
    assert ("Register for the renewal by" in home("/en")) == asked


def test_a_hidden_profile_and_a_break_are_said(home, make, artisan):
    assert "Nobody sees your page" not in home("/en")
    artisan.visible = False
    artisan.paused_until = date(2026, 5, 1)
    make.session.commit()
    page = home("/en")
    assert "Nobody sees your page" in page
    assert "You are away until 1 May 2026" in page


def test_it_asks_the_same_few_questions_however_much_there_is(home, make, artisan, queries):
    def count():
        with queries() as asked:
            home()
        return len(asked)

    make.thread(make.listing(artisan))
    make.certificate(artisan)
    few = count()
    for number in range(4):
        make.thread(make.listing(artisan), token=f"t{number}")
        make.certificate(artisan, status=Status.REJECTED)
    assert count() == few <= 15


def test_what_she_promised_is_to_be_finished_oldest_first(home, artisan, make, propose, clock, queries):
    bag = make.listing(artisan, title="Tas Senja")
    assert 'id="finish"' not in home()
    notes = [propose(bag, ready_on=TODAY + timedelta(days=days)) for days in (6, 5, 4, 3, 2, 1)]
    for note in notes:
        operations.confirm(note, seen=1, who=operations.buyer_of(note, None), at=NOON, today=TODAY)
    make.session.commit()
    clock.now += timedelta(days=3)
    with queries() as asked:
        page = home("/en")
    assert len(asked) <= 15
    section = page[page.index('id="finish"') : page.index('id="orders"')]
    assert section.count("overdue") == 2
    assert re.findall(r"/en/studio/orders/([^\"]+)", section) == [note.code for note in notes[:0:-1]]
    assert "More on the board" in section


def test_her_shop_is_counted_once_a_bag_is_on_show(home, make, artisan):
    make.listing(artisan, state=State.DRAFT)
    assert 'id="week"' not in home()
    bag = make.listing(artisan)
    make.keep(BagVisits(listing_id=bag.id, day=date(2026, 4, 14), visits=41))
    make.keep(WhatsappClicks(listing_id=bag.id, day=date(2026, 4, 14), visits=7))
    page = home()
    assert "<b>41</b> <span>Halaman tas dibuka</span>" in page
    assert "<b>7</b> <span>Lanjut ke WhatsApp</span>" in page
    assert "minggu sebelumnya belum dihitung" in page
    assert "41 pada" not in home("/en")
