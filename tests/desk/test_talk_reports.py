"""Reported talks at the desk: the queue, one of them as it stood, its photos, and the outcome."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

from sqlalchemy import select

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.accounts.models import Account
from marketplace.audit.models import JournalEntry
from marketplace.inquiries import operations as talks
from marketplace.inquiries import photos
from marketplace.inquiries.models import MessagePhoto
from marketplace.inquiries.rules import Side
from marketplace.relatives import operations as relatives
from marketplace.talk_reports.models import TalkReport
from tests.conftest import NOON
from tests.inquiries.photographs import GOOD
from tests.talk_reports.conftest import FOUND, SAID
from tests.talk_reports.conftest import report as report
from tests.talk_reports.conftest import thread as thread


def text(response):
    return response.get_data(as_text=True)


def given(desk, report, **said):
    path = f"/desk/talk-reports/{report.id}"
    values = dict(re.findall(r'name="(csrf_token)" value="([^"]+)"', text(desk.get(path))))
    return desk.post(path, data={**values, "outcome": "warned", "words": FOUND, **said})


def test_the_queue_and_the_reports_count_what_waits(desk, report):
    assert "1 percakapan yang dilaporkan menunggu" in text(desk.get("/desk/reports"))
    assert f"/desk/talk-reports/{report.id}" in text(desk.get("/desk/talk-reports"))
    assert f"/desk/talk-reports/{report.id}" not in text(desk.get("/desk/talk-reports?closed=1"))


def test_the_first_page_of_the_desk_counts_them_in_a_question_it_asked_before(desk, report, queries):
    with queries() as asked:
        page = text(desk.get("/desk"))
    assert len(asked) <= 4, asked
    assert 'href="/desk/talk-reports"' in page and "1 percakapan yang dilaporkan menunggu" in page


def test_a_talk_nobody_reported_has_no_page_here(desk, thread, session):
    session.commit()
    assert desk.get("/desk/talk-reports/1").status_code == 404
    assert thread.buyer_name not in text(desk.get("/desk/talk-reports"))


def test_the_page_shows_what_was_said_until_then_and_no_contact(desk, report, thread, session):
    talks.reply(thread, "Ini ditulis sesudahnya.", at=NOON + timedelta(minutes=1))
    session.commit()
    page = text(desk.get(f"/desk/talk-reports/{report.id}"))
    assert SAID in page and "Apakah masih ada?" in page
    assert "Ini ditulis sesudahnya." not in page and thread.buyer_email not in page
    assert "passed_on" not in page


def test_what_a_helper_wrote_stands_under_their_name(desk, report, thread, session):
    thread.messages[0].side, thread.messages[0].helper = Side.ARTISAN, "Ani Pembantu"
    session.commit()
    page = text(desk.get(f"/desk/talk-reports/{report.id}"))
    assert f"Ani Pembantu, untuk {thread.artisan.name}" in page


def test_an_outcome_is_given_once_and_what_is_missing_is_said(desk, report, session):
    assert given(desk, report, words="").status_code == 422
    passed = given(desk, report, outcome="passed_on")
    assert passed.status_code == 422 and FOUND in text(passed)
    assert SAID in text(passed) and "Apakah masih ada?" not in text(passed), (
        "no look without a line in the journal"
    )
    assert given(desk, report).status_code == 303
    again = desk.get(f"/desk/talk-reports/{report.id}")
    assert FOUND in text(again) and 'name="outcome"' not in text(again)
    assert f"/desk/talk-reports/{report.id}" in text(desk.get("/desk/talk-reports?closed=1"))
    values = dict(re.findall(r'name="(csrf_token)" value="([^"]+)"', text(again)))
    late = desk.post(f"/desk/talk-reports/{report.id}", data={**values, "outcome": "blocked", "words": FOUND})
    assert late.status_code == 409
    session.expire_all()
    assert session.get_one(TalkReport, report.id).ruling.outcome == "warned"


def test_every_look_is_noted_and_a_photo_opens_from_the_page_alone(
    desk, report, thread, session, app, clock, jobs
):
    files = app.extensions["toolbox"].private_files
    photos.attach(
        thread.messages[0],
        [photos.StoredPhoto(files.put_unguessable(GOOD, "jpg"), "d" * 64, "a.jpg")],
        at=NOON,
    )
    session.commit()
    jobs.run_all()
    place = f"/desk/talk-reports/{report.id}/photos/{session.query(MessagePhoto).one().id}"
    assert desk.get(place).status_code == 410, "without the page nobody sees it"
    (link,) = re.findall(rf'href="({place}[^"]+)"', text(desk.get(f"/desk/talk-reports/{report.id}")))
    look = desk.get(unescape(link))
    assert look.status_code == 200 and look.headers["Cache-Control"] == "private, no-store"
    noted = session.scalars(select(JournalEntry.action).order_by(JournalEntry.id)).all()
    assert noted == ["talk_report.view", "talk_report.photo_view"]


def test_a_relative_reads_nothing(desk, report, thread, session):
    account = session.query(Account).filter_by(role=Role.OFFICER).one()
    relatives.declare(
        thread.artisan, actor=Actor(account.id, Role.OFFICER, account.name, None, True), at=NOON
    )
    session.commit()
    assert desk.get(f"/desk/talk-reports/{report.id}").status_code == 403
