"""From a stranger's bytes to upright pixels in sRGB. Runs in the child only."""

from __future__ import annotations

import struct
from functools import lru_cache
from io import BytesIO

import pillow_heif
from PIL import Image, ImageCms, ImageFile

from marketplace.adapters.images.formats import PictureFormat
from marketplace.adapters.images.inspection import PictureLimits, check_size, inspect

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = None  # our own limits are checked first, and are lower

PILLOW_NAMES = {
    PictureFormat.JPEG: "JPEG",
    PictureFormat.PNG: "PNG",
    PictureFormat.WEBP: "WEBP",
    PictureFormat.HEIC: "HEIF",
}
ORIENTATION = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
REDUCING_GAP = 2.0
SIDEWAYS = {5, 6, 7, 8}
BROKEN_EXIF = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RuntimeError,
    struct.error,
)
COLOUR_SPACES = {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}
SRGB = ImageCms.createProfile("sRGB")
PROFILES_KEPT = 16


class Source:
    """An opened picture. `width` and `height` are upright; `pixels` decodes it, once."""

    def __init__(self, data: bytes, limits: PictureLimits) -> None:
        claim = inspect(data, limits)
        self._image = Image.open(BytesIO(data), formats=(PILLOW_NAMES[claim.format],))
        check_size(*self._image.size, limits)
        self._turn = _orientation(self._image)
        width, height = self._image.size
        self.width, self.height = (height, width) if self._turn in SIDEWAYS else (width, height)

    def pixels(self, width: int, height: int) -> Image.Image:
        """Return at most `width` x `height` upright pixels: RGB, in sRGB, flattened on white, no metadata.

        Made small before it is turned and converted, for that is where the time goes.
        """
        size = (height, width) if self._turn in SIDEWAYS else (width, height)
        image: Image.Image = self._image
        image.draft(None, size)
        image.load()
        profile = image.info.get("icc_profile")
        image = _resampled(_plain(image), size)
        image = _srgb(_flattened(image), profile)
        if self._turn in TURNS:
            image = image.transpose(TURNS[self._turn])
        image.info = {}
        return image


def _orientation(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 when there is none or the block cannot be read."""
    try:
        exif = Image.Exif()
        exif.load(image.info.get("exif", b""))  # `getexif` would also believe XMP, which no browser does
        value = exif.get(ORIENTATION, 1)
    except BROKEN_EXIF:  # the picture itself may be fine
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _plain(image: Image.Image) -> Image.Image:
    """Bring odd modes to L, RGB, RGBA or CMYK, so that they can be resampled."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    if image.has_transparency_data and image.mode != "RGBA":
        return image.convert("RGBA")
    if image.mode not in ("L", "RGB", "RGBA", "CMYK"):
        return image.convert("RGB")
    return image


def _resampled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.width <= size[0] and image.height <= size[1]:
        return image
    # A picture that the JPEG decoder has halved already needs a narrower filter: a third of the time goes, and of the
    # likeness to a full Lanczos 0.0006 (SSIM, `bench/pictures.py`).
    near = image.width < size[0] * REDUCING_GAP
    filter = Image.Resampling.BICUBIC if near else Image.Resampling.LANCZOS
    return image.resize(size, filter, reducing_gap=REDUCING_GAP)


def _flattened(image: Image.Image) -> Image.Image:
    """Put what is transparent on white, the colour of the page it will lie on."""
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def _srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert by the embedded profile when it fits the pixels; a broken or foreign one is ignored."""
    if profile and image.mode in COLOUR_SPACES and (convert := _to_srgb(profile, image.mode)):
        try:
            # in place where it can be: a second copy of the pixels is what counts in memory
            return ImageCms.applyTransform(image, convert, inPlace=image.mode == "RGB") or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image.convert("RGB")


@lru_cache(PROFILES_KEPT)
def _to_srgb(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """Return the way from this profile's colours to sRGB; None where it is broken or not for this mode.

    Phones of one maker embed the same profile in every photo, so that most ways are built once.
    """
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if source.profile.xcolor_space.strip() != COLOUR_SPACES[mode]:
            return None
        return ImageCms.buildTransform(source, SRGB, mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
