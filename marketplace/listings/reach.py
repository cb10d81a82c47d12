"""What a certificate covers on one bag, and what not, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext

from marketplace.certificates.models import Unit
from marketplace.listings.badges import covers
from marketplace.listings.shop import ProductPage
from marketplace.web.formatting import date_long
from marketplace.web.labels import label
from marketplace.web.locale import current_locale


@dataclass(frozen=True, slots=True)
class Reach:
    """Two lists for the reader. `covered` is empty where no badge is shown."""

    covered: list[str]
    outside: list[str]


def reach(page: ProductPage) -> Reach | None:
    """Return it for a bag that names units; None for one that names none, where there is nothing to tell apart."""
    if not page.named:
        return None
    technique = page.listing.technique
    covered, outside = [], []
    for one in page.named:
        title = unit_title(one.unit)
        if one.withdrawn_on is not None:
            day = date_long(one.withdrawn_on)
            outside.append(gettext("%(unit)s: taken out of the certificate on %(day)s.", unit=title, day=day))
        elif not covers(one, technique):
            outside.append(
                gettext("%(unit)s: does not cover %(technique)s.", unit=title, technique=label(technique))
            )
        elif page.behind is not None and one.certificate is page.behind.certificate:
            covered.append(gettext("Tested: %(unit)s", unit=title))
    if covered:
        covered.insert(0, gettext("Technique: %(technique)s", technique=label(technique)))
    named = {one.unit.id for one in page.named}
    outside += [
        gettext("%(unit)s: tested as well, but not named for this bag.", unit=unit_title(unit))
        for unit in page.units
        if unit.id not in named and unit.withdrawn_on is None
    ]
    outside.append(gettext("The bag itself: the person was tested, not the bag."))
    return Reach(covered, outside)


def unit_title(unit: Unit) -> str:
    """The unit in the reader's language where it was recorded in it, else as printed."""
    return unit.title_en if current_locale() == "en" and unit.title_en else unit.title
