"""The one analyser: from text to what is kept and what is asked, the same for documents and questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from marketplace.adapters.search.port import MAX_WORDS, WEIGHTS, Part
from marketplace.adapters.search.vocabulary import (
    ALSO,
    KEPT_WHOLE,
    PHRASES,
    PREFIXES,
    ROOTS,
    STOP_WORDS,
    SYNONYMS,
)
from marketplace.kit import text as kit

LONGEST_WORD = 40
LONGEST_TEXT = 6_000
SPOKEN = frozenset((Part.TITLE, Part.KIND, Part.MATERIAL, Part.MAKER, Part.PLACE))
"""Parts whose words are suggested and corrected to; a story may be misspelt at length."""
_SHARED = SPOKEN - {Part.TITLE}
"""Parts that are the same on many bags."""
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_BEGIN_PHRASES = frozenset(first for first, _ in PHRASES)
_POSSESSIVES = ("nya", "ku", "mu")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a question: as typed (folded), and as kept."""

    typed: str
    token: str


def words(text: str) -> list[str]:
    """Return the folded words of a text, as `kit.text.words` does but quicker on plain text, each cut to a length."""
    text = text[:LONGEST_TEXT]
    if text.isascii() and text.isprintable():
        return [word[:LONGEST_WORD] for word in _PLAIN_WORD.findall(text.lower())]
    found: list[str] = []
    for piece in text.split():
        if piece.isascii() and piece.isprintable():
            found += _PLAIN_WORD.findall(piece.lower())
        else:
            found += kit.words(piece)
    return [word[:LONGEST_WORD] for word in found]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return what a single folded word is kept under: its synonym's head, else its root."""
    if word in SYNONYMS:
        return SYNONYMS[word]
    root = _root(word)
    return SYNONYMS.get(root, root)


def _root(word: str) -> str:
    if word in KEPT_WHOLE or not word.isalpha():
        return word
    bare = _without_suffix(word)
    for prefix in PREFIXES:
        rest = bare.removeprefix(prefix)
        if rest != bare:
            for root in (rest, _LOST.get(prefix, "") + rest):
                if root in ROOTS:
                    return root
    return bare


_LOST = {"mem": "p", "men": "t", "meny": "s", "meng": "k", "pe": "p"}
"""The letter a root gives up after a prefix: menyulam, memakai."""


def _without_suffix(word: str) -> str:
    for suffix in _POSSESSIVES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            cut = word.removesuffix(suffix)
            return cut if cut in KEPT_WHOLE else _without_an(cut)
    return _without_an(word)


def _without_an(word: str) -> str:
    if word.endswith("an") and len(word) >= 6:
        return word[:-2]
    return word


def tokens(text: str) -> list[str]:
    """Return what a text is found by, in order; stop words left out."""
    return _tokens(words(text))


def _tokens(found: list[str]) -> list[str]:
    if _BEGIN_PHRASES.isdisjoint(found):  # nearly always: the quick way through a million bags
        return [stem(word) for word in found if word not in STOP_WORDS]
    return [token for _, kept in _pairs(found) for token in kept]


def _pairs(found: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each word, or two that mean one thing, with what it is kept under; stop words yield nothing."""
    number, last = 0, len(found) - 1
    while number <= last:
        word = found[number]
        both = PHRASES.get((word, found[number + 1])) if number < last else None
        if both is not None:
            yield f"{word} {found[number + 1]}", both
            number += 2
            continue
        number += 1
        if word not in STOP_WORDS:
            yield word, (stem(word),)


def terms(text: str) -> list[Term]:
    """Return the words of a question, each once, at most `MAX_WORDS`."""
    read: dict[str, Term] = {}
    for typed, kept in _pairs(words(text)[: MAX_WORDS * 4]):
        read.setdefault(kept[0], Term(typed, kept[0]))
    return list(read.values())[:MAX_WORDS]


def analysed(texts: Mapping[Part, str]) -> tuple[str, str]:
    """Return a document as two lines.

    In the first each token is repeated by the weight of the parts it stands in; the second has the distinct words of
    the parts people know bags by, as they are written: what spelling is held against.
    """
    line: list[str] = []
    known: set[str] = set()
    kept: set[str] = set()
    for part, text in texts.items():
        if part in SPOKEN:
            found, spelt = _read(text) if part in _SHARED else _read.__wrapped__(text)
            known |= spelt
        else:
            found = frozenset(_tokens(words(text)))
        line += [*found] * WEIGHTS[part]
        kept |= found
    for token, others in ALSO.items():
        if token in kept:
            line += others
            kept.update(others)
    return " ".join(line), " ".join(known)


def found_by(texts: Mapping[Part, str]) -> set[str]:
    """Return the tokens a document is found by."""
    return set(analysed(texts)[0].split())


@lru_cache(maxsize=20_000)
def _read(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return tokens and spelt words of a part."""
    found = words(text)
    return frozenset(_tokens(found)), frozenset(word for word in found if _is_spelt(word))


@lru_cache(maxsize=200_000)
def _is_spelt(word: str) -> bool:
    return len(word) > 1 and not word.isdigit() and word not in STOP_WORDS
