"""Questions to an index, and what an index that cannot be read does to them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.adapters.search import engine as engine_module
from marketplace.adapters.search.analyser import found_by
from marketplace.adapters.search.engine import TantivyEngine
from marketplace.adapters.search.keys import DESCENDING
from marketplace.adapters.search.port import Answer, EngineNotReady, Order, Question
from tests.adapters.search.bags import BEGIN, Shop, bag

HOSTILE = [
    '"', "'", "tas AND", "OR", "NOT tas", "title:tas", "text:*", "(tas", "tas)", "[a TO z]", "tas~2", "tas^9", "+tas",
    "-tas", "*", "?", "\0", "tas\0tas", "\\", "{", "number:[1 TO 5]", "\u202e tas", "👜", "tas 👜", "／", "%00",
    "' OR 1=1 --",    "a" * 5_000, " ".join(f"kata{n}" for n in range(3_000)), "\ud800", "\u200b", "..", "<script>",
]  # fmt: skip


def ask(shop: Shop, text: str = "", **asked: object) -> Answer:
    return shop.engine.find(Question(text, **asked))  # type: ignore[arg-type]


def test_words_are_found_where_they_count_most_first(shop: Shop) -> None:
    shop.fill(
        [
            bag(1, "Tas biru", story="dengan bunga melati"),
            bag(2, "Tas melati"),
            bag(3, "Tas biru", maker="Melati Sari"),
            bag(4, "Tas biru", kind="melati"),
            bag(5, "Tas merah"),
        ]
    )
    assert ask(shop, "melati").numbers == [2, 4, 3, 1]


def test_every_word_must_be_met(shop: Shop) -> None:
    shop.fill([bag(1, "Tas biru"), bag(2, "Tas merah"), bag(3, "Dompet merah")])
    assert ask(shop, "tas merah").numbers == [2]
    assert ask(shop, "bag red").numbers == [2]


@pytest.mark.parametrize(
    "text", ["rajut", "rajutan", "crochet", "merenda", "hakken", "crocheted bag", "tas raj"]
)
def test_the_technique_is_found_under_all_its_names(shop: Shop, text: str) -> None:
    shop.fill([bag(1, "Tas cantik", kind="Rajut hakpen (crochet)"), bag(2, "Tas makrame", kind="Makrame")])
    assert ask(shop, text).numbers[:1] == [1]


def test_a_mistake_is_put_right_said_and_taken_back(shop: Shop) -> None:
    shop.fill([bag(1, "Tas selempang"), bag(2, "Ransel")])
    answer = ask(shop, "tas selempnag")
    assert answer.numbers == [1] and answer.correction and answer.correction.words == ("tas", "selempang")
    assert ask(shop, "tas selempnag", exact=True).numbers == []


def test_a_certificate_counts_on_the_days_it_is_valid(shop: Shop) -> None:
    shop.fill([bag(1, "Tas", valid=[(100, 200), (300, 400)]), bag(2, "Tas")])
    found = {day: ask(shop, valid_on=day).numbers for day in (99, 100, 200, 201, 299, 300, 400, 401)}
    assert found == {99: [], 100: [1], 200: [1], 201: [], 299: [], 300: [1], 400: [1], 401: []}


def test_makers_who_are_away_are_left_out_or_asked_for_alone(shop: Shop) -> None:
    shop.fill([bag(1, "Tas", away=[(100, 200)]), bag(2, "Tas"), bag(3, "Tas", away=[(0, 100)])])
    days = (50, 100, 101, 200, 201)
    away = {day: set(ask(shop, "tas", away_on=day).numbers) for day in days}
    assert away == {50: {3}, 100: {1, 3}, 101: {1}, 200: {1}, 201: set()}
    assert all(set(ask(shop, "tas", present_on=day).numbers) == {1, 2, 3} - away[day] for day in days)
    assert [ask(shop, "tas", present_on=day).total for day in days] == [2, 1, 2, 2, 3], "counted anew"


def test_ways_say_what_a_bag_is_found_by(shop: Shop) -> None:
    shop.fill([bag(1, "Tas ombak"), bag(2, "Dompet rajutan"), bag(3, "Ombak pasang")])
    texts = {one.number: found_by(one.texts) for one in (bag(1, "Tas ombak"), bag(2, "Dompet rajutan"))}
    for text in ("ombak", "omb", "crochet", "tas ombak", "tas dompet", "ombka", "kursi"):
        ways = shop.engine.ways(text, exact=False)
        for number, tokens in texts.items():
            had = all(tokens & set(one) for one in ways)
            assert had == (number in ask(shop, text).numbers), (text, number)
    assert shop.engine.ways("", exact=False) == []


def test_prices_and_waits_have_both_ends(shop: Shop) -> None:
    shop.fill([bag(1, "Tas", price=50_000, ready_days=3), bag(2, "Tas", price=90_000)])
    assert ask(shop, price=(50_000, 89_999)).numbers == [1]
    assert ask(shop, price=(50_001, 90_000)).numbers == [2]
    assert ask(shop, ready_within=2).numbers == [2]
    assert sorted(ask(shop, ready_within=3).numbers) == [1, 2]


@pytest.mark.parametrize("order", [order for order in Order if order is not Order.RELEVANCE])
def test_a_list_goes_on_behind_its_last_key(shop: Shop, order: Order) -> None:
    shop.fill(
        bag(n, "Tas", price=50_000 + n % 3, ready_days=n % 4, published=BEGIN + n * 7 % 29)
        for n in range(1, 30)
    )
    seen: list[int] = []
    keys: list[int] = []
    after = None
    while True:
        answer = ask(shop, "tas", order=order, after=after, limit=4)
        if not answer.numbers:
            break
        seen += answer.numbers
        keys += answer.keys
        after = keys[-1]
    assert sorted(seen) == list(range(1, 30)) and answer.total == 29
    assert keys == sorted(keys, reverse=order in DESCENDING)


def test_where_there_are_more_than_asked_for_none_may_be_wanted(shop: Shop) -> None:
    shop.fill(bag(n, "Tas") for n in range(1, 9))
    few, many = (ask(shop, "tas", limit=limit, all_or_none=True) for limit in (8, 7))
    assert (sorted(few.numbers), few.total) == (list(range(1, 9)), 8)
    assert (list(many.numbers), many.total) == ([], 8)


def test_a_list_by_relevance_goes_on_and_ends_where_nobody_reads(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.fill(bag(n, "Tas") for n in range(1, 30))
    monkeypatch.setattr(engine_module, "DEEPEST", 20)
    pages = [ask(shop, "tas", skip=skip, limit=8).numbers for skip in (0, 8, 16, 24)]
    assert [len(page) for page in pages] == [8, 8, 4, 0]
    assert len({number for page in pages for number in page}) == 20


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_nothing_typed_is_syntax(shop: Shop, text: str) -> None:
    shop.fill([bag(1, "Tas biru"), bag(2, "Dompet merah")])
    answer = ask(shop, text, count=("type",))
    assert answer.total in (0, 1, 2)
    assert isinstance(shop.engine.suggest(text, 5), list)


@given(text=st.text(max_size=300))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_answered(shop: Shop, text: str) -> None:
    if shop.folder.current() is None:
        shop.fill([bag(1, "Tas biru"), bag(2, "Dompet merah")])
    assert ask(shop, text).total <= 2
    assert len(shop.engine.suggest(text, 3)) <= 3


def test_what_was_committed_is_seen_at_the_next_question_and_nothing_before(shop: Shop) -> None:
    shop.fill([bag(1, "Tas biru")])
    assert ask(shop, "tas").total == 1
    shop.writer.put([bag(2, "Tas hijau")])
    assert ask(shop, "tas").total == 1
    shop.writer.commit()
    assert ask(shop, "tas").total == 2
    shop.writer.remove([1])
    shop.writer.commit()
    assert ask(shop, "tas").numbers == [2]
    shop.writer.put([bag(2, "Dompet")])
    shop.writer.commit()
    assert ask(shop, "tas").total == 0 and ask(shop).total == 1


def test_without_an_index_there_is_nothing_to_ask(shop: Shop) -> None:
    with pytest.raises(EngineNotReady, match="missing"):
        ask(shop, "tas")
    assert not shop.engine.is_ready()
    shop.fill([bag(1, "Tas")])
    assert shop.engine.is_ready()


def test_another_generation_is_asked_as_soon_as_it_is_there(shop: Shop) -> None:
    shop.fill([bag(1, "Tas")])
    assert ask(shop).numbers == [1]
    other = Shop(shop.folder.root)
    other.fill([])
    other.writer.put([bag(2, "Tas")])
    other.writer.commit()
    other.folder.finish(other.name)
    assert ask(shop).numbers == [2]
    other.writer.close()


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (ValueError("IoError { error: Too many open files (os error 24) }"), True),
        (ValueError("Cannot allocate memory (os error 12)"), True),
        (MemoryError(), True),
        (ValueError("Data corrupted: footer"), False),
    ],
    ids=["files", "mapping", "memory", "torn"],
)
def test_what_is_no_fault_of_the_index_does_not_throw_it_away(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, error: Exception, kept: bool
) -> None:
    def fail(*asked: object) -> Answer:
        raise error

    shop.fill([bag(1, "Tas")])
    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "_find", fail)
        with pytest.raises(EngineNotReady):
            ask(shop, "tas")
    assert (shop.folder.current() == shop.name) is kept
    assert shop.engine.is_ready() is kept


@pytest.mark.parametrize("victim", [".term", ".idx", ".fast", "meta.json"])
@pytest.mark.parametrize("how", ["empty", "noise", "gone"])
def test_an_index_that_cannot_be_read_is_no_answer_and_asked_no_more(
    shop: Shop, victim: str, how: str
) -> None:
    shop.fill(bag(n, f"Tas biru{n}") for n in range(1, 200))
    for path in shop.folder.path(shop.name).iterdir():
        if path.name.endswith(victim):
            if how == "gone":
                path.unlink()
            else:
                path.write_bytes(b"" if how == "empty" else b"\xff" * path.stat().st_size)
    fresh = TantivyEngine(shop.folder)
    with pytest.raises(EngineNotReady):
        [fresh.find(Question(text, order=Order.NEWEST, count=("type",))) for text in ("biru7", "tas", "")]
    assert shop.folder.current() is None
