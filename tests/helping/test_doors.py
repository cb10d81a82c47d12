"""Every door of the studio, tried by a helper: the few that are listed open, each by its task, and no other."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import IntegerConverter

from marketplace.access.actors import Actor
from marketplace.access.roles import Role
from marketplace.access.tasks import Acting, Task, whole
from marketplace.database.base import db
from marketplace.web.doors import door_of
from tests.proofreading import BASE
from tests.web.test_matrix import VALUES

OPEN = {
    Task.BAGS: {
        "studio.add_photo",
        "studio.arrange_photos",
        "studio.autosave_listing",
        "studio.edit_listing",
        "studio.listings",
        "studio.new_listing",
        "studio.photo_tiles",
        "studio.save_listing",
        "studio.start_listing",
        "studio.take_back_photo",
    },
    Task.PUBLISH: {"studio.change_listing"},
    Task.TALKS: {"studio.answer", "studio.inbox", "studio.inbox_thread", "studio.talk_photo"},
    Task.ORDERS: {"studio.order", "studio.orders", "studio.step_order"},
    Task.SALES: {"studio.sales", "studio.sales_month"},
}
"""Whatever the studio gets besides stays the artisan's own, until it is written here on purpose."""


def addresses(app):
    """Every route of the studio and of the desk, with the method it takes; the values lead to nothing that exists."""
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("127.0.0.1:8000")
        for rule in app.url_map.iter_rules():
            if rule.endpoint.partition(".")[0] not in ("studio", "desk", "lsp"):
                continue
            values = {
                name: 1 if isinstance(rule._converters[name], IntegerConverter) else VALUES.get(name, "x")
                for name in rule.arguments
            }
            for method in {"GET", "POST"} & rule.methods:
                yield rule.endpoint, method, adapter.build(rule.endpoint, values, method=method)


@pytest.mark.parametrize("task", Task)
@pytest.mark.parametrize("role", Role)
def test_of_all_doors_of_the_site_those_of_the_task_open_and_no_other(app, task, role):
    acting = Acting(1, 8, "Siti", frozenset(whole([task])))
    actor = Actor(7, role, "Budi", 3, second_factor=True, body_id=5, acting=acting)
    opened = {
        name
        for name in app.view_functions
        if (door := door_of(app, name)).permission is not None and door.admits(actor)
    }
    assert opened == set().union(*(OPEN[one] for one in whole([task])))


def test_the_running_site_keeps_to_it_for_an_artisan_who_helps(app, helping, siti, make, session):
    hand, helper = helping(siti, make.artisan().account)
    token, plain = hand.client.token("/account"), FlaskClient(app)  # pages are proof-read elsewhere
    for name in ("sid", "flash"):
        plain.set_cookie(name, hand.client.get_cookie(name, domain="127.0.0.1").value, domain="127.0.0.1")
    listed, tried = set().union(*OPEN.values()), set()

    def status(method, address):
        data = {"csrf_token": token} if method == "POST" else None
        with app.app_context():
            answer = plain.open(address, base_url=BASE, method=method, data=data)
            db.session.remove()
        return answer.status_code

    every = list(addresses(app))
    for endpoint, method, address in every:
        found = status(method, address)
        assert found < 500, (endpoint, method)
        assert (found != 403) is (endpoint in listed), (endpoint, method, found)
        tried.add(endpoint)
    assert listed <= tried and len(tried) > 150
    helper.ended_at = helper.accepted_at
    session.commit()
    assert {status(method, address) for _, method, address in every} == {403}, "once it is ended all are shut"
