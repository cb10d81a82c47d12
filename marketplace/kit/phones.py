"""Telephone numbers: kept as E.164, shown as people here say them."""

import re
import unicodedata
from urllib.parse import quote

_TYPED = re.compile(r"\+?[\d\s().\-\u2010-\u2015/]+", re.ASCII)
_MOBILE = re.compile(r"628[1-9]\d{6,10}", re.ASCII)
_E164 = re.compile(r"[1-9]\d{6,14}", re.ASCII)
_HOME = "+62"
_LONGEST = 40


def _digits(text: str) -> tuple[str, bool]:
    """Return the digits, and whether they were typed with the sign of an international number."""
    typed = re.sub(r"[\u200e\u202a\u202c]", "", unicodedata.normalize("NFKC", text)).strip()
    if len(typed) > _LONGEST or not _TYPED.fullmatch(typed):
        raise ValueError("not a telephone number")
    digits = re.sub(r"\D", "", typed.replace("(0)", ""))
    if typed.startswith("+"):
        return digits, True
    if digits.startswith("00"):
        return digits[2:], True
    return digits, False


def normal_mobile(text: str) -> str:
    """Return "+628..." for an Indonesian mobile number in any usual spelling; ValueError for the rest."""
    digits, _ = _digits(text)
    if digits.startswith("620"):
        digits = "62" + digits[3:]
    elif digits.startswith("0"):
        digits = "62" + digits[1:]
    elif digits.startswith("8"):
        digits = "62" + digits
    if not _MOBILE.fullmatch(digits):
        raise ValueError("not an Indonesian mobile number")
    return "+" + digits


def normal_phone(text: str) -> str:
    """Return E.164 for an Indonesian mobile number, or for one of any country typed with + or 00.

    ValueError for the rest: without its country a number cannot be called back.
    """
    digits, international = _digits(text)
    if not international or digits.startswith("62"):
        try:
            return normal_mobile(text)
        except ValueError:
            if not international or digits.startswith("628"):
                raise
    if digits.startswith("620"):
        digits = "62" + digits[3:]
    if not _E164.fullmatch(digits):
        raise ValueError("not a telephone number")
    return "+" + digits


def show_mobile(e164: str) -> str:
    """Return "0812-3456-7890" for an Indonesian number; a foreign one stays as it is, fit for dialling."""
    if not e164.startswith(_HOME):
        return e164
    home = "0" + e164.removeprefix(_HOME)
    return "-".join(part for part in (home[:4], home[4:8], home[8:]) if part)


def mask_phone(e164: str) -> str:
    """Return "0812 •••• 0007": enough for its owner to know it, too little for anybody else to call it."""
    shown = "0" + e164.removeprefix(_HOME) if e164.startswith(_HOME) else e164
    tail = 4 if len(shown) >= 10 else 2
    return f"{shown[:4] if tail == 4 else shown[:3]} •••• {shown[-tail:]}"


def whatsapp_link(e164: str, text: str) -> str:
    """Return a wa.me address that opens a draft; nothing is sent by opening it, so the text may be edited."""
    return f"https://wa.me/{e164.removeprefix('+')}?text={quote(text, safe='')}"
