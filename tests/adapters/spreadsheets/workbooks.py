"""Workbooks written by hand, so that anything can be wrong with them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from marketplace.adapters.spreadsheets.headings import letter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HIDDEN = ' state="hidden"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def cell(column: int, row: int, value: object) -> str:
    """One cell: text, a number, or raw XML given as bytes (with {ref} where its place belongs)."""
    ref = f"{letter(column)}{row}"
    if isinstance(value, bytes):
        return value.decode().replace("{ref}", ref)
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return f'<c r="{ref}"><v>{value}</v></c>'
    return f'<c r="{ref}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def sheet(rows: Sequence[Sequence[object]], extra: str = "", prolog: str = "") -> str:
    body = "".join(
        f'<row r="{number}">'
        + "".join(cell(index, number, value) for index, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    return f'{HEAD}{prolog}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{extra}</worksheet>'


def merged(*ranges: str) -> str:
    cells = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    return f'<mergeCells count="{len(ranges)}">{cells}</mergeCells>'


STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def day(serial: int) -> bytes:
    """A date as Excel keeps it: days since 1900, told from a number by its style."""
    return f'<c r="{{ref}}" s="1"><v>{serial}</v></c>'.encode()


def parts(sheets: Mapping[str, str], hidden: Sequence[str] = ()) -> dict[str, str]:
    names = list(sheets)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"{HIDDEN if name in hidden else ""}/>'
        for n, name in enumerate(names, start=1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{RELS}">{related}</Relationships>',
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{n}.xml": sheets[name] for n, name in enumerate(names, start=1)},
    }


def packed(files: Mapping[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=5) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def workbook(
    rows: Sequence[Sequence[object]], extra: str = "", prolog: str = "", name: str = "Hasil"
) -> bytes:
    """A whole XLSX file with one sheet."""
    return packed(parts({name: sheet(rows, extra, prolog)}))


def lying(name: str, content: bytes, claimed: int) -> bytes:
    """A zip of one deflated entry that says it unfolds into `claimed` bytes only, with a checksum to match."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = squeezer.compress(content) + squeezer.flush()
    check = zlib.crc32(content[:claimed])
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, check, len(data), claimed, len(name), 0)
    local = b"PK\x03\x04" + common + name.encode() + data
    central = (
        b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0) + name.encode()
    )
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end
