"""What officers may send about opportunities."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from marketplace.opportunities.operations import Entry
from marketplace.opportunities.rules import Kind
from marketplace.opportunities.schemas import OpportunityForm, OutcomeForm, values_of
from marketplace.web.forms import _read
from tests.opportunities.conftest import FAIR, TODAY

TYPED = {"kind": "fair", "title": "Bazar", "offered_by": "Panitia", "deadline": "2026-05-01"}


def read(**typed):
    return _read(OpportunityForm, MultiDict(TYPED | typed))


def test_little_is_enough_and_all_comes_back(app):
    with app.test_request_context():
        entry = read(units=["A", "B"], areas=["64.74"], rule_valid="1").data.entry()
    assert (entry.kind, entry.units, entry.areas, entry.rule_valid) == (
        Kind.FAIR,
        ("A", "B"),
        ("64.74",),
        True,
    )
    assert values_of(entry, 3)["version"] == 3 and values_of(FAIR, 1)["rule_valid"] is None
    assert set(values_of(FAIR, 1)) == {*Entry.__dataclass_fields__, "version"}


def test_faults_stand_by_their_fields(app):
    with app.test_request_context():
        form = read(title=" ", offered_by="", deadline="bald", places="0", kind="x")
        assert set(form.errors) == {"title", "offered_by", "deadline", "places", "kind"}
        assert set(read(description="6474010101990001").errors) == {"description"}
        words = _read(OutcomeForm, MultiDict({"words": "x" * 1001}))
        assert set(words.errors) == {"words"}
    assert FAIR.deadline > TODAY
