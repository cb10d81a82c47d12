"""What comes out of the pipeline."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.adapters.images.formats import PictureFormat


@dataclass(frozen=True, slots=True)
class Rendition:
    """One encoded picture, upright, in sRGB and without any metadata."""

    width: int
    height: int
    format: PictureFormat
    data: bytes


@dataclass(frozen=True, slots=True)
class PictureMark:
    """The hash (16 hex digits) of a picture, mirrored or not, with `crop` percent of each length cut away around it."""

    crop: int
    mirrored: bool
    mark: str


@dataclass(frozen=True, slots=True)
class Measures:
    """What `coaching` measures: mean luma and that of the darkest and the lightest twentieth (0 to 255).

    `sharpness` is per mille, None for a picture without any contrast; so is `lettering`, how much a line of writing
    stands out.
    """

    luma: int
    shadow: int
    highlight: int
    sharpness: int | None
    lettering: int


@dataclass(frozen=True, slots=True)
class RenditionSet:
    """All renditions of one picture. Width and height are the upright source's, the hash is 16 hex digits."""

    colour: str
    width: int
    height: int
    hash: str
    renditions: tuple[Rendition, ...]
    marks: tuple[PictureMark, ...] = ()
    measures: Measures | None = None
    master: bytes = b""
    """A JPEG without metadata to keep in the place of the original, where one was asked for."""


@dataclass(frozen=True, slots=True)
class ScanPage:
    """One page of a scan as a picture; the first page has number 1. `marks` of the first as of `papers.paper_marks`."""

    number: int
    width: int
    height: int
    format: PictureFormat
    data: bytes
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardWords:
    """What is written on the card of a shared link, each already a whole text; empty ones are left out.

    `tone` ("ok", "warn", "gone" or "bad") colours `claim` and `state`, what the certificate is worth; `day` is the day
    that holds for.
    """

    site: str
    title: str
    price: str
    maker: str
    tone: str
    claim: str
    state: tuple[str, ...]
    day: str


class PictureFailed(Exception):
    """A picture could not be made. `transient`: the cause may be the machine, not the file: try again."""

    def __init__(self, code: str, *, transient: bool = False) -> None:
        self.code = code
        self.transient = transient
        super().__init__(code)
