"""What she can apply for: fitting ones first, the others with the reason, two taps, and back."""

from __future__ import annotations

import re
from datetime import date

import pytest

from marketplace.notices import wishes
from marketplace.notices.rules import Group, Way
from marketplace.opportunities.models import Application
from marketplace.opportunities.rules import Answer
from tests.opportunities.conftest import DAY, NOON, TODAY, UNIT
from tests.opportunities.conftest import applied as applied
from tests.opportunities.conftest import draft as draft
from tests.opportunities.conftest import holder as holder
from tests.opportunities.conftest import officer as officer
from tests.opportunities.conftest import published as published


@pytest.fixture
def siti(client, sign_in, holder):
    artisan = holder(whatsapp="+6281200000007")
    sign_in(client, artisan.account)
    return artisan


def post(client, address, data=(), page="/studio/opportunities"):
    return client.post(address, data={"csrf_token": client.token("/account"), **dict(data)})


def test_fitting_ones_are_first_and_the_others_say_why(client, siti, published):
    published(title="Jauh", title_en="Far", rule_until=date(2029, 1, 1))
    published(title="Dekat", title_en="Close", units=(UNIT,))
    page = client.get("/en/studio/opportunities").text
    assert page.index("Close") < page.index("Far")
    assert "Valid until 31 October 2028, needed until 1 January 2029: too short." in page


def test_two_taps_and_back(client, siti, published, session):
    where = f"/studio/opportunities/{published().slug}"
    assert "apply" in client.get(where).text
    assert post(client, f"{where}/apply", {"with_contact": "1"}).status_code == 303
    row = session.query(Application).one()
    assert row.with_contact and row.attached
    page = client.get("/en" + where).text
    assert "Valid, until 31 October 2028" in page and "/apply" not in page and "can be seen" in page
    assert "Application sent" in client.get("/en/studio/opportunities").text
    assert post(client, f"{where}/take-back").status_code == 303
    session.expire_all()
    assert row.answer is Answer.TAKEN_BACK and "/apply" in client.get(where).text


def test_who_does_not_fit_reads_what_misses_and_a_forced_tap_says_so(client, siti, published, session):
    where = f"/studio/opportunities/{published(rule_until=date(2029, 1, 1)).slug}"
    page = client.get("/en" + where).text
    assert "You cannot apply" in page and "/apply" not in page
    answer = post(client, f"/en{where}/apply")
    assert answer.status_code == 409 and "your record does not fit" in answer.text
    assert session.query(Application).count() == 0


def test_after_the_last_day_it_is_said_and_nothing_is_sent(client, siti, published, clock, session):
    where = f"/studio/opportunities/{published(deadline=TODAY).slug}"
    clock.now = NOON + DAY
    answer = post(client, f"/en{where}/apply")
    assert answer.status_code == 409 and "nothing was sent" in answer.text
    assert session.query(Application).count() == 0


def test_letters_about_deadlines_are_off_until_she_chooses_them(client, siti, session):
    page = client.get("/account/notices/letters").text
    assert re.search(r'name="opportunities" value="here"[^>]* checked', page)
    typed = {"opportunities": "now", "zone": "Asia/Makassar", "digest": "7"}
    assert post(client, "/account/notices/letters", typed).status_code == 303
    assert wishes.wishes_of(siti.account_id, "Asia/Makassar").way(Group.OPPORTUNITIES) is Way.NOW


def test_what_is_not_hers_is_not_there(client, siti, draft, published, make, sign_in):
    assert client.get(f"/studio/opportunities/{draft().slug}").status_code == 404
    where = f"/studio/opportunities/{published().slug}"
    assert post(client, f"{where}/take-back").status_code == 404


def test_few_questions(client, siti, published, queries):
    for number in range(4):
        published(units=(UNIT,) if number % 2 else ())
    with queries() as asked:
        client.get("/studio/opportunities")
    assert len(asked) <= 10
