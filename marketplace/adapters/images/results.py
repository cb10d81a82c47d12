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
class RenditionSet:
    """All renditions of one picture. Width and height are the upright source's, the hash is 16 hex digits."""

    colour: str
    width: int
    height: int
    hash: str
    renditions: tuple[Rendition, ...]
    marks: tuple[PictureMark, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanPage:
    """One page of a scan as a picture; the first page has number 1. `marks` of the first as of `papers.paper_marks`."""

    number: int
    width: int
    height: int
    format: PictureFormat
    data: bytes
    marks: tuple[str, ...] = ()


class PictureFailed(Exception):
    """A picture could not be made. `transient`: the cause may be the machine, not the file: try again."""

    def __init__(self, code: str, *, transient: bool = False) -> None:
        self.code = code
        self.transient = transient
        super().__init__(code)
