import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.emails import normal_email


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Siti.Rahma@Contoh.ID ", "siti.rahma@contoh.id"),
        ("a+b_c@x-y.co.id", "a+b_c@x-y.co.id"),
        ("o'neil@contoh.id", "o'neil@contoh.id"),
        ("Cafe\u0301@contoh.id", "caf\u00e9@contoh.id"),
    ],
)
def test_one_spelling_for_one_mailbox(typed: str, kept: str) -> None:
    assert normal_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "siti",
        "@contoh.id",
        "siti@",
        "siti@contoh",
        "siti@contoh.i",
        "si ti@contoh.id",
        "a@b@contoh.id",
        "a..b@contoh.id",
        ".a@contoh.id",
        "a.@contoh.id",
        "a@.contoh.id",
        "a@-contoh.id",
        "a@contoh-.id",
        "a@con_toh.id",
        "a@contoh.id.",
        "x" * 65 + "@contoh.id",
        "a@" + "b." * 130 + "id",
        "a\x00b@contoh.id",
        "a\n@contoh.id",
        "a\u200bb@contoh.id",
        "<a@contoh.id>",
        "a@contoh.id,b@contoh.id",
        "\ud800@contoh.id",
    ],
)
def test_what_cannot_be_an_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not an e-mail"):
        normal_email(typed)


@given(st.text(max_size=40).map(lambda text: f"{text}@contoh.id"))
def test_normal_addresses_stay_as_they_are(text: str) -> None:
    try:
        address = normal_email(text)
    except ValueError:
        return
    assert normal_email(address) == address
