"""Who may take which step, what two versions differ in, and the bounds of what can be agreed on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from marketplace.inquiries.rules import Side
from marketplace.order_notes.rules import (
    LIFECYCLE,
    LINK_LIFETIME,
    Action,
    Delivery,
    Mover,
    State,
    differences,
    link_ends,
    may,
    overdue,
    steps,
    week_of,
    wrong_terms,
)
from tests.order_notes.conftest import TODAY, Said


def actions(state, side, proposed_by=Side.ARTISAN):
    return [move.action for move in steps(state, side, proposed_by)]


def test_the_side_that_wrote_a_version_cannot_confirm_it():
    assert actions(State.PROPOSED, Side.ARTISAN) == [Action.CHANGE, Action.CANCEL]
    assert actions(State.PROPOSED, Side.BUYER) == [Action.CONFIRM, Action.CHANGE, Action.CANCEL]
    assert not may(Side.BUYER, Mover.OTHER, Side.BUYER)


@pytest.mark.parametrize(
    ("state", "artisan", "buyer"),
    [
        (State.AGREED, "start finish dispute cancel", "dispute cancel"),
        (State.MAKING, "finish dispute cancel", "dispute cancel"),
        (State.READY, "hand_over dispute cancel", "hand_over dispute cancel"),
        (State.HANDED_OVER, "dispute", "dispute"),
        (State.DISPUTED, "", ""),
        (State.CANCELLED, "", ""),
    ],
)
def test_the_table_of_steps(state, artisan, buyer):
    assert actions(state, Side.ARTISAN) == artisan.split()
    assert actions(state, Side.BUYER) == buyer.split()


def test_after_agreement_nothing_ends_or_is_doubted_without_a_reason():
    owed = {move.action for move in LIFECYCLE.moves if move.needs_reason}
    assert owed == {Action.CANCEL, Action.DISPUTE}
    assert not LIFECYCLE.move(State.PROPOSED, Action.CANCEL).needs_reason
    assert LIFECYCLE.move(State.AGREED, Action.CANCEL).needs_reason


def test_what_two_versions_differ_in_comes_in_the_order_of_the_page():
    assert differences(Said(), Said(price=1, quantity=2, place="x")) == ["quantity", "price", "place"]
    assert differences(Said(), Said()) == []


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, {}),
        ({"ready_on": TODAY}, {}),
        ({"ready_on": TODAY + timedelta(days=366)}, {}),
        ({"deposit": 285_000}, {}),
        ({"delivery": Delivery.PICK_UP, "shipping_by": None}, {}),
        ({"deposit": 285_001}, {"deposit": "order_note.deposit"}),
        ({"ready_on": TODAY + timedelta(days=367)}, {"ready_on": "order_note.ready_far"}),
        ({"ready_on": TODAY - timedelta(days=1)}, {"ready_on": "order_note.ready_past"}),
    ],
)
def test_the_bounds_of_what_is_agreed_on(changes, wrong):
    assert wrong_terms(Said(**changes), TODAY) == wrong


def test_a_link_lives_on_after_the_ready_date():
    at = datetime(2026, 4, 14, 9, tzinfo=UTC)
    assert link_ends(at, date(2026, 4, 1)) == at + LINK_LIFETIME
    assert link_ends(at, date(2026, 6, 1)) == datetime(2026, 6, 1, tzinfo=UTC) + LINK_LIFETIME


def test_only_what_is_promised_can_be_late():
    assert overdue(State.MAKING, TODAY - timedelta(days=1), TODAY)
    assert not overdue(State.MAKING, TODAY, TODAY)
    assert not overdue(State.READY, TODAY - timedelta(days=1), TODAY)


def test_a_week_runs_from_monday_to_sunday():
    assert week_of(date(2026, 4, 14)) == (date(2026, 4, 13), date(2026, 4, 19))
    assert week_of(date(2026, 4, 19)) == (date(2026, 4, 13), date(2026, 4, 19))
