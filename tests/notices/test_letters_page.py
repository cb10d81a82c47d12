"""Choosing letters, and ending them by the link in one."""

from __future__ import annotations

import pytest

from marketplace.access.roles import Role
from marketplace.notices import wishes
from marketplace.notices.hours import Hours
from marketplace.notices.models import LetterWishes
from marketplace.notices.rules import Group, Way

ADDRESS = "/account/notices/letters"
GOOD = {"questions": "digest", "reminders": "here", "zone": "Asia/Jayapura", "digest": "18"}
QUIET = {"quiet_from": "21", "quiet_until": "6"}


def text(response):
    return response.get_data(as_text=True)


@pytest.fixture
def account(make, client, sign_in):
    found = make.artisan().account
    sign_in(client, found)
    return found


@pytest.fixture
def send(client):
    return lambda **data: client.post(ADDRESS, data=data | {"csrf_token": client.token(ADDRESS)})


def test_a_choice_is_kept_and_shown_again(client, account, send, session):
    assert send(**GOOD, **QUIET).status_code == 303
    row = session.query(LetterWishes).one()
    assert row.ways == {"questions": "digest", "reminders": "here"}
    assert (row.zone, row.digest_hour, row.quiet_from, row.quiet_until) == ("Asia/Jayapura", 18, 21, 6)
    page = text(client.get(ADDRESS))
    assert 'value="digest" checked' in page
    assert '<option value="21" selected>21.00' in page
    assert "21:00" in text(client.get("/en" + ADDRESS))


@pytest.mark.parametrize(
    "wrong",
    [
        {"quiet_from": "21"},
        {"quiet_until": "6"},
        {"quiet_from": "6", "quiet_until": "6"},
        {"quiet_from": "24", "quiet_until": "6"},
        {"zone": "Mars/Olympus"},
        {"zone": ""},
        {"zone": "../../etc/passwd"},
        {"digest": "x"},
        {"digest": "-1"},
        {"questions": "never"},
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_the_rest_stays(client, account, send, session, wrong):
    answer = send(**GOOD | wrong)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in text(answer)
    assert 'id="reminders-3" name="reminders" value="here" checked' in text(answer)
    assert session.query(LetterWishes).count() == 0


def test_a_zone_that_is_not_among_the_usual_ones_is_shown_and_saved_again(client, account, send, session):
    wishes.choose(account.id, {}, Hours("Asia/Pontianak"))
    session.commit()
    assert '<option value="Asia/Pontianak" selected>' in text(client.get(ADDRESS))
    assert send(**GOOD | {"zone": "Asia/Pontianak"}).status_code == 303
    assert session.query(LetterWishes.zone).scalar() == "Asia/Pontianak"
    assert send(**GOOD | {"zone": "Pacific/Auckland"}).status_code == 422, "neither offered nor theirs"


def test_what_is_fixed_is_said_and_not_asked(client, account, send, session):
    page = text(client.get(ADDRESS))
    assert "tidak dapat dimatikan" in page
    assert 'name="decisions"' not in page
    send(**GOOD, decisions="here", security="here")
    assert session.query(LetterWishes).one().ways.keys() == {"questions", "reminders"}


def test_a_buyer_chooses_about_talks_orders_requests_and_reviews_alone(client, make, sign_in, send, session):
    sign_in(client, make.account())
    page = text(client.get(ADDRESS))
    assert all(f'name="{group}"' in page for group in ("questions", "orders", "requests", "reviews"))
    assert 'name="reminders"' not in page
    assert send(**GOOD, orders="here").status_code == 303
    assert session.query(LetterWishes).one().ways == {"questions": "digest", "orders": "here"}


def test_an_officer_chooses_about_reminders(client, make, sign_in):
    sign_in(client, make.account(Role.OFFICER))
    assert 'name="reminders"' in text(client.get(ADDRESS))


def test_without_an_address_the_page_says_that_no_letters_go_out(client, make, sign_in):
    sign_in(client, make.account(email=None, phone="+6281234567890"))
    assert "tidak memiliki alamat surel" in text(client.get(ADDRESS))


def test_a_link_in_a_letter_ends_its_group_without_signing_in(app, make, told, jobs, outbox, session):
    account = make.artisan().account
    told(account)
    jobs.run_all()
    link = outbox.letters[0].unsubscribe.removeprefix("http://127.0.0.1:8000")
    reader = app.test_client()
    page = reader.get(link)
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "private, no-store"
    assert session.query(LetterWishes).count() == 0, "a look ends nothing"
    session.rollback()
    answer = reader.post(link, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert wishes.wishes_of(account.id, "UTC").way(Group.QUESTIONS) is Way.HERE
    assert wishes.wishes_of(account.id, "UTC").way(Group.REMINDERS) is Way.NOW
    session.rollback()
    assert reader.post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200, "twice is once"
    told(account, 2)
    jobs.run_all()
    assert len(outbox.letters) == 1


@pytest.mark.parametrize("what", ["questions", "security", "digest", "nothing", "%00"])
@pytest.mark.parametrize("token", ["1-x", "x", "1", "9" * 40, "1-%C3%A4"])
def test_a_forged_link_ends_nothing(client, make, what, token, session):
    make.account()
    for answer in (client.get, client.post):
        assert answer(f"/account/letters/stop/{what}/{token}").status_code == 404
    assert session.query(LetterWishes).count() == 0
