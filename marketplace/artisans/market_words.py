"""How far an artisan sells, in words; nothing where she wrote nothing down."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flask_babel import gettext

from marketplace.artisans.markets import Market, read
from marketplace.web.labels import label

Row = Mapping[str, Collection[str]] | None


def market_lines(row: Row) -> list[str]:
    """Return a line for each level she serves, with how bags get there."""
    return [
        gettext("%(level)s: %(ways)s", level=label(market), ways=", ".join(str(label(way)) for way in ways))
        for market, ways in read(row).items()
    ]


def market_sentence(row: Row) -> str:
    """Return one sentence for the page of a bag: how far she sends, without the ways."""
    served = list(read(row))
    if not served:
        return ""
    names = [str(_SHORT[market]()) for market in served]
    return gettext("The artisan sells to: %(levels)s.", levels=", ".join(names))


_SHORT = {
    Market.LOCAL: lambda: gettext("her city or regency"),
    Market.REGIONAL: lambda: gettext("her province"),
    Market.NATIONAL: lambda: gettext("all of Indonesia"),
    Market.ABROAD: lambda: gettext("other countries"),
}
