"""Words for imports of many bags, and for everything that can be wrong with an archive or a row."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from marketplace.batches.rules import Outcome, RowState, State

LABELS: tuple[Mapping[StrEnum, LazyString], ...] = (
    {
        State.DRAFT: _("Looked at, not begun"),
        State.RUNNING: _("Going on"),
        State.STOPPED: _("Stopped"),
        State.DONE: _("Finished"),
        State.UNDONE: _("Taken back"),
    },
    {
        RowState.WAITING: _("Waiting"),
        RowState.MADE: _("Is a draft now"),
        RowState.SKIPPED: _("Left out"),
        RowState.FAILED: _("Could not be made"),
    },
    {
        Outcome.COMPLETE: _("Becomes a draft"),
        Outcome.LACKS: _("Becomes a draft, with gaps"),
        Outcome.SAME: _("Is in your shop already"),
        Outcome.ERROR: _("Needs mending"),
    },
)
MESSAGES: Mapping[str, LazyString] = {
    "archive.empty": _("There is nothing in this ZIP. Pack the photos again."),
    "archive.too_many_bytes": _("The ZIP is too large: at most %(limit)s MB. Make two of it."),
    "archive.too_many_entries": _("There are too many files in the ZIP: at most %(limit)s. Make two of it."),
    "archive.unfolds_too_far": _(
        "The ZIP unfolds into far more than photos do. Pack only the photos and the list."
    ),
    "archive.not_readable": _("This is no ZIP we can read, or it is damaged. Pack the photos again."),
    "archive.too_heavy": _("The ZIP takes too long to read. Pack only the photos and the list."),
    "archive.zip64": _("The ZIP is packed in the way of very large ones (Zip64). Pack it again, smaller."),
    "archive.encrypted": _("The ZIP is locked with a password. Pack it again without one."),
    "archive.method": _(
        "“%(file)s” is packed in a way we do not read. Pack it with your phone's or computer's own ZIP."
    ),
    "archive.link": _("“%(file)s” is a link to somewhere else. Pack the photo itself."),
    "archive.overlap": _("Files lie over one another in this ZIP. Pack the photos again."),
    "archive.damaged": _("“%(file)s” is damaged inside the ZIP. Pack the photos again."),
    "archive.nested": _(
        "“%(file)s” is a packed file itself. Pack the photos side by side, without another ZIP."
    ),
    "archive.name_length": _("A file has no name, or one that is too long: “%(file)s”. Rename it."),
    "archive.name_unseen": _("There are invisible characters in a file's name: “%(file)s”. Rename it."),
    "archive.name_backslash": _("There is a \\ in a file's name: “%(file)s”. Rename it."),
    "archive.name_absolute": _("A file's name begins like a place on a disk: “%(file)s”. Pack it again."),
    "archive.name_climbs": _("A file's name leads out of the ZIP: “%(file)s”. Pack it again."),
    "archive.name_twice": _(
        "Two files have the same name, or nearly: “%(file)s”. Rename one, in the list as well."
    ),
    "batch.no_archive": _("Choose the ZIP with the photos."),
    "batch.no_list": _("There is no list. Put it into the ZIP, or choose it below."),
    "batch.two_lists": _("There is more than one list in the ZIP. Choose the right one below."),
    "batch.no_headings": _(
        "No row of headings was found. Download the template: its first row has the headings."
    ),
    "batch.no_title": _(
        "There is no column with the bags' names. Its heading must be Nama tas or Name of the bag."
    ),
    "batch.no_rows": _("There is nothing below the headings."),
    "batch.too_many_rows": _("There are too many rows: at most %(limit)s. Make two lists of it."),
    "batch.choice": _("Write one of: %(words)s."),
    "batch.choices": _("Write one or more of: %(words)s. Put a | between them."),
    "batch.units": _("Write only units of your own certificates, by code or name, with a | between them."),
    "batch.photo_missing": _("There is no photo called “%(file)s”."),
    "batch.photo_unclear": _("Several photos are called “%(file)s”. Write the folder as well."),
    "batch.photo_again": _("“%(file)s” is named twice, or the same photo under two names."),
    "batch.too_many_photos": _("A bag shows at most %(limit)s photos."),
    "batch.variation_differs": _(
        "The row of a variation says its colour, size, price, number and photos. Leave this empty, or repeat what the"
        " bag's row says."
    ),
    "batch.variant_colour": _(
        "Write one colour, or a colour and your own word for it with a | between them, such as “hijau|hijau botol”."
    ),
    "batch.size_is_measures": _(
        "These look like measures: write them into the columns of length, width and height. This column takes the name"
        " of the size, such as S."
    ),
    "batch.changed_since": _("Something changed after you looked at the rows. Import this row again."),
    "batch.over": _("This import has gone on meanwhile. Look at how it stands."),
    "batch.nothing_new": _("No row can become a draft. Mend the list and choose it again."),
    "batch.undo_too_late": _("An import can be taken back within 24 hours; that time is over."),
    "batch.too_many_new": _("You have begun many imports in this hour. Please go on a little later."),
}
