"""Rows of a cleaned table as entries: which cell is wrong, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from marketplace.certificates.numbers import normal_no
from marketplace.certificates.rules import expiry
from marketplace.kit.text import squeeze
from marketplace.rosters.cells import READ, Flawed
from marketplace.rosters.forgetting import CleanRow, CleanTable
from marketplace.rosters.rules import REPEATABLE, Entry, Fact, Flaw, Meaning, Problem, Result


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is read: which column means what (by place among the cleaned ones), and what stands for every row.

    `all_competent` is an officer's word that a list without results names only those who passed.
    """

    columns: Mapping[int, Meaning]
    fact: Fact | None = None
    all_competent: bool = False
    scheme: str = ""
    issue_date: date | None = None
    term_months: int | None = None
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a plan cannot be followed yet: the code of a message, and the meaning it is about."""

    code: str
    meaning: Meaning


def lacks(plan: Plan) -> list[Lack]:
    """Return what has to be said about the columns before rows can be read."""
    given = list(plan.columns.values())
    found = [
        Lack("roster.twice", meaning)
        for meaning in Meaning
        if given.count(meaning) > 1 and meaning not in REPEATABLE
    ]
    if Meaning.HOLDER_NAME not in given:
        found.append(Lack("roster.no_name", Meaning.HOLDER_NAME))
    if Meaning.CERTIFICATE_NO not in given:
        found.append(Lack("roster.no_number", Meaning.CERTIFICATE_NO))
    if Meaning.RESULT not in given and not plan.all_competent:
        found.append(Lack("roster.no_result", Meaning.RESULT))
    return found


def read_entries(table: CleanTable, plan: Plan, today: date) -> list[Entry]:
    """Return an entry for every row that has anything in the columns of the plan."""
    return [
        _entry(table, row, plan, today)
        for row in table.rows
        if any(squeeze(row.cells[place].text) for place in plan.columns)
    ]


def _entry(table: CleanTable, row: CleanRow, plan: Plan, today: date) -> Entry:
    problems: list[Problem] = [Problem(Flaw.MERGED)] if row.merged else []
    values: dict[str, Any] = {}
    for meaning in Meaning:
        places = [place for place, found in plan.columns.items() if found is meaning]
        for place in places:
            try:
                value = READ[meaning](row.cells[place], today)
            except Flawed as flawed:
                problems.append(Problem(flawed.flaw, table.columns[place].letter, meaning))
                continue
            if meaning is Meaning.UNITS:
                values["units"] = (*values.get("units", ()), *value)
            elif meaning is Meaning.VALIDITY:
                values |= value
            elif value not in ("", None):
                values[meaning.value] = value
    entry = replace(_with_defaults(row, plan), **values)
    if entry.result is Result.NOT_YET:
        return _bare(entry, [*problems, *_missing(entry, table, plan, (Meaning.HOLDER_NAME,))])
    if entry.valid_until is None and entry.issue_date is not None and entry.term_months is not None:
        entry = replace(entry, valid_until=expiry(entry.issue_date, entry.term_months))
    elif entry.issue_date and entry.valid_until and entry.valid_until < entry.issue_date:
        problems.append(_problem(Flaw.ENDS_BEFORE_START, Meaning.VALIDITY, table, plan))
    if "result" not in values and not plan.all_competent:
        problems += _missing_result(problems, table, plan)
    problems += _missing(entry, table, plan, _NEEDED, {problem.meaning for problem in problems})
    return replace(entry, problems=tuple(problems))


_NEEDED = (
    Meaning.HOLDER_NAME,
    Meaning.CERTIFICATE_NO,
    Meaning.SCHEME,
    Meaning.ISSUE_DATE,
    Meaning.VALIDITY,
)


def _with_defaults(row: CleanRow, plan: Plan) -> Entry:
    return Entry(
        number=row.number,
        scheme=plan.scheme,
        issue_date=plan.issue_date,
        term_months=plan.term_months,
        units=plan.units,
        fact_hash=row.facts.get(plan.fact, "") if plan.fact else "",
    )


def _bare(entry: Entry, problems: Sequence[Problem]) -> Entry:
    """Of somebody not yet competent no more is kept than officers need: the name and the scheme."""
    return Entry(
        number=entry.number,
        result=entry.result,
        holder_name=entry.holder_name,
        scheme=entry.scheme,
        problems=tuple(one for one in problems if one.meaning in (None, Meaning.HOLDER_NAME, Meaning.SCHEME)),
    )


def _missing(
    entry: Entry,
    table: CleanTable,
    plan: Plan,
    needed: Sequence[Meaning],
    told: set[Meaning | None] | None = None,
) -> list[Problem]:
    given = {
        Meaning.HOLDER_NAME: entry.holder_name,
        Meaning.CERTIFICATE_NO: normal_no(entry.certificate_no),
        Meaning.SCHEME: entry.scheme,
        Meaning.ISSUE_DATE: entry.issue_date,
        Meaning.VALIDITY: entry.valid_until or entry.term_months,
    }
    return [
        _problem(Flaw.MISSING, meaning, table, plan)
        for meaning in needed
        if not given[meaning] and meaning not in (told or ())
    ]


def _missing_result(problems: Sequence[Problem], table: CleanTable, plan: Plan) -> list[Problem]:
    if any(problem.meaning is Meaning.RESULT for problem in problems):
        return []
    return [_problem(Flaw.MISSING, Meaning.RESULT, table, plan)]


def _problem(flaw: Flaw, meaning: Meaning, table: CleanTable, plan: Plan) -> Problem:
    place = next((place for place, found in plan.columns.items() if found is meaning), None)
    return Problem(flaw, table.columns[place].letter if place is not None else "", meaning)
