"""A value stands as long as the version it was made under, and no longer."""

from __future__ import annotations

from marketplace.adapters.pages.values import Values


def test_a_value_is_made_once_for_each_name_and_version() -> None:
    values, made = Values(), list[str]()

    def asked(version: str, name: str) -> str:
        return values.of(version, name, lambda: made.append(version + name) or version + name)  # type: ignore[func-returns-value]

    assert [asked("1", "a"), asked("1", "b"), asked("1", "a")] == ["1a", "1b", "1a"]
    assert made == ["1a", "1b"]
    assert asked("2", "a") == "2a"
    assert asked("1", "a") == "1a"
    assert made == ["1a", "1b", "2a", "1a"]


def test_who_began_before_a_change_gives_nothing_to_who_came_after_it() -> None:
    values = Values()

    def slow() -> str:
        assert values.of("2", "a", lambda: "new") == "new"
        return "old"

    assert values.of("1", "a", slow) == "old"
    assert values.of("2", "a", lambda: "newer") in ("new", "newer")


def test_the_oldest_makes_room_and_a_failure_is_not_kept() -> None:
    values = Values(most=2)
    for name in "abc":
        values.of("1", name, name.upper)
    assert values.of("1", "c", lambda: "again") == "C"
    assert values.of("1", "a", lambda: "again") == "again"

    def fails() -> str:
        raise LookupError

    for _ in range(2):
        try:
            values.of("1", "d", fails)
        except LookupError:
            continue
        raise AssertionError("a failure was kept")
