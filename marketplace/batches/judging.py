"""The dry run: what an import would make of each row, and what is wrong where. The same function makes the drafts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, Protocol, cast

from flask_babel import force_locale

from marketplace.adapters.archives.names import shown
from marketplace.artisans.rules import Technique
from marketplace.batches.columns import LOCALES
from marketplace.batches.reading import REMOVED
from marketplace.batches.rules import COLOUR, SIZE, Outcome, names_one, row_digest
from marketplace.batches.variations import Way, ways_of
from marketplace.kit.text import fold, normal_key, words
from marketplace.listings.combinations import can_be_had
from marketplace.listings.rules import (
    MAX_PHOTOS,
    Availability,
    BagType,
    Care,
    Closure,
    Colour,
    Lining,
    MadeBy,
    Material,
    missing_for_publication,
)
from marketplace.listings.schemas import ListingForm
from marketplace.pictures.rules import PictureState
from marketplace.web.forms import Form, read_values
from marketplace.web.labels import label, message

ONE_OF: Mapping[str, type[StrEnum]] = {
    "availability": Availability,
    "bag_type": BagType,
    "technique": Technique,
    "lining": Lining,
    "closure": Closure,
    "made_by": MadeBy,
}
SOME_OF: Mapping[str, tuple[type[StrEnum], str]] = {
    "materials": (Material, "[|;,\n]"),
    "colours": (Colour, "[|;,\n]"),
    "care": (Care, "[|;\n]"),
}
"""The enum of a field, and what may stand between its words: those of care hold commas."""
SHORT: Mapping[str, StrEnum] = {
    "siap": Availability.READY,
    "ready": Availability.READY,
    "pesanan": Availability.MADE_TO_ORDER,
    "order": Availability.MADE_TO_ORDER,
    "sendiri": MadeBy.SELF,
    "self": MadeBy.SELF,
    "saya": MadeBy.SELF,
    "kelompok": MadeBy.GROUP,
    "group": MadeBy.GROUP,
    "orang lain": MadeBy.OTHERS,
    "others": MadeBy.OTHERS,
}
"""What people write besides the words of the editor."""


class File(Protocol):
    """A photo that came along: its name, the SHA-256 of its bytes, or the code of what is wrong with it."""

    @property
    def name(self) -> str: ...
    @property
    def digest(self) -> str: ...
    @property
    def problem(self) -> str | None: ...


class Row(Protocol):
    """A row as it is kept."""

    @property
    def number(self) -> int: ...
    @property
    def cells(self) -> Mapping[str, str]: ...
    @property
    def variations(self) -> Sequence[Mapping[str, Any]]: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """One row's fate. `errors` are sentences by field, `missing` sentences for what publication would still ask.

    `ways` are its variations, each with errors of its own; `photos` are all that they and the bag show.
    """

    number: int
    title: str
    outcome: Outcome
    errors: Mapping[str, str]
    missing: Sequence[str]
    photos: Sequence[File]
    changes: Mapping[str, Any]
    digest: str
    ways: Sequence[Way[File]] = ()

    @property
    def troubles(self) -> list[tuple[int, str, str]]:
        """What is wrong: the row's number, the column and a sentence, the bag's own row first."""
        own = [(self.number, name, words) for name, words in self.errors.items()]
        return own + [(way.number, name, words) for way in self.ways for name, words in way.errors.items()]


_folded = lru_cache(maxsize=4096)(fold)
"""The job asks for the same names at every row."""


@cache
def _spoken(members: type[StrEnum]) -> Mapping[str, StrEnum]:
    found = {word: member for word, member in SHORT.items() if isinstance(member, members)}
    for member in members:
        found[" ".join(words(member.value))] = member
        for locale in LOCALES:
            with force_locale(locale):
                spoken = str(label(member))
            for word in (spoken, re.sub(r"\(.*?\)", "", spoken)):
                found[" ".join(words(word))] = member
    return found


def choices(members: type[StrEnum]) -> str:
    """Return the words a cell may hold, in the reader's language."""
    return ", ".join(str(label(member)) for member in members)


class Files:
    """The photos that came along, found by name: whole, or its last part where no other file has the same."""

    def __init__(self, files: Iterable[File]) -> None:
        self._whole: dict[str, File] = {}
        self._last: dict[str, list[File]] = {}
        for file in files:
            self._whole[_folded(file.name)] = file
            self._last.setdefault(_folded(PurePosixPath(file.name).name), []).append(file)

    def find(self, name: str) -> list[File]:
        """Return the files a list may mean by a name: one is the answer, several are none."""
        whole = self._whole.get(_folded(name))
        return [whole] if whole else self._last.get(_folded(name), [])


def photo_names(text: str) -> list[str]:
    """Return the names in a cell of photos."""
    return [name.strip() for name in re.split(r"[|\n]", text) if name.strip()]


def judge(
    rows: Sequence[Row], files: Iterable[File], units: Mapping[str, int], known: Collection[str]
) -> list[Judged]:
    """Return every row's fate, in the list's order.

    `units` are those the artisan may name, by code or title as `normal_key` writes them; `known` the digests of rows
    that have become bags of hers already. A row that stands in the list twice is known the second time.
    """
    found, seen, judged = Files(files), set(known), []
    for row in rows:
        one = judge_row(row, found, units, seen)
        judged.append(one)
        if one.outcome is not Outcome.ERROR:
            seen.add(one.digest)
    return judged


