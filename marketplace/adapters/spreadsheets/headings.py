"""Where a list's headings stand, and how spreadsheets call columns. What headings mean is the feature's business."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence

from marketplace.kit.text import words

HEADER_WITHIN = 25
"""Lists begin with titles and logos: the headings stand within so many rows."""
FEWEST_HEADINGS = 2
LONGEST_HEADING = 60


def find_headings(
    rows: Sequence[Sequence[str]],
    meaning_of: Callable[[str], Hashable | None],
    needed: Collection[Hashable],
) -> int | None:
    """Return the index of the row that reads most like headings, or None where none does.

    It names at least one of the `needed` meanings and something else; a row of data names neither.
    """
    best, most = None, FEWEST_HEADINGS - 1
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        known = {meaning_of(text) for text in row if text and len(text) <= LONGEST_HEADING} - {None}
        if known.isdisjoint(needed):
            continue
        if len(known) > most:
            best, most = index, len(known)
    return best


def letter(index: int) -> str:
    """Return the column's letters as spreadsheets show them: 0 is A, 26 is AA."""
    letters, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def repeated(headings: Sequence[str]) -> set[int]:
    """Return the indexes of headings that occur more than once, blank ones aside."""
    keys = [" ".join(words(heading)) for heading in headings]
    return {index for index, key in enumerate(keys) if key and keys.count(key) > 1}
