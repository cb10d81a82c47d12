"""Files that are two things at once, or something else than their name says."""

from __future__ import annotations

import zipfile
from functools import partial
from io import BytesIO

from PIL import Image

from tests.corpora.bombs import flat_heic, small
from tests.corpora.cases import EMPTY, NOT_A_PICTURE, Case, drawn, either, refused
from tests.corpora.pieces import chunk, into_jpeg, into_png, saved, segment, stripes

MARKER = "RAHASIA-7f3a91"
"""Planted wherever a file has room for something beside its pixels; no copy may carry it."""
SCRIPT = f"<script>alert('{MARKER}')</script>"
HTML = f"<!doctype html><html><body>{SCRIPT}</body></html>".encode()
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{SCRIPT}</svg>'.encode()
XML = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
BILLION = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "l">'
    + b"".join(b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(98, 108))
    + b"]><svg>&k;</svg>"
)
EPS = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n(/tmp/x) (w) file closefile\n%%EOF\n"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PHP = f"<?php system('{MARKER}'); ?>".encode()
FOREIGN = ("TIFF", "BMP", "ICO", "JPEG2000", "AVIF", "GIF", "TGA", "PCX", "PPM", "SGI", "DDS", "ICNS")
MAGICS = {
    "psd": b"8BPS\0\1" + bytes(6) + b"\0\3\0\0\0\x10\0\0\0\x10\0\x08\0\3" + bytes(40),
    "jpeg xl": b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(40),
    "fli": bytes(4) + b"\x11\xaf" + bytes(120),
    "wmf": b"\xd7\xcd\xc6\x9a" + bytes(60),
    "fits": b"SIMPLE  =                    T" + b" " * 2_850,
    "executable": b"MZ" + bytes(200),
    "mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + bytes(200),
    "riff sound": b"RIFF\x24\0\0\0WAVEfmt " + bytes(40),
    "zip": b"PK\3\4" + bytes(100),
    "rar": b"Rar!\x1a\7\0" + bytes(40),
}


def archive() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        packed.writestr(zipfile.ZipInfo("evil.jsp"), MARKER)
    return target.getvalue()


def foreign(format: str) -> bytes:
    return saved(stripes(32, 32), format)


def gif_of(frames: int) -> bytes:
    """An animated GIF."""
    pictures = [Image.new("P", (4, 4), number % 250) for number in range(frames)]
    return saved(pictures[0], "GIF", save_all=True, append_images=pictures[1:])


def gif_bomb() -> bytes:
    """A GIF of a few bytes and 65,535 x 65,535 pixels."""
    return b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + b"," + bytes(4) + b"\xff\xff\xff\xff\0\2\2D\1\0;"


CASES: list[Case] = [
    refused("nothing", EMPTY, bytes),
    refused("one byte", NOT_A_PICTURE, lambda: b"\xff"),
    refused("ten thousand zeros", NOT_A_PICTURE, lambda: bytes(10_000)),
    refused("html named .jpg", NOT_A_PICTURE, lambda: HTML),
    refused("svg named .jpg", NOT_A_PICTURE, lambda: SVG),
    refused("svg with a mark in front", NOT_A_PICTURE, lambda: b"\xef\xbb\xbf" + SVG),
    refused("xml that reads a file", NOT_A_PICTURE, lambda: XML),
    refused("xml that grows a thousand million fold", NOT_A_PICTURE, lambda: BILLION),
    refused("eps named .jpg", NOT_A_PICTURE, lambda: EPS),
    refused("eps of dos named .jpg", NOT_A_PICTURE, lambda: b"\xc5\xd0\xd3\xc6\x20\0\0\0\xff\0\0\0" + bytes(20) + EPS),
    refused("pdf named .jpg", NOT_A_PICTURE, lambda: PDF),
    refused("pdf and jpeg", NOT_A_PICTURE, lambda: PDF + small("JPEG")),
    refused("gif and script", NOT_A_PICTURE, lambda: b"GIF89a/*" + bytes(20) + b"*/=1;" + MARKER.encode()),
    refused("gif of 65,535 x 65,535", NOT_A_PICTURE, gif_bomb),
    refused("gif of 300 frames", NOT_A_PICTURE, partial(gif_of, 300)),
    refused("text before a jpeg", NOT_A_PICTURE, lambda: b"\n" + small("JPEG")),
    refused("html before a png", NOT_A_PICTURE, lambda: HTML + small("PNG")),
    *(refused(f"{name.lower()} named .jpg", NOT_A_PICTURE, partial(foreign, name)) for name in FOREIGN),
    *(refused(f"{name} named .jpg", NOT_A_PICTURE, partial(bytes, data)) for name, data in MAGICS.items()),
    either("avif that says it is heic", lambda: foreign("AVIF").replace(b"ftypavif", b"ftypheic")),
    drawn("jpeg and zip", lambda: small("JPEG") + archive()),
    drawn("jpeg and html behind", lambda: small("JPEG") + HTML),
    drawn("jpeg with html in its comment", lambda: into_jpeg(small("JPEG"), segment(0xFE, HTML))),
    drawn("jpeg with a pdf in its comment", lambda: into_jpeg(small("JPEG"), segment(0xFE, PDF))),
    drawn("jpeg with eps in its application data", lambda: into_jpeg(small("JPEG"), segment(0xED, EPS))),
    drawn("jpeg and script", lambda: into_jpeg(small("JPEG"), segment(0xFE, f"*/={SCRIPT}/*".encode()))),
    drawn("png with php in a text", lambda: into_png(small("PNG"), chunk(b"tEXt", b"Comment\0" + PHP))),
    drawn("png and zip", lambda: small("PNG") + archive()),
    drawn("webp and html", lambda: small("WEBP") + HTML),
    drawn("heic and zip", lambda: flat_heic(64, 64) + archive()),
]  # fmt: skip
