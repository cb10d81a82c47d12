import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.phones import mask_phone, normal_mobile, normal_phone, show_mobile, whatsapp_link

MOBILES = st.from_regex(r"\+628[1-9][0-9]{6,10}", fullmatch=True)


@pytest.mark.parametrize(
    "typed",
    [
        "081200000007",
        "0812-0000-0007",
        "81200000007",
        "+62 812 0000 0007",
        "62812 0000 0007",
        "+62 (0)812-0000-0007",
        "(0812) 0000.0007",
        "0062 812 0000 0007",
        "+62081200000007",
        " 0812\xa00000‑0007 ",
        "０８１２０００００００７",
        "\u202a+62 812-0000-0007\u202c",
    ],
)
def test_a_mobile_number_in_every_usual_spelling(typed: str) -> None:
    assert normal_mobile(typed) == "+6281200000007"
    assert normal_phone(typed) == "+6281200000007"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0548123456",
        "021-555-0000",
        "+60123456789",
        "0812",
        "08120000",
        "08001234567",
        "0812 3456 7890 1234",
        "0812x",
        "hubungi saya",
        "+",
        "٠٨١٢٠٠٠٠٠٠٠٧",
        "0812\x000000007",
        "0" * 99,
    ],
)
def test_what_whatsapp_cannot_call_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"not an Indonesian|not a telephone"):
        normal_mobile(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+60 12-345 6789", "+60123456789"),
        ("0060123456789", "+60123456789"),
        ("+1 (415) 555-0100", "+14155550100"),
        ("+62 548 123456", "+62548123456"),
        ("+62 (0)548 123456", "+62548123456"),
        ("0812 0000 0007", "+6281200000007"),
    ],
)
def test_numbers_of_any_country_with_their_sign(typed: str, kept: str) -> None:
    assert normal_phone(typed) == kept


@pytest.mark.parametrize(
    "typed", ["0548123456", "4155550100", "+0123456789", "+62812", "+12", "+1" + "2" * 15, "abc"]
)
def test_numbers_that_cannot_be_called_back_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"not an Indonesian|not a telephone"):
        normal_phone(typed)


@given(MOBILES)
def test_what_we_show_we_read(number: str) -> None:
    assert normal_mobile(show_mobile(number)) == number
    assert normal_mobile(number) == number
    assert normal_phone(number) == number


@given(st.text(alphabet="+0123456789 -().", max_size=30))
def test_any_typing_is_a_number_or_refused(text: str) -> None:
    try:
        number = normal_phone(text)
    except ValueError:
        return
    assert normal_phone(number) == number


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+6281234567890", "0812-3456-7890"),
        ("+628123456789", "0812-3456-789"),
        ("+6281234567", "0812-3456-7"),
        ("+60123456789", "+60123456789"),
    ],
)
def test_numbers_are_shown_in_groups(number: str, shown: str) -> None:
    assert show_mobile(number) == shown


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("+6281234560007", "0812 •••• 0007"),
        ("+60123456789", "+601 •••• 6789"),
        ("+1234567", "+12 •••• 67"),
        ("+62812345678", "0812 •••• 5678"),
    ],
)
def test_masked_numbers_cannot_be_called(number: str, masked: str) -> None:
    assert mask_phone(number) == masked


def test_the_whatsapp_link_carries_the_text_whole() -> None:
    link = whatsapp_link("+6281200000007", "Halo Bu Siti & kawan, https://x.id/a?b=c#d\nRp285.000")
    assert link == (
        "https://wa.me/6281200000007?text="
        "Halo%20Bu%20Siti%20%26%20kawan%2C%20https%3A%2F%2Fx.id%2Fa%3Fb%3Dc%23d%0ARp285.000"
    )
