"""The vocabulary in every language, and sets of terms as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from flask_babel import LazyString, force_locale, lazy_gettext

from marketplace.gaps.rules import MEMBERS, SYNONYMS, UNSAYING, Kind, Term, Vocabulary
from marketplace.kit.text import words
from marketplace.web.labels import label
from marketplace.web.locale import LOCALES

LABELS: Mapping[StrEnum, LazyString] = {
    Kind.TECHNIQUE: lazy_gettext("Technique"),
    Kind.TYPE: lazy_gettext("Kind of bag"),
    Kind.PLACE: lazy_gettext("Place"),
    Kind.MATERIAL: lazy_gettext("Material"),
    Kind.COLOUR: lazy_gettext("Main colour"),
}
MESSAGES: Mapping[str, LazyString] = {}


def vocabulary(places: Mapping[str, str]) -> Vocabulary:
    """Return every phrase we know: our labels in all languages, what people say besides, and these places by name."""
    named: dict[tuple[str, ...], Term] = {
        tuple(words(name)): (Kind.PLACE, code) for code, name in places.items()
    }
    return {**named, **_labels()}


@cache
def _labels() -> Vocabulary:
    found: dict[tuple[str, ...], Term] = {}
    for locale in LOCALES:
        with force_locale(locale):
            for kind, members in MEMBERS.items():
                for member in members:
                    whole = tuple(words(str(label(member))))
                    bare = tuple(word for word in whole if word not in UNSAYING)
                    for phrase in filter(None, (whole, bare)):
                        found.setdefault(phrase, (kind, member.value))
    return {**found, **{tuple(phrase.split()): term for phrase, term in SYNONYMS.items()}}


def words_of(terms: Iterable[Term], places: Mapping[str, str]) -> str:
    """Return a set of terms in words; a place that is gone by its code."""
    return " · ".join(
        places.get(value, value) if kind is Kind.PLACE else str(label(MEMBERS[kind](value)))
        for kind, value in terms
    )
