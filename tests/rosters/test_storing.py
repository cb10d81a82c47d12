"""A draft goes into the database and comes out as it was."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.spreadsheets.tables import Cell, CellKind
from marketplace.rosters.forgetting import CleanRow, CleanTable, Column, Dropped
from marketplace.rosters.reading import Plan
from marketplace.rosters.rules import Fact, Meaning, Personal
from marketplace.rosters.storing import plan_from_json, plan_to_json, table_from_json, table_to_json

TEXT = st.text(max_size=8)
CELLS = st.builds(Cell, TEXT, st.sampled_from(CellKind))
ROWS = st.builds(
    CleanRow,
    st.integers(1, 3000),
    st.lists(CELLS, max_size=4).map(tuple),
    st.dictionaries(st.sampled_from(Fact), TEXT),
    st.booleans(),
)
TABLES = st.builds(
    CleanTable,
    st.lists(st.builds(Column, TEXT, TEXT, st.none() | st.sampled_from(Meaning), st.booleans())).map(tuple),
    st.lists(ROWS, max_size=4).map(tuple),
    st.lists(st.builds(Dropped, TEXT, st.sampled_from(Personal), st.booleans())).map(tuple),
    TEXT,
)


@given(TABLES)
def test_a_table_comes_out_as_it_went_in(table):
    assert table_from_json(json.loads(json.dumps(table_to_json(table)))) == table


@given(
    st.dictionaries(st.integers(0, 50), st.sampled_from(Meaning)),
    st.none() | st.sampled_from(Fact),
    st.booleans(),
)
def test_a_plan_comes_out_as_it_went_in(columns, fact, all_competent):
    plan = Plan(columns, fact, all_competent, "Tas", None, 36, ("Satu",))
    kept = json.loads(json.dumps(plan_to_json(plan)))
    read = plan_from_json(kept, scheme="Tas", issue_date=None, term_months=36, units=("Satu",))
    assert read == plan
