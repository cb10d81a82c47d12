"""`routes`: the whole of the site's addresses, and who may enter each."""

from __future__ import annotations

import click

from marketplace.cli.opening import Opening, pass_opening
from marketplace.web.doors import SAFE_METHODS, Door, door_of


@click.command()
@pass_opening
def routes(opening: Opening) -> None:
    """List every address with its methods, endpoint and door."""
    app = opening.app()
    rows = [
        (rule.rule, ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})), rule.endpoint)
        for rule in app.url_map.iter_rules()
    ]
    width = [max(len(row[column]) for row in rows) for column in range(3)]
    for address, methods, endpoint in sorted(rows):
        unsafe = not set(methods.split(",")) <= SAFE_METHODS
        words = describe(door_of(app, endpoint), unsafe=unsafe)
        click.echo(f"{address:{width[0]}}  {methods:{width[1]}}  {endpoint:{width[2]}}  {words}")


def describe(door: Door | None, *, unsafe: bool) -> str:
    """Say in a few words who passes a door."""
    if door is None:
        return "none"
    who = "signed in" if door.signed_in else "public"
    if door.permission is not None:
        who = f"requires {door.permission}"
    extras = {"form": door.form and unsafe, "writes": door.writes, "uploads": door.uploads}
    said = [name for name, on in extras.items() if on]
    return f"{who} ({', '.join(said)})" if said else who
