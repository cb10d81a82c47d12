"""The page of an import: what is wrong stands beside cell and heading, worst rows first."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from marketplace.batches import queries
from marketplace.batches.columns import HEADINGS
from marketplace.batches.judging import Judged
from marketplace.batches.rules import Outcome, RowState, State
from marketplace.batches.variations import Way
from marketplace.studio import batch_page

TODAY = date(2026, 4, 14)


def judged(number: int, outcome: Outcome, **errors: str) -> Judged:
    return Judged(number, f"Tas {number}", outcome, errors, [], [], {}, "")


@pytest.fixture
def page(monkeypatch, application):
    def show(state: State, rows: list[tuple[RowState, Judged]], **headings):
        batch = SimpleNamespace(state=state, headings=headings, artisan_id=1)
        kept = [
            SimpleNamespace(
                number=one.number,
                state=row,
                failure="storage.missing",
                cells={"title": one.title},
                variations=[{"number": way.number, "cells": {"variant_size": "S"}} for way in one.ways],
            )
            for row, one in rows
        ]
        monkeypatch.setattr(queries, "rows_of", lambda batch: kept)
        monkeypatch.setattr(queries, "files_of", lambda batch: [SimpleNamespace(name="x.jpg", used=False)])
        monkeypatch.setattr(batch_page, "dry_run", lambda *rest: [one for _, one in rows])
        with application.app_context():
            return batch, batch_page.batch_page(batch, TODAY, "en")

    return show


def test_rows_to_look_at_come_first_and_say_where(page):
    rows = [
        (RowState.WAITING, judged(2, Outcome.COMPLETE)),
        (RowState.WAITING, judged(3, Outcome.ERROR, price="Mahal", form="Apa", colours="Biru")),
        (RowState.WAITING, judged(4, Outcome.SAME)),
    ]
    _, shown = page(State.DRAFT, rows, price=["D", "Harga (Rp)"])
    assert [line.row.number for line in shown.lines] == [3, 2, 4]
    told = [(trouble.cell, trouble.heading, trouble.words) for trouble in shown.lines[0].troubles]
    assert told == [("D3", "Harga (Rp)", "Mahal"), ("", "", "Apa"), ("", "Colours", "Biru")]
    assert (shown.startable, shown.unused) == (1, ["x.jpg"])
    assert sum(shown.counts.values()) == 3


def test_a_report_keeps_the_order_and_tells_how_far_it_is(page):
    rows = [
        (RowState.MADE, judged(2, Outcome.SAME)),
        (RowState.FAILED, judged(3, Outcome.COMPLETE)),
        (RowState.SKIPPED, judged(4, Outcome.ERROR, price="Mahal")),
        (RowState.WAITING, judged(5, Outcome.COMPLETE)),
    ]
    _, shown = page(State.STOPPED, rows)
    assert [line.tone for line in shown.lines] == ["is-ok", "is-bad", "is-bad", "is-gone"]
    assert (shown.done, shown.total, shown.startable) == (2, 3, 1)


def test_the_rows_with_problems_have_the_columns_of_the_template(page, application):
    rows = [
        (RowState.MADE, judged(2, Outcome.SAME)),
        (RowState.SKIPPED, judged(3, Outcome.ERROR, price="Mahal")),
    ]
    batch, _ = page(State.DONE, rows)
    with application.app_context():
        problems = batch_page.problem_rows(batch, TODAY, "en")
    assert len(problems) == 1
    assert len(problems[0]) == len(HEADINGS) + 2
    assert problems[0][0] == "Tas 3"
    assert problems[0][-2:] == [3, "Price: Mahal"]


def test_a_bag_with_a_wrong_variation_is_told_whole(page, application):
    wrong = Way[Any](4, {}, {"variant_size": "Dua kali"}, [])
    bag = Judged(3, "Tas 3", Outcome.ERROR, {}, [], [], {}, "", [Way[Any](5, {}, {}, []), wrong])
    batch, shown = page(State.DRAFT, [(RowState.WAITING, bag)], variant_size=["H", "Ukuran varian"])
    (line,) = shown.lines
    assert [(trouble.cell, trouble.heading) for trouble in line.troubles] == [("H4", "Ukuran varian")]
    assert line.ways == 2
    with application.app_context():
        problems = batch_page.problem_rows(batch, TODAY, "id")
    assert [row[-2:] for row in problems] == [[3, ""], [5, ""], [4, "Ukuran varian: Dua kali"]]
    column = list(HEADINGS).index("variant_size")
    assert [row[column] for row in problems] == ["", "S", "S"]
