"""The demonstration's list: whoever is on it is invented, and there is somebody to try the claim with."""

from __future__ import annotations

from datetime import date

from marketplace.demo import lists
from marketplace.demo.people import PEOPLE
from marketplace.rosters.claims import read_fact
from marketplace.rosters.columns import guess_all
from marketplace.rosters.rules import Fact, Meaning

ISSUED = date(2025, 10, 31)


def test_the_list_names_people_of_the_demonstration_and_one_not_yet_competent() -> None:
    headings, *rows = [[cell.text for cell in row] for row in lists.table(ISSUED).rows]
    assert set(guess_all(headings)) >= {Meaning.HOLDER_NAME, Meaning.CERTIFICATE_NO, Meaning.RESULT}
    assert {row[1] for row in rows[:-1]} <= {person.name for person in PEOPLE}
    assert all(row[3].startswith("00000 0000") for row in rows[:-1])
    assert rows[-1][1] == lists.NOT_YET and rows[-1][3] == "" and rows[-1][-1] == "BK"


def test_somebody_on_it_has_not_claimed_and_signs_in_by_the_number_told() -> None:
    name, phone = lists.UNCLAIMED
    place = next(place for place, person in enumerate(PEOPLE, start=1) if person.name == name)
    assert PEOPLE[place - 1].fate == "none"
    assert phone == f"0812-0000-{place:04d}"
    assert lists.number_of(name, ISSUED) == "00000 0000 0 0000202 2025"
    assert read_fact("17-8-1945") == (Fact.BIRTH_DATE, lists.BIRTHDAY.isoformat())
