import pytest

from marketplace.kit import errors
from marketplace.kit.errors import Conflict, Incomplete, Invalid, NotFound, Refusal, TooMany

REFUSALS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Refusal)]


def test_every_kind_of_refusal_has_its_own_code() -> None:
    codes = [kind.default_code for kind in REFUSALS]
    assert len(set(codes)) == len(codes)


def test_a_refusal_keeps_code_and_details() -> None:
    refusal = Conflict("lifecycle.illegal", status="draft")
    assert (refusal.code, refusal.details, str(refusal)) == (
        "lifecycle.illegal",
        {"status": "draft"},
        "lifecycle.illegal",
    )
    assert NotFound().code == "not_found"


def test_invalid_names_the_fields() -> None:
    refusal = Invalid({"price": "listings.price"})
    assert (refusal.fields, refusal.code) == ({"price": "listings.price"}, "invalid")


def test_incomplete_takes_names_or_codes() -> None:
    assert Incomplete("reason", "method").fields == {"reason": "required", "method": "required"}
    assert Incomplete({"reason": "certificates.reason"}).fields == {"reason": "certificates.reason"}
    with pytest.raises(Invalid):
        raise Incomplete("reason")


@pytest.mark.parametrize(("asked", "given"), [(90, 90), (0, 1), (-5, 1)])
def test_waiting_time_is_at_least_a_second(asked: int, given: int) -> None:
    assert TooMany(asked).retry_after == given
