"""Words for lists of results, their rows and everything that can be wrong with a file."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import LazyString, lazy_gettext

from marketplace.rosters.rules import Fact, Flaw, Meaning, Outcome, Personal, Result, State

STATES: Mapping[StrEnum, LazyString] = {
    State.DRAFT: lazy_gettext("Being prepared"),
    State.IMPORTED: lazy_gettext("Imported"),
    State.UNDONE: lazy_gettext("Taken back"),
}
MEANINGS: Mapping[StrEnum, LazyString] = {
    Meaning.HOLDER_NAME: lazy_gettext("Name on the certificate"),
    Meaning.CERTIFICATE_NO: lazy_gettext("Certificate number"),
    Meaning.REGISTRATION_NO: lazy_gettext("Registration number"),
    Meaning.BLANKO_NO: lazy_gettext("Blank form number (blanko)"),
    Meaning.RESULT: lazy_gettext("Result (K or BK)"),
    Meaning.SCHEME: lazy_gettext("Certification scheme"),
    Meaning.ISSUE_DATE: lazy_gettext("Date of issue"),
    Meaning.VALIDITY: lazy_gettext("Term or last day"),
    Meaning.UNITS: lazy_gettext("Units of competence"),
    Meaning.VILLAGE: lazy_gettext("Kelurahan"),
}
PERSONALS: Mapping[StrEnum, LazyString] = {
    Personal.NIK: lazy_gettext("Identity number (NIK)"),
    Personal.BIRTH_DATE: lazy_gettext("Date of birth"),
    Personal.PASSPORT: lazy_gettext("Passport number"),
    Personal.PHONE: lazy_gettext("Phone number"),
    Personal.EMAIL: lazy_gettext("E-mail address"),
    Personal.ADDRESS: lazy_gettext("Address"),
    Personal.OTHER: lazy_gettext("Other personal data"),
}
FACTS: Mapping[StrEnum, LazyString] = {
    Fact.BIRTH_DATE: lazy_gettext("Date of birth"),
    Fact.NIK_TAIL: lazy_gettext("Last four digits of the NIK"),
}
RESULTS: Mapping[StrEnum, LazyString] = {
    Result.COMPETENT: lazy_gettext("Competent (K)"),
    Result.NOT_YET: lazy_gettext("Not yet competent (BK)"),
}
OUTCOMES: Mapping[StrEnum, LazyString] = {
    Outcome.NEW: lazy_gettext("New"),
    Outcome.SAME: lazy_gettext("Known already"),
    Outcome.DIFFERS: lazy_gettext("Differs"),
    Outcome.DUPLICATE: lazy_gettext("Number used twice"),
    Outcome.ERROR: lazy_gettext("Needs mending"),
}
FLAWS: Mapping[StrEnum, LazyString] = {
    Flaw.MISSING: lazy_gettext("Nothing is written here. Fill it in."),
    Flaw.TOO_LONG: lazy_gettext("The text is too long. Shorten it."),
    Flaw.UNREADABLE: lazy_gettext(
        "This cannot be read. Write K or BK, a date such as 31-10-2025, a term such as 3 tahun."
    ),
    Flaw.NO_LETTERS: lazy_gettext("This is no name. Are two columns swapped?"),
    Flaw.NO_DIGITS: lazy_gettext("A number without a digit. Are two columns swapped?"),
    Flaw.DIGITS_LOST: lazy_gettext(
        "The spreadsheet has cut the last digits off. Make the column text, then type the number again."
    ),
    Flaw.FORMULA: lazy_gettext("The formula has no value. Write the value itself."),
    Flaw.PERSONAL: lazy_gettext(
        "Something like an NIK or a date of birth stood here and was left out. Take it out of the file."
    ),
    Flaw.FUTURE: lazy_gettext("This date is still to come. Check the year."),
    Flaw.TOO_OLD: lazy_gettext("This date is too long ago. Check the year."),
    Flaw.ENDS_BEFORE_START: lazy_gettext("The last day lies before the date of issue."),
    Flaw.MERGED: lazy_gettext("Cells are joined in this row. Split them and fill each one in."),
}
LABELS = (STATES, MEANINGS, PERSONALS, FACTS, RESULTS, OUTCOMES, FLAWS)
"""One mapping per enum: several share a value."""

FIELDS: Mapping[str, LazyString] = {
    "holder_name": lazy_gettext("Name on the certificate"),
    "registration_no": lazy_gettext("Registration number"),
    "blanko_no": lazy_gettext("Blank form number (blanko)"),
    "scheme": lazy_gettext("Certification scheme"),
    "issue_date": lazy_gettext("Date of issue"),
    "valid_until": lazy_gettext("Valid until"),
}
"""What two rows of one number can differ in."""

MESSAGES: Mapping[str, LazyString] = {
    "sheet.empty": lazy_gettext("The file is empty. Choose the file with the list."),
    "sheet.too_many_bytes": lazy_gettext("The file is too large: at most %(limit)s MB."),
    "sheet.old_excel": lazy_gettext(
        "This is an old Excel file (.xls). Open it and save it as .xlsx, then choose that one."
    ),
    "sheet.encrypted": lazy_gettext(
        "The file is locked with a password. Save it without one, then choose it again."
    ),
    "sheet.web_page": lazy_gettext(
        "This is a web page, not a spreadsheet, whatever its name says. Open it and save it as .xlsx."
    ),
    "sheet.not_a_sheet": lazy_gettext("This is no spreadsheet. Choose an .xlsx or .csv file."),
    "sheet.not_readable": lazy_gettext("The file is damaged. Open it, save it anew as .xlsx, and try again."),
    "sheet.too_heavy": lazy_gettext(
        "The file takes too long to read. Copy only the list into a new file and choose that one."
    ),
    "sheet.unfolds_too_far": lazy_gettext(
        "The file unfolds into far more than a list holds. Copy only the list into a new file."
    ),
    "sheet.entities": lazy_gettext(
        "The file holds instructions no spreadsheet program writes. Save it anew as .xlsx."
    ),
    "sheet.too_many_rows": lazy_gettext(
        "There are more rows than we read: at most %(limit)s. Look for something far below the list."
    ),
    "sheet.too_many_columns": lazy_gettext(
        "There are more columns than we read: at most %(limit)s. Look for something far to the right."
    ),
    "sheet.too_many_cells": lazy_gettext("There are more filled cells than we read: at most %(limit)s."),
    "sheet.encoding": lazy_gettext('The letters cannot be read. Save it as "CSV UTF-8" or as .xlsx.'),
    "sheet.quotes": lazy_gettext("A quotation mark is not closed. Save the list as .xlsx instead."),
    "roster.no_headings": lazy_gettext(
        "No row of headings was found. Above the list there must be headings such as Nama and Nomor Sertifikat."
    ),
    "roster.no_rows": lazy_gettext("There is nothing below the headings."),
    "roster.file": lazy_gettext("Choose the file with the list."),
    "roster.twice": lazy_gettext("Two columns have the same meaning: %(meaning)s. Choose one of them."),
    "roster.no_name": lazy_gettext("Say which column holds the names."),
    "roster.no_number": lazy_gettext("Say which column holds the certificate numbers."),
    "roster.no_result": lazy_gettext(
        "Say which column holds the results, or confirm that everybody on the list is competent."
    ),
    "roster.not_draft": lazy_gettext("This list has been imported already."),
    "roster.changed_since": lazy_gettext(
        "Something changed since you looked: another list or claim came in between. Look through the rows again."
    ),
    "roster.nothing_new": lazy_gettext("There is no new row to import."),
    "roster.not_imported": lazy_gettext("This list is not imported, so there is nothing to take back."),
    "roster.undo_too_late": lazy_gettext("An import can be taken back within 24 hours; that time is over."),
    "roster.nothing_to_release": lazy_gettext("There is nothing to release here."),
    "roster.claimed": lazy_gettext("This row has been claimed and cannot be removed."),
    "roster.no_match": lazy_gettext(
        "This does not match. Look at the number on the certificate, and at the date or digits. Tries left: %(left)s."
    ),
    "roster.no_tries": lazy_gettext(
        "This does not match, and no try is left. Ask a city officer, or send a photo of your certificate."
    ),
    "roster.fact": lazy_gettext("Write your date of birth, for example 17-8-1985, or four digits."),
    "roster.claimed_already": lazy_gettext(
        "This certificate has been claimed already. If it was not you, ask a city officer."
    ),
    "roster.recorded_already": lazy_gettext(
        "There is a record of this certificate number already. If it is not yours, ask a city officer."
    ),
}
