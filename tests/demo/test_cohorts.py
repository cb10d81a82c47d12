"""The demonstration's second programme is of another craft; more people registered than it has seats."""

from __future__ import annotations

from collections import Counter

from marketplace.demo.cohorts import REGISTRANTS, SEATS, open_one
from marketplace.programmes.models import Cohort
from marketplace.registrations.models import Registration
from marketplace.registrations.rules import State
from tests.opportunities.conftest import officer as officer


def test_a_cohort_is_open_and_the_last_ones_wait(app, client, session, officer):
    open_one(app.extensions["toolbox"], officer)
    session.commit()
    cohort = session.query(Cohort).one()
    states = Counter(one.state for one in session.query(Registration))
    assert states == {State.SEATED: SEATS, State.WAITING: len(REGISTRANTS) - SEATS}
    way = f"/programmes/{cohort.programme.slug}/{cohort.number}"
    assert client.get(f"{way}/register").status_code == 200
    page = client.get(way).get_data(as_text=True)
    assert "membatik" in page and not any(name in page for name, *_ in REGISTRANTS)
