"""Making renditions anew where the recipe has changed. The old ones are shown until the new ones are in place."""

from __future__ import annotations

from marketplace.adapters.images import formats
from marketplace.adapters.images.results import PictureFailed
from marketplace.database.session import reading, writing
from marketplace.kit.errors import NotFound
from marketplace.pictures import operations, queries
from marketplace.pictures.jobs import is_made, render
from marketplace.toolbox import Toolbox

ALL = (*formats.LIGHT, *formats.FINE)


def remake(box: Toolbox, digest: str) -> str:
    """Make every rendition of one picture from its original, in one transaction; return "", or why it failed.

    A picture that was forgotten, or made by a job in the meantime, is left as it is. Raises Unavailable.
    """
    with reading():
        picture = queries.by_digest(digest)
        if picture is None or is_made(box, picture, ALL):
            return ""
        key = picture.original_key
    try:
        made, stored = render(box, key, ALL)
    except PictureFailed as failure:
        return failure.code
    except NotFound:
        return "picture.lost"
    with writing():
        picture = queries.by_digest(digest)
        if picture is not None:
            operations.take(picture, made, stored, box.clock())
    return ""
