"""From a question to the engine's queries: made of terms, never parsed from what people typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import tantivy
from tantivy import FieldType, Occur, Query

from marketplace.adapters.search import spelling
from marketplace.adapters.search.analyser import Term, stem, terms, words
from marketplace.adapters.search.keys import DESCENDING
from marketplace.adapters.search.port import MAX_WORDS, Order, Question
from marketplace.adapters.search.schema import (
    AWAY,
    DAYS,
    KEYS,
    NONE,
    ONE,
    PRICE,
    TEXT,
    VALID,
    WORDS,
    blocks_of,
    group_field,
)
from marketplace.adapters.search.vocabulary import SYNONYMS

SHORTEST_PREFIX = 2
MOST_ENDINGS = 12
"""Words a prefix stands for, the most frequent ones."""
RATHER_BEGUN = 10
"""How many times more frequent the word begun must be than the one typed, where that is a word."""
MOST_ALIKE = 4
"""How many times more endings are looked at than are suggested: many find the same bags, some none with the others."""
MOST_LOOKED_AT = 3_000
MANY_BAGS = 10_000
"""Bags from which on a word that all of them have weighs nothing: its share of the rank is below 1/1,000."""
ENDING = 0.4
"""What a word counts that only begins like the last one typed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The words as understood: what each may be found by, and the line as corrected where it had to be."""

    words: Sequence[Mapping[str, float]]
    corrected: tuple[str, ...] | None


class Reading:
    """One look at the index: words are understood and queries are made against the same state of it."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self.searcher = searcher
        self._everything = searcher.doc_freq(ONE, NONE)
        """All documents, those that were taken out included, as every count of a word has them."""

    def understand(self, text: str, *, exact: bool) -> Asked:
        """Read the words of a line; those nobody uses are put right unless `exact` keeps them."""
        read = terms(text)
        found: list[Mapping[str, float]] = []
        line: list[str] = []
        changed = False
        for place, term in enumerate(read):
            endings = self._endings(term.typed) if place == len(read) - 1 else {}
            meant: Sequence[str] | None = None
            if not exact and not endings and not self._is_known(term):
                meant = self._meant(term.typed)
            if meant is None:
                found.append(_ways(term, endings))
                line.append(term.typed)
            else:
                changed = True
                line += meant
                found += [_ways(each) for word in meant for each in terms(word)]
        return Asked(found[:MAX_WORDS], tuple(line) if changed else None)

    def ways(self, text: str, *, exact: bool) -> list[frozenset[str]]:
        """Return the tokens of which a bag must have any one, for each word; those that every bag has are left out."""
        asked = self.understand(text, exact=exact)
        return [frozenset(ways) for ways in asked.words if not self._all_have(ways)]

    def endings(self, beginning: str, limit: int) -> list[tuple[str, int]]:
        """Return the words that begin so, with how many bags have or had them, the most frequent first."""
        return self.searcher.terms_with_prefix(WORDS, beginning, limit=limit)

    def go_on(self, text: str, limit: int) -> list[str]:
        """Return how the last word of a line may go on, as whole lines that some bag answers; nothing after a blank.

        Those that most bags answer come first. Of words that find the same bags one is given: the one bags are kept
        under, else the most frequent.
        """
        typed = words(text)
        if not typed or text[-1:].isspace():
            return []
        *before, last = typed[-MAX_WORDS:]
        asked = self.understand(" ".join(before), exact=True)
        there = self.words_query(asked) or Query.all_query()  # of bags taken out no word is told, nor a name
        best: dict[str, str] = {}
        for word, _ in self.searcher.terms_with_prefix(WORDS, last, there, limit * MOST_ALIKE):
            token = stem(word)
            if token not in best or word == token:
                best[token] = word
        return [" ".join([*before, word]) for word in list(best.values())[:limit]]

    def _endings(self, typed: str) -> dict[str, float]:
        """Return what a word begins that is no word of its own, or hardly one beside those it begins."""
        if len(typed) < SHORTEST_PREFIX or " " in typed:
            return {}
        found = [pair for pair in self.endings(typed, MOST_ENDINGS) if pair[0] != typed]
        if not found or found[0][1] <= self._frequency(typed) * RATHER_BEGUN:
            return {}
        return {stem(word): ENDING for word, _ in found}

    def _is_known(self, term: Term) -> bool:
        return term.typed in SYNONYMS or bool(self._bags_with(TEXT, term.token))

    def _meant(self, typed: str) -> Sequence[str] | None:
        near = [word for word, _ in self.endings(typed[:2], MOST_LOOKED_AT)] if len(typed) > 6 else []
        word = spelling.best(typed, self._frequency, near)
        if word is not None:
            return (word if self._bags_with(WORDS, word) else stem(word),)
        return spelling.halves(typed, self._frequency)

    def _frequency(self, word: str) -> int:
        own = self._bags_with(WORDS, word)
        if not own and word in SYNONYMS:
            own = self._bags_with(TEXT, SYNONYMS[word])
        return own

    def _bags_with(self, field: str, token: str) -> int:
        """Return how many bags have a word; 0 only where none has.

        The index counts those taken out as well until it writes their part anew, and a name must not outlive the bags.
        """
        counted = self.searcher.doc_freq(field, token)
        if counted == 0 or counted > self._everything - self.searcher.num_docs:
            return counted
        there = self.searcher.search(Query.term_query(self._schema, field, token, "basic"), 1)
        return int(there.count)  # type: ignore[attr-defined] # the library's types leave it out

    def words_query(self, asked: Asked) -> Query | None:
        """Return what has every word; None where there is none to ask for.

        A word that every bag has neither narrows nor ranks anything: beside others it is left out, for to go through
        all bags is what takes long.
        """
        telling = [ways for ways in asked.words if not self._all_have(ways)] or asked.words[-1:]
        return _all([self._any_token(ways) for ways in telling])

    def _all_have(self, ways: Mapping[str, float]) -> bool:
        if self._everything < MANY_BAGS or len(ways) > 1:
            return False
        return all(self.searcher.doc_freq(TEXT, token) == self._everything for token in ways)

    def _any_token(self, ways: Mapping[str, float]) -> Query:
        queries = [
            _boosted(Query.term_query(self._schema, TEXT, token, "freq"), boost)
            for token, boost in ways.items()
        ]
        return _any(queries)

    def filters(self, question: Question, *, leaving: str = "") -> list[Query]:
        """Return the conditions of a question, those of one group left out; none of them counts for the rank."""
        found = [
            self._in_group(group, values)
            for group, values in question.chosen.items()
            if values and group != leaving
        ]
        if question.price is not None:
            found.append(self._between(PRICE, *question.price))
        if question.ready_within is not None:
            found.append(self._between(DAYS, 0, question.ready_within))
        if question.valid_on is not None:
            found.append(self._on_day(VALID, question.valid_on))
        if question.away_on is not None:
            found.append(self._on_day(AWAY, question.away_on))
        if question.present_on is not None:
            away = self._on_day(AWAY, question.present_on)
            found.append(Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, away)]))
        return [Query.const_score_query(query, 0.0) for query in found]

    def _in_group(self, group: str, values: Iterable[str]) -> Query:
        field = group_field(group)
        return _any([Query.term_query(self._schema, field, value, "basic") for value in values])

    def _on_day(self, field: str, day: int) -> Query:
        return _any([Query.term_query(self._schema, field, block, "basic") for block in blocks_of(day)])

    def behind(self, order: Order, after: int) -> Query:
        """Return what comes after a key in its order."""
        if order not in DESCENDING:
            return Query.const_score_query(self._between(KEYS[order], after + 1, None), 0.0)
        if after < 1:
            return Query.empty_query()
        return Query.const_score_query(self._between(KEYS[order], None, after - 1), 0.0)

    def _between(self, field: str, low: int | None, high: int | None) -> Query:
        return Query.range_query(self._schema, field, FieldType.Unsigned, low, high)


def combined(words: Query | None, filters: Sequence[Query]) -> Query:
    """Return what meets words and conditions alike; everything where neither is given."""
    return _all([*([words] if words is not None else []), *filters]) or Query.all_query()


def _ways(term: Term, endings: Mapping[str, float] | None = None) -> dict[str, float]:
    return {**(endings or {}), term.token: 1.0}


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)


def _any(queries: Sequence[Query]) -> Query:
    return (
        queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])
    )


def _all(queries: Sequence[Query]) -> Query | None:
    if len(queries) < 2:
        return queries[0] if queries else None
    return Query.boolean_query([(Occur.Must, query) for query in queries])
