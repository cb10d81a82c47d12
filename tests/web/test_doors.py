"""Doors: every route has one, and it holds."""

from __future__ import annotations

import pytest
from flask import Flask

from marketplace.access.actors import Actor
from marketplace.access.permissions import Permission
from marketplace.access.roles import Role
from marketplace.web.doors import Door, UndeclaredDoor, check_doors, door_of, public, requires, signed_in

BUYER = Actor(1, Role.BUYER, "Buyer")
ARTISAN = Actor(2, Role.ARTISAN, "Artisan", artisan_id=1)
OFFICER = Actor(3, Role.OFFICER, "Officer", second_factor=True)
HASTY_OFFICER = Actor(4, Role.OFFICER, "Officer without the second step")


def test_a_route_without_a_door_keeps_the_application_from_starting():
    app = Flask("x", static_folder=None)
    app.add_url_rule("/open", "open", public(lambda: "open"))
    check_doors(app)
    app.add_url_rule("/forgotten", "forgotten", lambda: "forgotten")
    with pytest.raises(UndeclaredDoor, match="forgotten"):
        check_doors(app)


def test_every_route_of_the_product_has_a_door(app):
    assert [name for name in app.view_functions if door_of(app, name) is None] == []


@pytest.mark.parametrize(
    ("mark", "admitted"),
    [
        (public, {None, BUYER, ARTISAN, OFFICER, HASTY_OFFICER}),
        (signed_in, {BUYER, ARTISAN, OFFICER, HASTY_OFFICER}),
        (requires(Permission.EDIT_LISTING), {ARTISAN}),
        (requires(Permission.REVIEW_CERTIFICATE), {OFFICER}),
    ],
)
def test_a_door_admits_exactly_those_it_names(mark, admitted):
    def view():
        return ""

    mark(view)
    door: Door = view.door
    assert {
        actor for actor in (None, BUYER, ARTISAN, OFFICER, HASTY_OFFICER) if door.admits(actor)
    } == admitted
