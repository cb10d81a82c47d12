"""What may be counted of a search that found nothing: words of our own vocabulary, and when a count may be shown.

A search is reduced to terms: a technique, a kind of bag, a material, a colour, a place, as our own lists have them.
Whatever else was typed (names, numbers) is dropped before anything is counted, so it cannot be read from a sum.
A sum is shown once it is made of `MIN_TIMES` searches or wishes on `MIN_DAYS` different days: fewer may be one person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from marketplace.artisans.rules import Technique
from marketplace.listings.rules import BagType, Colour, Material

MIN_TIMES, MIN_DAYS = 5, 3
WINDOW = timedelta(days=90)
"""How far back sums reach; older counts are deleted."""
MOST_TERMS = 4
"""Terms of one search that are counted together: longer sets are rarer, and say more about who asked."""
LONGEST_PHRASE = 3
ADDRESS_LIMITS = ((20, timedelta(hours=1)), (60, timedelta(days=1)))
"""Wishes from one network address."""
WISH_LIMITS = ((1, timedelta(days=1)),)
"""Wishes for one thing from one network address."""


class Kind(StrEnum):
    """What a term is, in the order in which terms are kept when there are too many."""

    TECHNIQUE = "technique"
    TYPE = "type"
    PLACE = "place"
    MATERIAL = "material"
    COLOUR = "colour"


Term = tuple[Kind, str]
Vocabulary = Mapping[tuple[str, ...], Term]
"""Folded words in a row, and the term they mean."""
MEMBERS: Mapping[Kind, type[StrEnum]] = {
    Kind.TECHNIQUE: Technique,
    Kind.TYPE: BagType,
    Kind.MATERIAL: Material,
    Kind.COLOUR: Colour,
}
"""A place is a row, not a member."""
SYNONYMS: Mapping[str, Term] = {
    **dict.fromkeys(
        ("crochet", "crocheted", "hakpen", "hakken", "kait", "merenda"), (Kind.TECHNIQUE, "crochet")
    ),
    **dict.fromkeys(("knit", "knitted", "knitting", "breien", "dua jarum"), (Kind.TECHNIQUE, "knit")),
    **dict.fromkeys(("macrame", "makrame"), (Kind.TECHNIQUE, "macrame")),
    **dict.fromkeys(("sling", "sling bag"), (Kind.TYPE, "crossbody")),
    **dict.fromkeys(("kids", "children", "anak"), (Kind.TYPE, "kids")),
    **dict.fromkeys(("punggung", "backpack"), (Kind.TYPE, "backpack")),
    "botol": (Kind.TYPE, "bottle"),
    **dict.fromkeys(("pink", "merah jambu"), (Kind.COLOUR, "pink")),
    **dict.fromkeys(("dongker", "biru tua"), (Kind.COLOUR, "navy")),
    "gray": (Kind.COLOUR, "grey"),
    "kur": (Kind.MATERIAL, "cord"),
}
"""What people say besides our labels."""
UNSAYING = frozenset({"tas", "bag", "s", "benang", "other", "lain"})
"""Words of our labels that say nothing by themselves."""


@dataclass(frozen=True, slots=True)
class Count:
    """A sum that may be shown: how often it was looked for and wished for, on how many days."""

    terms: tuple[Term, ...]
    searches: int
    wishes: int
    days: int


def terms_in(words: Sequence[str], vocabulary: Vocabulary) -> list[Term]:
    """Return the terms that folded words hold, longest phrases first; words that are none are passed over."""
    found: list[Term] = []
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            term = vocabulary.get(tuple(words[at : at + length]))
            if term is not None:
                found.append(term)
                at += length
                break
        else:
            at += 1
    return found


def key_of(terms: Iterable[Term]) -> str:
    """Return the one spelling of a set of terms, "" for none: "technique=knit type=tote"."""
    order = list(Kind)
    kept = sorted(set(terms), key=lambda term: (order.index(term[0]), term[1]))[:MOST_TERMS]
    return " ".join(f"{kind}={value}" for kind, value in kept)


def read_key(key: str) -> tuple[Term, ...]:
    """Undo `key_of`. ValueError for what it could not have written; a place's code is not looked up."""
    terms: list[Term] = []
    for part in key.split(" "):
        name, _, value = part.partition("=")
        kind = Kind(name)
        if kind is Kind.PLACE:
            if (
                not value.replace(".", "").isdecimal()
                or not value.isascii()
                or len(value) > len("00.00.00.0000")
            ):
                raise ValueError(key)
        else:
            MEMBERS[kind](value)
        terms.append((kind, value))
    if key_of(terms) != key:
        raise ValueError(key)
    return tuple(terms)


def one_of(terms: Iterable[Term], kind: Kind) -> str:
    """Return the only value of a kind; "" where there is none, or more than one."""
    values = [value for one, value in terms if one is kind]
    return values[0] if len(values) == 1 else ""
