"""A letter is one letter to one address, whatever people write into it."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import SMTP, default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.adapters.mail.port import Letter, compose, message_id_for

SENDER = "Terajut <no-reply@terajut.invalid>"


def letter(**changes: str | None) -> Letter:
    plain = {
        "to": "sri@contoh.id",
        "subject": "Balasan",
        "text": "Halo Bu Sri\n",
        "message_id": "reply-1@terajut.id",
    }
    return Letter(**{**plain, **changes})  # type: ignore[arg-type] # a mapping of mixed optional fields


def test_a_letter_is_composed_with_all_its_headers() -> None:
    made = letter(subject="Tas “Ombak” — siap", html="<p>Halo</p>", reply_to="buyer@contoh.id")
    read = message_from_bytes(compose(made, SENDER).as_bytes(policy=SMTP), policy=default)
    assert read["From"] == SENDER
    assert (read["To"], read["Reply-To"]) == ("sri@contoh.id", "buyer@contoh.id")
    assert read["Subject"] == "Tas “Ombak” — siap"
    assert read["Message-ID"] == "<reply-1@terajut.id>"
    assert read["Date"]
    assert read["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(("scheme", "one_click"), [("https", "List-Unsubscribe=One-Click"), ("http", None)])
def test_a_letter_that_can_be_ended_says_how(scheme: str, one_click: str | None) -> None:
    made = letter(unsubscribe=f"{scheme}://terajut.id/alerts/stop/search/7-abc")
    read = message_from_bytes(compose(made, SENDER).as_bytes(policy=SMTP), policy=default)
    assert read["List-Unsubscribe"] == f"<{scheme}://terajut.id/alerts/stop/search/7-abc>"
    assert read["List-Unsubscribe-Post"] == one_click
    assert compose(letter(), SENDER)["List-Unsubscribe"] is None


@pytest.mark.parametrize(
    "address", ["", "mailto:a@b.id", "https://a b", "https://a>, <https://b", "https://a\r\nX: y"]
)
def test_only_one_page_can_end_letters(address: str) -> None:
    with pytest.raises(ValueError, match="address of a page"):
        letter(unsubscribe=address)


BREAKS = ["\r\nBcc: all@contoh.id", "\nX: y", "\r", "\0", "\x0b", "\u2028X: y", "\x85X: y"]


@pytest.mark.parametrize("field", ["to", "subject", "message_id", "reply_to"])
@pytest.mark.parametrize("extra", BREAKS)
def test_nothing_can_begin_another_header(field: str, extra: str) -> None:
    value = {"subject": "Balasan", "message_id": "reply-1@terajut.id"}.get(field, "sri@contoh.id")
    for text in (value + extra, extra + value):
        with pytest.raises(ValueError, match=r"message id|subject|address"):
            letter(**{field: text})


@pytest.mark.parametrize(
    "address",
    [
        "",
        "sri",
        "@contoh.id",
        "sri@",
        "a@b.id, c@d.id",
        "a@b.id;c@d.id",
        "<a@b.id>c@d.id",
        "a b@c.id",
        "a@b@c.id",
    ],
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        letter(to=address)


@given(subject=st.text(max_size=300), text=st.text(max_size=300))
def test_whatever_is_written_the_headers_stay_ours(subject: str, text: str) -> None:
    try:
        made = letter(subject=subject, text=text)
    except ValueError:
        return
    raw = compose(made, SENDER).as_bytes(policy=SMTP)
    names = [name for name, _ in message_from_bytes(raw, policy=default).items()]
    assert names[:6] == ["From", "To", "Subject", "Message-ID", "Date", "Auto-Submitted"]
    assert set(names[6:]) <= {"MIME-Version", "Content-Type", "Content-Transfer-Encoding"}


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_key_has_a_message_id_and_two_keys_have_two(one: str, other: str) -> None:
    first, second = (message_id_for(key, "terajut.id") for key in (one, other))
    assert (first == second) is (one == other)
    assert letter(message_id=first).message_id == first
