"""Making renditions anew where the recipe has changed. The old ones are shown until the new ones are in place."""

from __future__ import annotations

from marketplace.adapters.images.formats import Pass
from marketplace.adapters.images.results import PictureFailed
from marketplace.database.session import reading, writing
from marketplace.kit.errors import NotFound
from marketplace.pictures import making, queries
from marketplace.toolbox import Toolbox


def remake(box: Toolbox, digest: str) -> str:
    """Make both passes of one picture, each written down in one transaction; return "", or why it failed.

    A picture that was forgotten, or made by a job in the meantime, is left as it is. Raises Unavailable.
    """
    return next((reason for which in Pass if (reason := _remake(box, digest, which))), "")


def _remake(box: Toolbox, digest: str, which: Pass) -> str:
    with reading():
        picture = queries.by_digest(digest)
        if picture is None or making.is_made(box, picture, which):
            return ""
        source = making.source_of(box, picture, which)
    try:
        made = making.make(box, source, which)
    except PictureFailed as failure:
        return failure.code
    except NotFound:
        return "picture.lost"
    dropped = None
    with writing():
        picture = queries.by_digest(digest)
        if picture is not None:
            dropped = making.take(picture, made, box.clock())
    if dropped is not None:
        box.private_files.delete(dropped)
    return ""
