"""Whose a row of a shown table is, so that a change of hers leaves the kept pages of all other artisans as they are.

The statements find artisans (a column `id`) from `{row}`, the row before or after a change, in the words of both
databases. A table that is missing here is everybody's: that costs speed and never truth. Two tests find a wrong name:
one changes every column of every row and compares each page with what was kept of it (`tests/web/test_whose_rows.py`),
one crawls (`tests/web/test_kept_crawl.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

OWN = ("SELECT {row}.artisan_id AS id",)
OF_CERTIFICATE = ("SELECT artisan_id AS id FROM certificate WHERE id = {row}.certificate_id",)
OF_BAG = ("SELECT artisan_id AS id FROM listing WHERE id = {row}.listing_id",)
OF_UNIT = (
    "SELECT artisan_id AS id FROM certificate"
    " WHERE id = (SELECT certificate_id FROM unit WHERE unit.id = {row}.unit_id)",
)
ON_LISTS = ()
"""Shown by pages about many people alone."""


SHOWING = (
    "SELECT artisan_id AS id FROM listing JOIN photo ON listing_id = listing.id WHERE picture_id = {picture}",
    "SELECT artisan_id AS id FROM listing JOIN process_photo ON listing_id = listing.id WHERE picture_id = {picture}",
    "SELECT artisan_id AS id FROM workplace_photo WHERE picture_id = {picture}",
    "SELECT id FROM artisan WHERE portrait_id = {picture}",
)
"""Who shows a picture: on a bag, of the making, where she works, as her face."""


def _showing(picture: str) -> Sequence[str]:
    return [way.replace("{picture}", picture) for way in SHOWING]


WHOSE: Mapping[str, Sequence[str]] = {
    "artisan": ("SELECT {row}.id AS id",),
    **dict.fromkeys(("certificate", "listing", "question", "reply_hours", "workplace_photo", "review"), OWN),
    **dict.fromkeys(("unit", "decision", "verification_event", "appeal"), OF_CERTIFICATE),
    "unit_technique": OF_UNIT,
    "hidden_review": ("SELECT artisan_id AS id FROM review WHERE id = {row}.review_id",),
    "review_way": (
        "SELECT artisan_id AS id FROM review"
        " WHERE id = (SELECT review_id FROM review_version WHERE id = {row}.version_id)",
    ),
    "review_photo": ("SELECT artisan_id AS id FROM review WHERE id = {row}.review_id",),
    "review_version": ("SELECT artisan_id AS id FROM review WHERE id = {row}.review_id",),
    **dict.fromkeys(
        ("listing_colour", "listing_material", "listing_unit", "photo", "process_photo", "variant"), OF_BAG
    ),
    "report": OF_CERTIFICATE + OF_BAG,
    "picture": _showing("{row}.id"),
    "rendition": _showing("{row}.picture_id"),
    "log_entry": ("SELECT artisan_id AS id FROM certificate WHERE code = {row}.record",),
    **dict.fromkeys(
        (
            "cohort",
            "cohort_day",
            "cohort_figure",
            "cohort_organiser",
            "collection",
            "collection_pin",
            "journal_entry",
            "log_checkpoint",
            "log_key",
            "log_opening",
            "log_tile",
            "craft",
            "opportunity",
            "programme",
        ),
        ON_LISTS,
    ),
}
