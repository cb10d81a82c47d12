"""What every engine promises."""

from __future__ import annotations

from marketplace.adapters.search.engine import TantivyEngine
from marketplace.adapters.search.port import WEIGHTS, EngineNotReady, Part, SearchEngine, SearchWriter
from tests.adapters.search.bags import Shop


def test_the_engine_keeps_the_promise(shop: Shop) -> None:
    engine: SearchEngine = TantivyEngine(shop.folder)
    writer: SearchWriter = shop.writer
    assert engine and writer


def test_every_part_has_a_weight_and_a_title_the_greatest() -> None:
    assert set(WEIGHTS) == set(Part)
    assert max(WEIGHTS, key=WEIGHTS.__getitem__) is Part.TITLE


def test_not_ready_says_why() -> None:
    assert EngineNotReady("missing").reason == "missing"
