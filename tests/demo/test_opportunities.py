"""The demonstration's fair is published, and one artisan whose record fits has applied."""

from __future__ import annotations

from marketplace.demo.opportunities import offer
from marketplace.opportunities.models import Application, Opportunity
from marketplace.opportunities.rules import State
from tests.opportunities.conftest import officer as officer


def test_one_fair_and_one_application(app, make, session, officer):
    make.artisan()
    fits = make.artisan()
    make.certificate(fits)
    offer(app.extensions["toolbox"], officer)
    session.commit()
    assert session.query(Opportunity).one().state is State.PUBLISHED
    assert session.query(Application).one().artisan_id == fits.id
