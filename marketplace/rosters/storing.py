"""A draft's cleaned table and its plan as JSON, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from marketplace.adapters.spreadsheets.tables import Cell, CellKind
from marketplace.rosters.forgetting import CleanRow, CleanTable, Column, Dropped
from marketplace.rosters.reading import Plan
from marketplace.rosters.rules import Fact, Meaning, Personal


def table_to_json(table: CleanTable) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "columns": [[c.letter, c.heading, c.guess, c.repeated] for c in table.columns],
        "dropped": [[d.letter, d.kind, d.by_content] for d in table.dropped],
        "rows": [
            [row.number, [[cell.kind, cell.text] for cell in row.cells], dict(row.facts), row.merged]
            for row in table.rows
        ],
    }


def table_from_json(kept: dict[str, Any]) -> CleanTable:
    return CleanTable(
        sheet=kept["sheet"],
        columns=tuple(
            Column(letter, heading, Meaning(guess) if guess else None, repeated)
            for letter, heading, guess, repeated in kept["columns"]
        ),
        dropped=tuple(
            Dropped(letter, Personal(kind), by_content) for letter, kind, by_content in kept["dropped"]
        ),
        rows=tuple(
            CleanRow(
                number,
                tuple(Cell(text, CellKind(kind)) for kind, text in cells),
                {Fact(fact): hashed for fact, hashed in facts.items()},
                merged,
            )
            for number, cells, facts, merged in kept["rows"]
        ),
    )


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Keep what was chosen for this file; what stands for every row is kept beside it, in columns of its own."""
    return {
        "columns": {str(place): meaning for place, meaning in plan.columns.items()},
        "fact": plan.fact,
        "all_competent": plan.all_competent,
    }


def plan_from_json(
    kept: dict[str, Any],
    *,
    scheme: str,
    issue_date: date | None,
    term_months: int | None,
    units: tuple[str, ...],
) -> Plan:
    return Plan(
        columns={int(place): Meaning(meaning) for place, meaning in kept.get("columns", {}).items()},
        fact=Fact(kept["fact"]) if kept.get("fact") else None,
        all_competent=bool(kept.get("all_competent")),
        scheme=scheme,
        issue_date=issue_date,
        term_months=term_months,
        units=units,
    )
