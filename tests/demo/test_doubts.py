"""The demonstration's reports stand in every way one can stand, and one of them brought its bag down."""

from __future__ import annotations

from collections import Counter

import pytest

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.demo import doubts
from marketplace.listings.rules import State as BagState
from marketplace.reports.models import Report
from marketplace.reports.rules import REASONS, Outcome, State, Subject
from marketplace.reports.schemas import ForwardForm, ReplyForm, ReportForm
from marketplace.takedowns.models import Takedown
from marketplace.takedowns.schemas import BagAppealForm
from marketplace.web.forms import read_values


@pytest.mark.parametrize("doubt", doubts.DOUBTS, ids=lambda doubt: doubt.body[:20])
def test_every_text_passes_its_form(app, doubt):
    assert doubt.reason in REASONS[Subject.BAG]
    with app.test_request_context():
        assert read_values(ReportForm, {"reason": doubt.reason.value, "text": doubt.body}).errors == {}
        assert not doubt.summary or read_values(ForwardForm, {"summary": doubt.summary}).errors == {}
        assert not doubt.reply or read_values(ReplyForm, {"reply": doubt.reply}).errors == {}
        assert read_values(BagAppealForm, {"text": doubts.APPEAL}).errors == {}


def test_one_of_each_and_each_about_another_makers_bag(app, make, session):
    account = make.account(Role.OFFICER)
    officer = Actor(account.id, account.role, account.name, second_factor=True)
    for _ in range(len(doubts.DOUBTS) + 1):
        artisan = make.artisan()
        make.listing(artisan)
        make.listing(artisan)
    doubts.report(app.extensions["toolbox"], officer)
    session.commit()
    made = session.query(Report).all()
    assert len({report.listing.artisan_id for report in made}) == len(doubts.DOUBTS)
    assert {report.state for report in made} == set(State)
    assert Counter(report.outcome for report in made)[Outcome.PROVEN] == 1
    taken = session.query(Takedown).one()
    assert taken.waits and taken.listing.state is BagState.TAKEN_DOWN
    assert taken.report.outcome is Outcome.PROVEN


def test_where_there_are_few_makers_there_are_few_reports(app, make, session):
    account = make.account(Role.OFFICER)
    doubts.report(
        app.extensions["toolbox"], Actor(account.id, account.role, account.name, second_factor=True)
    )
    assert session.query(Report).count() == 0
