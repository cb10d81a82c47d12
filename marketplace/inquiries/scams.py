"""What a reader of a message is warned of: beside the words, never instead of them, and nothing is refused for it.

Pure rules over words in Indonesian and English. They find what swindlers of small shops write; an honest message that
is warned of loses nothing but a line beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from marketplace.kit.contacts import carries_link


class Caution(StrEnum):
    """One thing to be careful about."""

    LINK = "link"
    SHORT_LINK = "short_link"
    CODE = "code"
    TRANSFER = "transfer"
    PROOF = "proof"
    URGENCY = "urgency"
    MIXED_LETTERS = "mixed_letters"


_SHORT = re.compile(
    r"\b(?:bit\.ly|s\.id|tinyurl\.com|t\.co|cutt\.ly|rebrand\.ly|is\.gd|goo\.gl|shorturl\.at|linktr\.ee|t\.ly|rb\.gy)/\S"
)
_CODE = re.compile(
    r"\botp\b|\bkode\s+(?:verifikasi|rahasia|otp)|\b(?:verification|security|one[- ]time)\s+code"
    r"|\bpin\s+(?:atm|bank|anda|kamu)\b|\b(?:your|bank|card)\s+pin\b|\b(?:kata\s+sandi|password)\s+(?:anda|bank|m-?banking)"
    r"|\b(?:cvv|cvc)\b"
)
_TRANSFER = re.compile(
    r"\b(?:rekening|no\.?\s*rek|account|norek)\s+(?:lain|baru|teman|adik|kakak|saudara|pribadi|admin)"
    r"|\b(?:another|other|different|new|my\s+friend'?s)\s+(?:bank\s+)?account\b"
    r"|\b(?:salah|kelebihan|lebih)\s+transfer|\btransfer\s+(?:balik|kembali|dulu|lebih)"
    r"|\b(?:overpaid|paid\s+too\s+much|send\s+back\s+the\s+difference|refund\s+the\s+(?:rest|difference))\b"
    r"|\b(?:western\s+union|gift\s+card)s?\b"
)
_PROOF = re.compile(
    r"\bresi\s+palsu\b|\bfake\s+(?:receipt|tracking)|\b(?:bukti|struk)\s+(?:transfer|tf)\b.{0,40}\b(?:terlampir|sudah|menyusul)"
    r"|\b(?:kurir|courier)\b.{0,40}\b(?:akan\s+)?(?:bayar|pays?|will\s+pay)\b"
)
_URGENCY = re.compile(
    r"\b(?:harus|wajib|transfer|bayar|kirim)\s+(?:sekarang|detik\s+ini|hari\s+ini)\s+juga\b|\bsegera\s+(?:transfer|bayar|klik)"
    r"|\b(?:pay|transfer|click|act)\s+(?:right\s+)?(?:now|immediately)\b"
    r"|\b(?:akun|account)\b.{0,30}\b(?:diblokir|ditutup|blocked|suspended|closed)\b"
)
_RULES = (
    (Caution.SHORT_LINK, _SHORT),
    (Caution.CODE, _CODE),
    (Caution.TRANSFER, _TRANSFER),
    (Caution.PROOF, _PROOF),
    (Caution.URGENCY, _URGENCY),
)
_LOOKALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
"""Scripts with letters that look like one another's."""


def cautions_of(text: str) -> Sequence[Caution]:
    """Return what to warn the reader of a message of, in the order of the enum; nothing for most messages."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    found = {caution for caution, pattern in _RULES if pattern.search(plain)}
    if Caution.SHORT_LINK not in found and carries_link(text):
        found.add(Caution.LINK)
    return [caution for caution in Caution if caution in found]


def mixes_scripts(name: str) -> bool:
    """Whether one word of a name mixes letters of scripts that look alike: a name made to be taken for another."""
    return any(len(_scripts(word)) > 1 for word in unicodedata.normalize("NFKC", name).split())


def _scripts(word: str) -> frozenset[str]:
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in word if letter.isalpha())
    return frozenset(names) & _LOOKALIKE
