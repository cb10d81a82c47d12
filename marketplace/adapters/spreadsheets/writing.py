"""Writing a workbook of one sheet: texts, whole numbers and days, each as what it is. No cell is ever a formula.

A workbook is a zip of XML; this one has the five parts Excel asks for. Texts lie in their cells (`inlineStr`), and
those a spreadsheet could take for a formula once they are typed anew carry its quote mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Value = str | int | date | None

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the start of a formula."""
MAX_TEXT = 32_767
"""Characters a cell takes."""
_EPOCH = date(1899, 12, 30)
"""Day 0 of a workbook, for days after February 1900."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PLAIN, _HEADING, _DAY, _NUMBER, _QUOTED = range(5)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs></styleSheet>',
}


def write_workbook(
    sheet: str, header: Sequence[str], rows: Iterable[Sequence[Value]], widths: Sequence[int] = ()
) -> bytes:
    """Return a workbook (.xlsx) with one sheet of this name. `widths` are those of the columns, in characters."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(ZipInfo(name), _HEAD + text, ZIP_DEFLATED)
        archive.writestr(ZipInfo("xl/workbook.xml"), _HEAD + _workbook(sheet), ZIP_DEFLATED)
        with archive.open(ZipInfo("xl/worksheets/sheet1.xml"), "w") as part:
            part.write((_HEAD + _opening(widths)).encode())
            for number, row in enumerate(_all(header, rows), 1):
                part.write(row_xml(number, row, _HEADING if number == 1 else _PLAIN).encode())
            part.write(b"</sheetData></worksheet>")
    return kept.getvalue()


def row_xml(number: int, row: Sequence[Value], style: int = _PLAIN) -> str:
    """Return one row; a cell nothing is known of is left out."""
    cells = (
        cell_xml(f"{_letters(place)}{number}", value, style)
        for place, value in enumerate(row)
        if value is not None and value != ""
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell_xml(reference: str, value: str | int | date, style: int = _PLAIN) -> str:
    """Return one cell."""
    match value:
        case int():
            return f'<c r="{reference}" s="{style or _NUMBER}"><v>{value}</v></c>'
        case date():
            return f'<c r="{reference}" s="{style or _DAY}"><v>{(value - _EPOCH).days}</v></c>'
    text = _UNWRITABLE.sub("", value)[:MAX_TEXT]
    style = style or (_QUOTED if text.startswith(DANGEROUS) else _PLAIN)
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_escaped(text)}</t></is></c>'


def _escaped(text: str) -> str:
    return escape(text, {"\r": "&#13;"})


def _all(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    yield header
    yield from rows


def _workbook(sheet: str) -> str:
    name = re.sub(r"[\[\]:*?/\\]", " ", _UNWRITABLE.sub("", sheet))[:31].strip("' ") or "1"
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _opening(widths: Sequence[int]) -> str:
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return f'<worksheet xmlns="{_MAIN}">{f"<cols>{columns}</cols>" if columns else ""}<sheetData>'


def _letters(place: int) -> str:
    """A, B … Z, AA …: the name of a column, counted from 0."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name
