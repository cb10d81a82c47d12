"""`demo`: invented artisans, records and bags."""

from __future__ import annotations

import click

from marketplace.cli.opening import Opening, pass_opening
from marketplace.demo import lists
from marketplace.demo.loader import DemoRefused, load
from marketplace.demo.people import ADMIN, BUYER, OFFICERS, PEOPLE, SIGN_IN_WORD
from marketplace.toolbox import Toolbox

REASONS = {
    "demo.production": "Demo data cannot be loaded in production: its sign-ins are public knowledge.",
    "demo.not_empty": "There are accounts in this database already; demo data is for an empty one.",
}


@click.command()
@pass_opening
def demo(opening: Opening) -> None:
    """Fill an empty database with invented artisans, records and bags.

    The rows are in within seconds; the pictures follow from the job queue, once the site or a worker runs.
    """
    app = opening.app()
    box: Toolbox = app.extensions["toolbox"]
    with app.app_context(), click.progressbar(length=len(PEOPLE), label="Demo data") as bar:
        try:
            load(box, lambda done, total: bar.update(1))
        except DemoRefused as refusal:
            raise click.ClickException(REASONS[refusal.code]) from refusal
    click.echo(f"Demo sign-ins (password {SIGN_IN_WORD}):")
    click.echo("  artisan  0812-0000-0001")
    click.echo(f"  artisan  {lists.UNCLAIMED[1]}, who may claim {lists.hint(box)}")
    click.echo(f"  buyer    {BUYER[1]}")
    click.echo(f"  officer  {OFFICERS[0][1]}")
    click.echo(f"  admin    {ADMIN[1]}")
