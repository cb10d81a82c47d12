"""`assets`: the served stylesheets, scripts and fonts, made from their sources."""

from __future__ import annotations

import click

from marketplace.web.assets import build as build_assets
from marketplace.web.assets import is_current


@click.group()
def assets() -> None:
    """Build what is served under /static/dist/, or check that it is up to date."""


@assets.command()
def build() -> None:
    """Write static/dist anew."""
    click.echo(f"{len(build_assets())} files built.")


@assets.command()
def check() -> None:
    """Fail when static/dist is not what the sources give."""
    stale = is_current()
    for name in stale:
        click.echo(f"not up to date: {name}", err=True)
    if stale:
        raise click.ClickException("run `python3 run.py assets build` and commit static/dist")
    click.echo("Assets are up to date.")