def judge_row(row: Row, files: Files, units: Mapping[str, int], known: Collection[str]) -> Judged:
    """Return one row's fate."""
    form = _form(row.cells, units)
    photos, problems = _photos(row.cells.get("photos", ""), files)
    ways = _ways(form, row, files)
    photos = list(
        {photo.digest: photo for photo in (*photos, *(one for way in ways for one in way.photos))}.values()
    )
    if len(photos) > MAX_PHOTOS:
        problems.append(message("batch.too_many_photos", {"limit": MAX_PHOTOS}))
    if problems:
        form.errors.setdefault("photos", " ".join(problems))
    digest = row_digest(
        row.cells,
        [photo.digest for photo in photos],
        [(one["cells"], [photo.digest for photo in way.photos]) for one, way in _under(row, ways)],
    )
    missing: list[str] = []
    sound = form.ok and not any(way.errors for way in ways)
    if sound:
        missing = [message(f"listing.{code}") for code in _missing(form.data, len(photos), ways)]
    if not sound:
        outcome = Outcome.ERROR
    elif digest in known:
        outcome = Outcome.SAME
    else:
        outcome = Outcome.LACKS if missing else Outcome.COMPLETE
    changes = form.data.changes() if sound else {}
    if sound and names_one(row.cells):
        changes["stock"] = None  # it is that of the variation the row names
    title = row.cells.get("title", "")
    return Judged(row.number, title, outcome, form.errors, missing, photos, changes, digest, ways)


def _ways(form: Form[ListingForm], row: Row, files: Files) -> list[Way[File]]:
    """Return the row's variations; what is wrong in the bag's own row is said with all else of it."""
    ways = ways_of(row.number, row.cells, row.variations, _spoken(Colour), lambda text: _photos(text, files))
    for way in ways:
        if way.number == row.number:
            for name, said in way.errors.items():
                form.errors.setdefault(name, said)
            way.errors.clear()
    return ways


def _under(row: Row, ways: Sequence[Way[File]]) -> Iterator[tuple[Mapping[str, Any], Way[File]]]:
    return zip(row.variations, (way for way in ways if way.number != row.number), strict=True)


def _form(cells: Mapping[str, str], units: Mapping[str, int]) -> Form[ListingForm]:
    values: dict[str, str | list[str]] = {}
    said: list[tuple[str, str, str]] = []
    for name, text in cells.items():
        if REMOVED in text:
            said.append((name, "text.identity_number", ""))
        elif name in ONE_OF:
            member = _spoken(ONE_OF[name]).get(" ".join(words(text)))
            values[name] = member or ""
            if member is None:
                said.append((name, "batch.choice", choices(ONE_OF[name])))
        elif name in SOME_OF:
            members, between = SOME_OF[name]
            parts = [" ".join(words(part)) for part in re.split(between, text)]
            picked = [_spoken(members).get(part) for part in parts if part]
            values[name] = [member for member in picked if member]
            if None in picked:
                said.append((name, "batch.choices", choices(members)))
        elif name == "units":
            keys = [key for part in re.split(r"[|;\n]", text) if (key := normal_key(part))]
            values[name] = [str(units[key]) for key in keys if key in units]
            if not set(keys) <= units.keys():
                said.append((name, "batch.units", ""))
        elif name not in ("photos", COLOUR, SIZE):
            values[name] = text
    form = read_values(ListingForm, values)
    for name, code, accepted in said:
        form.fail(name, code, words=accepted)
    return form


def _photos(text: str, files: Files) -> tuple[list[File], list[str]]:
    """Return the photos a cell names, in order, and sentences about what is wrong with the names."""
    photos: list[File] = []
    problems: list[str] = []
    for name in photo_names(text):
        found = files.find(name)
        if len(found) != 1:
            code = "batch.photo_unclear" if found else "batch.photo_missing"
            problems.append(message(code, {"file": shown(name)}))
        elif (broken := found[0].problem) is not None:
            problems.append(f"{shown(name)}: {message(broken)}")
        elif found[0].digest in {photo.digest for photo in photos}:
            problems.append(message("batch.photo_again", {"file": shown(name)}))
        else:
            photos.append(found[0])
    return photos, problems


def _missing(bag: ListingForm, photos: int, ways: Sequence[Way[File]]) -> list[str]:
    """Return the codes of messages for what a bag still needs before it can be shown."""
    ready = SimpleNamespace(picture=SimpleNamespace(state=PictureState.PENDING))
    facts = bag.changes()
    facts["colours"] = [*bag.colours, *(way.colour for way in ways if way.colour is not None)]
    described = SimpleNamespace(**facts, photos=[ready] * photos, variants=ways)
    codes = missing_for_publication(cast(Any, described))
    if ways and not any(can_be_had(way, bag.availability) for way in ways):
        codes.append("variants_gone")
    if "size" not in codes:
        return codes
    sizes = [name for name in ("length", "height") if getattr(bag, f"{name}_cm") is None]
    return [*(code for code in codes if code != "size"), *sizes]
