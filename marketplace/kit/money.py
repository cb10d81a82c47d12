"""Rupiah: whole, written the Indonesian way."""

import re
import unicodedata

MAX_RUPIAH = 10**15
_LONGEST = 40

_AMOUNT = re.compile(
    r"""(?:(?:rp|idr)\.?\s*)?
        (?P<whole>\d+ | \d{1,3}(?:\.\d{3})+ | \d{1,3}(?:,\d{3})+)
        (?:,(?:00|-)|\.-)?
        (?:\s*(?:rp|idr|rupiah))?""",
    re.ASCII | re.VERBOSE,
)
_COUNTED = re.compile(
    r"(?:(?:rp|idr)\.?\s*)?(?P<whole>\d{1,6})(?:[.,](?P<part>\d{1,2}))?\s*(?P<unit>rb|ribu|k|jt|juta)(?:\s*rupiah)?",
    re.ASCII,
)
_UNITS = {"rb": 1_000, "ribu": 1_000, "k": 1_000, "jt": 1_000_000, "juta": 1_000_000}


def parse_rupiah(text: str) -> int:
    """Read an amount as people type it: 125000, 125.000, Rp125.000, "Rp 125.000,00", 125rb, "1,5jt".

    ValueError for anything that is no whole number of rupiah, or could be read in two ways: "125.00" is
    neither grouped in thousands nor a price in this country.
    """
    if len(text) > _LONGEST:
        raise ValueError("too long for an amount")
    typed = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if match := _COUNTED.fullmatch(typed):
        unit, part = _UNITS[match["unit"]], str(match["part"] or "0")
        value = int(match["whole"]) * unit + int(part) * unit // int("1".ljust(len(part) + 1, "0"))
    elif match := _AMOUNT.fullmatch(typed):
        value = int(re.sub(r"\D", "", match["whole"]))
    else:
        raise ValueError("not an amount of rupiah")
    if value > MAX_RUPIAH:
        raise ValueError("too large an amount")
    return value


def format_rupiah(amount: int) -> str:
    """Write `Rp125.000`: no blank, no decimals, dots between thousands (the spelling rules of EYD)."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")
