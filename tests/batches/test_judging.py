"""The dry run: each cell is understood in both languages, or told beside its column; nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from marketplace.batches.columns import HEADINGS, LOCALES, meaning_of
from marketplace.batches.judging import ONE_OF, SOME_OF, Files, judge, photo_names
from marketplace.batches.reading import REMOVED
from marketplace.batches.rules import Outcome
from marketplace.listings.rules import Availability, MadeBy
from marketplace.web.labels import label
from tests.batches.lists import WHOLE

pytestmark = pytest.mark.usefixtures("application")


@dataclass(frozen=True)
class File:
    name: str
    digest: str = "d"
    problem: str | None = None


@dataclass(frozen=True)
class Row:
    number: int = 2
    cells: dict[str, str] = field(default_factory=dict)
    variations: list[dict[str, object]] = field(default_factory=list)


def cells(**changes: str) -> dict[str, str]:
    return {meaning_of(heading) or "": text for heading, text in WHOLE.items()} | changes


@pytest.fixture
def one(application):
    def judge_one(*files: File, hers=None, known=(), **changes: str):
        with application.app_context():
            row = Row(cells={name: text for name, text in cells(**changes).items() if text})
            return judge([row], files or (File("a.jpg"),), hers or {}, known)[0]

    return judge_one


def test_a_whole_row_lacks_nothing(one):
    judged = one()
    assert (judged.outcome, judged.errors, judged.missing) == (Outcome.COMPLETE, {}, [])
    assert judged.changes["availability"] is Availability.READY
    assert judged.changes["made_by"] is MadeBy.SELF
    assert judged.changes["outside_certificate"] is False
    assert judged.changes["units"] == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", [*ONE_OF, *SOME_OF])
def test_every_word_of_the_editor_is_understood_in_either_language(application, one, name, locale):
    members = ONE_OF.get(name) or SOME_OF[name][0]
    for member in members:
        with application.app_context(), force_locale(locale):
            said = str(label(member))
        for text in (said, said.upper(), f" {member.value} "):
            judged = one(**{name: text})
            assert name not in judged.errors, (text, judged.errors)
            assert judged.changes[name] in (member, [member])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("price", "mahal"),
        ("price", "-5"),
        ("price", "1e309"),
        ("length_cm", "900"),
        ("technique", "rajut"),
        ("materials", "katun|sutra"),
        ("colours", "biru tua sekali"),
        ("made_by", "mesin"),
        ("stock", "banyak"),
        ("title", "x" * 81),
        ("story", "x" * 4001),
        ("units", "CONTOH.1"),
        ("photos", "b.jpg"),
        ("photos", "a.jpg|A.JPG"),
        ("story", REMOVED),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_column(one, name, text):
    judged = one(**{name: text})
    assert judged.outcome is Outcome.ERROR
    assert list(judged.errors) == [name]
    assert "%(" not in judged.errors[name]


def test_a_gap_stays_a_gap_and_is_told(one):
    judged = one(price="", photos="", length_cm="", made_by="")
    bare = {name: text for name, text in judged.changes.items() if name in ("price", "length_cm", "made_by")}
    assert bare == {"price": None, "length_cm": None, "made_by": None}
    assert judged.outcome is Outcome.LACKS
    assert len(judged.missing) == 4


def test_units_are_found_by_code_and_name_and_no_others(one):
    hers = {"CONTOH001": 7, "MEMASANGFURING": 8}
    assert one(units="contoh-001 | Memasang furing", known=()).errors.keys() == {"units"}
    judged = one(File("a.jpg"), units="contoh-001 | Memasang furing", hers=hers)
    assert judged.changes["units"] == [7, 8]
    assert one(File("a.jpg"), units="contoh-001|lain", hers=hers).errors.keys() == {"units"}


def test_photos_are_found_by_whole_name_or_last_part(one):
    files = (
        File("x/a.jpg", "1"),
        File("y/a.jpg", "2"),
        File("y/B.JPG", "3"),
        File("c.jpg", "", "picture.empty"),
    )
    assert [photo.digest for photo in one(*files, photos="Y/A.jpg|b.jpg").photos] == ["2", "3"]
    for unclear in ("a.jpg", "c.jpg", "z/a.jpg"):
        assert list(one(*files, photos=unclear).errors) == ["photos"]
    assert list(one(*files, photos="x/a.jpg\nx/a.jpg").errors) == ["photos"]


def test_more_photos_than_a_bag_shows_are_told(one):
    files = [File(f"{n}.jpg", str(n)) for n in range(11)]
    assert "photos" in one(*files, photos="|".join(file.name for file in files)).errors
    assert one(*files, photos="|".join(file.name for file in files[:10])).errors == {}


def test_a_row_that_is_known_or_stands_in_the_list_twice_is_the_same(application, one):
    digest = one().digest
    assert one(known={digest}).outcome is Outcome.SAME
    with application.app_context():
        twice = judge([Row(2, cells()), Row(3, cells())], [File("a.jpg")], {}, ())
    assert [judged.outcome for judged in twice] == [Outcome.COMPLETE, Outcome.SAME]


@given(st.dictionaries(st.sampled_from(list(HEADINGS)), st.text(max_size=60), max_size=8))
def test_any_row_is_judged(application, texts):
    with application.app_context():
        judged = judge([Row(2, texts)], [File("a.jpg")], {"X1": 1}, ())[0]
    assert (judged.outcome is Outcome.ERROR) is bool(judged.errors)
    assert judged.errors.keys() <= HEADINGS.keys()
    assert bool(judged.changes) is not bool(judged.errors)
    assert all("%(" not in words for words in judged.errors.values())


@given(st.text(alphabet="ab.| \n", max_size=20))
def test_names_of_photos_are_trimmed_and_never_empty(text):
    assert all(name == name.strip() != "" for name in photo_names(text))
    assert Files([]).find(text) == []
