"""The corpus: every bad, odd or hostile picture file the tests know, made when it is asked for, always the same."""

from __future__ import annotations

from tests.corpora import bombs, broken, disguises, tiles, unusual
from tests.corpora.cases import Case

CASES: list[Case] = [*disguises.CASES, *unusual.CASES, *broken.CASES, *bombs.CASES, *tiles.CASES]
QUICK = [case for case in CASES if not case.heavy]
