"""What the page of an import shows: rows with what is wrong beside row and column, files, progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from marketplace.batches import queries
from marketplace.batches.columns import HEADINGS, heading_of
from marketplace.batches.judging import Judged
from marketplace.batches.models import Batch, BatchFile, BatchRow
from marketplace.batches.operations import dry_run
from marketplace.batches.rules import Outcome, RowState, State
from marketplace.web.labels import label, message


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in one cell: its row, the cell as spreadsheets call it, its heading, and a sentence."""

    row: int
    cell: str
    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """One bag of the page. `mark` says how it went or would go; `tone` is a class of the mark.

    `ways` counts its variations.
    """

    row: BatchRow
    title: str
    mark: str
    tone: str
    troubles: Sequence[Trouble]
    missing: Sequence[str]
    photos: int
    ways: int = 0


@dataclass(frozen=True, slots=True)
class BatchPage:
    """The whole page. `done` of `total` rows are through; `unused` files no row names."""

    lines: Sequence[RowLine]
    counts: Mapping[str, int]
    done: int
    total: int
    startable: int
    unused: Sequence[str]


TONES = {
    Outcome.COMPLETE: "is-ok",
    Outcome.LACKS: "is-warn",
    Outcome.SAME: "is-gone",
    Outcome.ERROR: "is-bad",
}
ORDER = (Outcome.ERROR, Outcome.LACKS, Outcome.COMPLETE, Outcome.SAME)


def batch_page(batch: Batch, today: date, locale: str) -> BatchPage:
    """Return what is known of an import, in the reader's language; while it runs, numbers alone."""
    if batch.state is State.RUNNING:
        counts = queries.counts_of(batch)
        total = sum(counts.values()) - counts[RowState.SKIPPED]
        done = counts[RowState.MADE] + counts[RowState.FAILED]
        return BatchPage([], {}, done, total, 0, [])
    rows, files = queries.rows_of(batch), queries.files_of(batch)
    judged = dry_run(batch, rows, files, today)
    pairs = list(zip(rows, judged, strict=True))
    if batch.state is State.DRAFT:
        pairs.sort(key=lambda pair: (ORDER.index(pair[1].outcome), pair[0].number))
    lines = [_line(batch, row, one, locale) for row, one in pairs]
    marks = [line.mark for line in lines]
    counts_by_mark = {mark: marks.count(mark) for mark in dict.fromkeys(marks)}
    through = sum(row.state in (RowState.MADE, RowState.FAILED) for row in rows)
    waiting = sum(row.state is RowState.WAITING for row in rows)
    startable = (
        sum(one.outcome in (Outcome.COMPLETE, Outcome.LACKS) for one in judged)
        if batch.state is State.DRAFT
        else waiting
    )
    return BatchPage(lines, counts_by_mark, through, through + waiting, startable, _unused(files))


def _line(batch: Batch, row: BatchRow, one: Judged, locale: str) -> RowLine:
    troubles = [_trouble(batch, number, field, words, locale) for number, field, words in one.troubles]
    if batch.state is State.DRAFT or row.state is RowState.SKIPPED:
        return RowLine(
            row,
            one.title,
            str(label(one.outcome)),
            TONES[one.outcome],
            troubles,
            one.missing,
            len(one.photos),
            len(one.ways),
        )
    if row.state is RowState.FAILED:
        words = message(row.failure or "invalid")
        return RowLine(
            row, one.title, str(label(row.state)), "is-bad", [Trouble(row.number, "", "", words)], [], 0
        )
    tone = "is-ok" if row.state is RowState.MADE else "is-gone"
    return RowLine(
        row, one.title, str(label(row.state)), tone, [], one.missing, len(one.photos), len(one.ways)
    )


def _trouble(batch: Batch, number: int, field: str, words: str, locale: str) -> Trouble:
    letter, heading = batch.headings.get(field) or ("", "")
    known = field in HEADINGS
    return Trouble(
        number,
        f"{letter}{number}" if letter else "",
        heading or (heading_of(field, locale) if known else ""),
        words,
    )


def _unused(files: Sequence[BatchFile]) -> list[str]:
    return [file.name for file in files if not file.used]


def problem_rows(batch: Batch, today: date, locale: str) -> list[list[object]]:
    """Return the rows that are no drafts, in the columns of the template, what is wrong at the end.

    A bag is told whole: with all its variations, whichever of its rows is wrong.
    """
    lines = [
        line for line in batch_page(batch, today, locale).lines if line.tone == "is-bad" and line.row.cells
    ]
    return [
        _problem_row(number, cells, [trouble for trouble in line.troubles if trouble.row == number])
        for line in lines
        for number, cells in (
            (line.row.number, line.row.cells),
            *((one["number"], one["cells"]) for one in line.row.variations),
        )
    ]


def _problem_row(number: int, cells: Mapping[str, str], troubles: Sequence[Trouble]) -> list[object]:
    return [
        *(cells.get(field, "").replace("\n", "|" if field != "story" else "\n") for field in HEADINGS),
        number,
        " ".join(f"{trouble.heading}: {trouble.words}".removeprefix(": ") for trouble in troubles),
    ]
