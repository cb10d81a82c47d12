"""Every door of the studio, tried by a helper: the few that are listed open, each by its task, and no other."""

from __future__ import annotations

import pytest
from werkzeug.routing import IntegerConverter

from marketplace.access.tasks import Task, whole
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
@pytest.mark.parametrize("is_artisan", [False, True])
def test_of_all_doors_those_of_the_task_open_and_no_other(app, helping, siti, make, task, is_artisan):
    person = make.artisan().account if is_artisan else make.account(email="budi@contoh.invalid")
    hand, _ = helping(siti, person, task)
    listed = set().union(*(OPEN[one] for one in whole([task])))
    token, tried = hand.client.token("/account"), set()
    for endpoint, method, address in addresses(app):
        data = {"csrf_token": token} if method == "POST" else None
        answer = hand.client.open(address, method=method, data=data)
        assert answer.status_code < 500, (endpoint, method)
        assert (answer.status_code != 403) is (endpoint in listed), (endpoint, method, answer.status_code)
        tried.add(endpoint)
    assert listed <= tried and len(tried) > 150


def test_every_door_that_is_listed_is_there(app):
    names = {endpoint for endpoint, _, _ in addresses(app)}
    assert set().union(*OPEN.values()) <= names


def test_once_it_is_ended_all_doors_are_shut(app, helping, siti, make, session):
    hand, helper = helping(siti, make.artisan().account)
    helper.ended_at = helper.accepted_at
    session.commit()
    token = hand.client.token("/account")
    for endpoint, method, address in addresses(app):
        data = {"csrf_token": token} if method == "POST" else None
        assert hand.client.open(address, method=method, data=data).status_code == 403, (endpoint, method)
