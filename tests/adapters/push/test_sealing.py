"""Sealing for one browser, held against the example of the RFC and opened by code that shares nothing with it."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from marketplace.adapters.push.sealing import MAX_PLAIN, RECORD, decoded, encoded, keys_of, seal
from tests.adapters.push.service import Device, bytes_of

PLAIN = b"When I grow up, I want to be a watermelon"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
    "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def private(text):
    return ec.derive_private_key(int.from_bytes(bytes_of(text), "big"), ec.SECP256R1())


def test_the_example_of_rfc_8291_comes_out_letter_by_letter():
    receiver = Device("rfc", private("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"), bytes_of(AUTH))
    own = private("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
    salt = bytes_of("DGv6ra1nlYgDCS1FRnbzlw")
    body = seal(PLAIN, receiver.browser.p256dh, AUTH, salt=salt, own=own)
    assert encoded(body) == SEALED
    assert receiver.open(body) == PLAIN


@pytest.mark.parametrize("length", [0, 1, 300, MAX_PLAIN])
def test_whatever_fits_is_opened_again(length):
    device = Device("rina")
    body = seal(b"x" * length, device.browser.p256dh, device.browser.auth)
    assert len(body) <= RECORD
    assert device.open(body) == b"x" * length


def test_what_is_too_long_is_refused():
    device = Device("rina")
    with pytest.raises(ValueError, match=r"not|long|[Ii]nvalid|curve|[Ii]ncorrect|point"):
        seal(b"x" * (MAX_PLAIN + 1), device.browser.p256dh, device.browser.auth)


@pytest.mark.parametrize(
    "p256dh",
    ["", "x", "A" * 87, "B" + "A" * 86, "é" * 87, "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg", "=" * 300],
)
def test_points_off_the_curve_and_other_nonsense_are_no_keys(p256dh):
    with pytest.raises(ValueError, match=r"not|long|[Ii]nvalid|curve|[Ii]ncorrect|point"):
        keys_of(p256dh, AUTH)


@pytest.mark.parametrize("auth", ["", "AAAA", "A" * 43, "!" * 22])
def test_a_secret_has_sixteen_bytes(auth):
    with pytest.raises(ValueError, match=r"not|long|[Ii]nvalid|curve|[Ii]ncorrect|point"):
        keys_of(Device("rina").browser.p256dh, auth)


def test_padding_makes_no_difference():
    assert decoded("AAE=") == decoded("AAE") == b"\x00\x01"
