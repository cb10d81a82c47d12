"""Files an officer might choose by mistake, or be sent by somebody who means harm; each with the word it is refused by.

Made when asked for: some are large.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from tests.adapters.spreadsheets.workbooks import HEAD, MAIN, packed, parts, sheet, workbook

ROWS = [["Nama", "Nomor Sertifikat"], ["Siti Contohwati", "00000 0000 0 0000007 2025"]]
CSV = b"Nama,Nomor Sertifikat\nSiti Contohwati,00000 0000 0 0000007 2025\n"
GOOD = workbook(ROWS)
BOMB = (
    '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")


def encrypted_entry() -> bytes:
    """The flag of a locked zip, set in both directories."""
    data = bytearray(GOOD)
    at = data.find(b"PK\x01\x02")
    while at != -1:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def wrong_checksum() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as package:
        for name, text in parts({"Hasil": sheet(ROWS)}).items():
            package.writestr(name, text)
    return out.getvalue().replace(b"Siti Contohwati", b"Sita Contohwati")


def two_of_one_name() -> bytes:
    files = parts({"Hasil": sheet(ROWS)})
    out = BytesIO(packed(files))
    with ZipFile(out, "a") as package:
        package.fp.seek(0, 2)  # type: ignore[union-attr]
        package.NameToInfo.clear()
        package.writestr("xl/worksheets/sheet1.xml", sheet([["Nama"], ["Other"]]))
    return out.getvalue()


def replaced(name: str, content: str | bytes) -> bytes:
    return packed({**parts({"Hasil": sheet(ROWS)}), name: content})


def without(name: str) -> bytes:
    files = parts({"Hasil": sheet(ROWS)})
    del files[name]
    return packed(files)


def far(ref: str) -> bytes:
    inner = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="{ref}"><v>1</v></c></row>'
    return replaced(
        "xl/worksheets/sheet1.xml",
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>',
    )


def huge_sheet(megabytes: int) -> bytes:
    """A few hundred rows again and again, cut off at the end, since nobody reads that far."""
    row = b"".join(
        b'<row><c t="inlineStr"><is><t>%d</t></is></c></row>' % (number * 7919) for number in range(400)
    )
    return replaced("xl/worksheets/sheet1.xml", row * (megabytes * 1_000_000 // len(row) + 1))


def unnumbered_rows(count: int) -> bytes:
    """Rows that do not say their number: nothing can be told before they are read."""
    inner = "<row><c><v>1</v></c></row>" * count
    return replaced(
        "xl/worksheets/sheet1.xml",
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>',
    )


BROKEN: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "sheet.empty"),
    "blanks": (lambda: b" \r\n\t\n", "sheet.empty"),
    "a byte order mark alone": (lambda: b"\xff\xfe", "sheet.empty"),
    "an empty sheet": (lambda: workbook([]), "sheet.empty"),
    "a sheet of empty cells": (lambda: workbook([["", None], [""]]), "sheet.empty"),
    "only a hidden sheet": (lambda: packed(parts({"H": sheet(ROWS)}, hidden=["H"])), "sheet.empty"),
    "separators alone": (lambda: b",,,\n,,,\n", "sheet.empty"),
    "old Excel": (lambda: OLD_OFFICE + bytes(2000), "sheet.old_excel"),
    "locked with a password": (
        lambda: OLD_OFFICE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "sheet.encrypted",
    ),
    "a locked zip": (encrypted_entry, "sheet.encrypted"),
    "a web page named .xlsx": (lambda: b"<html><table><tr><td>Nama</table>", "sheet.web_page"),
    "a web page with a mark": (lambda: b"\xef\xbb\xbf\n <!DOCTYPE html><p>", "sheet.web_page"),
    "a web page in UTF-16": (lambda: "<html>".encode("utf-16"), "sheet.web_page"),
    "a PDF": (lambda: b"%PDF-1.7\n1 0 obj", "sheet.not_a_sheet"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(40), "sheet.not_a_sheet"),
    "a photo": (lambda: b"\xff\xd8\xff\xe0" + bytes(40), "sheet.not_a_sheet"),
    "a gzip": (lambda: b"\x1f\x8b\x08" + bytes(40), "sheet.not_a_sheet"),
    "an RTF": (lambda: b"{\\rtf1 Nama}", "sheet.not_a_sheet"),
    "a text document": (lambda: packed({"word/document.xml": "<x/>"}), "sheet.not_a_sheet"),
    "a binary workbook": (lambda: packed({"xl/workbook.bin": b"\x01\x02"}), "sheet.not_a_sheet"),
    "an empty zip": (lambda: packed({}), "sheet.not_a_sheet"),
    "bytes of nothing": (lambda: bytes([1, 2, 3, 200, 201]) * 50, "sheet.not_a_sheet"),
    "the half of a workbook": (lambda: GOOD[: len(GOOD) // 2], "sheet.not_readable"),
    "a zip's name alone": (lambda: b"PK\x03\x04", "sheet.not_readable"),
    "a changed byte": (wrong_checksum, "sheet.not_readable"),
    "two parts of one name": (two_of_one_name, "sheet.not_readable"),
    "no sheet behind its name": (lambda: without("xl/worksheets/sheet1.xml"), "sheet.not_readable"),
    "no relations": (lambda: without("xl/_rels/workbook.xml.rels"), "sheet.not_readable"),
    "a sheet that is no XML": (
        lambda: replaced("xl/worksheets/sheet1.xml", b"\x00\x01<worksheet"),
        "sheet.not_readable",
    ),
    "a workbook that is no XML": (lambda: replaced("xl/workbook.xml", b"<workbook"), "sheet.not_readable"),
    "an entity bomb": (lambda: workbook(ROWS, prolog=BOMB), "sheet.entities"),
    "an entity from outside": (lambda: workbook(ROWS, prolog=OUTSIDE), "sheet.entities"),
    "a bomb in the shared texts": (
        lambda: replaced(
            "xl/sharedStrings.xml", f'{HEAD}{BOMB}<sst xmlns="{MAIN}"><si><t>&d;</t></si></sst>'
        ),
        "sheet.entities",
    ),
    "a bomb in UTF-16": (
        lambda: replaced("xl/workbook.xml", f"{BOMB}<workbook/>".encode("utf-16")),
        "sheet.entities",
    ),
    "a zip bomb": (lambda: replaced("xl/media/image1.bin", bytes(30_000_000)), "sheet.unfolds_too_far"),
    "a sheet of 200 MB": (lambda: huge_sheet(200), "sheet.unfolds_too_far"),
    "two thousand parts": (
        lambda: packed({f"xl/{n}.xml": "" for n in range(2000)}),
        "sheet.unfolds_too_far",
    ),
    "a cell far to the right": (lambda: far("XFD2"), "sheet.too_many_columns"),
    "a cell far below": (lambda: far("A1048576"), "sheet.too_many_rows"),
    "a cell beyond every sheet": (lambda: far("ZZZZ999999999"), "sheet.too_many_columns"),
    "thousands of columns": (lambda: workbook([["Nama"] * 4000]), "sheet.too_many_columns"),
    "rows without numbers": (lambda: unnumbered_rows(30_000), "sheet.too_many_rows"),
    "too many bytes": (lambda: b"Nama,Nomor\n" + b"x" * 5_000_000, "sheet.too_many_bytes"),
    "a quote left open": (lambda: CSV + b'"Rosdiana, 2\n' * 3, "sheet.quotes"),
    "thousands of separators": (lambda: b"Nama" + b"," * 5000, "sheet.too_many_columns"),
    "a long text": (lambda: CSV * 2000, "sheet.too_many_rows"),
    "bytes of no alphabet": (lambda: b"Nama;Nomor\nS\x81ti;1\n", "sheet.encoding"),
    "half of a UTF-16 letter": (lambda: b"\xff\xfeN\x00a", "sheet.encoding"),
}
