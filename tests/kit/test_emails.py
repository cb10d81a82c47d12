import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kit.emails import fold, normal_email


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


@pytest.mark.parametrize(
    ("typed", "mailbox"),
    [
        ("Siti.Rahma@Contoh.ID", "siti.rahma@contoh.id"),
        ("siti+toko+2@contoh.id", "siti@contoh.id"),
        ("+toko@contoh.id", "+toko@contoh.id"),
        ("S.i.t.i+toko@GoogleMail.com", "siti@gmail.com"),
        ("si-ti_x.y@pm.me", "sitixy@proton.me"),
        ("siti@b\u00fccher.example", "siti@xn--bcher-kva.example"),
        ("siti@xn--bcher-kva.example", "siti@xn--bcher-kva.example"),
        ("\uff53iti@contoh.id", "siti@contoh.id"),
        ("stra\u00dfe@contoh.id", "strasse@contoh.id"),
        ("siti@" + "x" * 70 + ".id", "siti@" + "x" * 70 + ".id"),
    ],
)
def test_all_spellings_of_one_mailbox_are_folded_into_one(typed: str, mailbox: str) -> None:
    assert fold(typed) == mailbox


def test_two_mailboxes_stay_two() -> None:
    assert len({fold(one) for one in ("s.iti@contoh.id", "siti@contoh.id", "siti@gmail.com")}) == 3


LOCALS = st.text("abcXYZ019.-_+", min_size=1, max_size=12)
DOMAINS = st.sampled_from(["contoh.id", "gmail.com", "GoogleMail.com", "pm.me", "b\u00fccher.example"])


@given(LOCALS, DOMAINS)
def test_folding_twice_changes_nothing(local: str, domain: str) -> None:
    once = fold(f"{local}@{domain}")
    assert fold(once) == once
    assert once.count("@") == 1 and not once.startswith("@")


@given(st.text("abc019", min_size=1, max_size=12), st.text("abc.+", max_size=8), DOMAINS)
def test_neither_case_nor_what_follows_a_plus_makes_another_mailbox(
    local: str, tag: str, domain: str
) -> None:
    assert fold(f"{local}+{tag}@{domain}") == fold(f"{local.upper()}@{domain.upper()}")


@given(st.text(max_size=40).map(lambda text: f"{text}@contoh.id"))
def test_folding_any_address_is_steady(text: str) -> None:
    try:
        address = normal_email(text)
    except ValueError:
        return
    assert fold(fold(address)) == fold(address)
