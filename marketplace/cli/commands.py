"""The list of commands, each loaded only when it is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from marketplace.cli.database_errors import database_told
from marketplace.cli.storage_errors import storage_told

COMMANDS = {
    "serve": ("marketplace.cli.serve:serve", "Serve the site."),
    "worker": ("marketplace.cli.worker:worker", "Do the work left for later, in a process of its own."),
    "migrate": ("marketplace.cli.migrate:migrate", "Bring the database to the newest (or another) revision."),
    "demo": ("marketplace.cli.demo:demo", "Fill a database with invented artisans, records and bags."),
    "places": ("marketplace.cli.places:places", "Load the places artisans work in."),
    "import-bags": (
        "marketplace.cli.import_bags:import_bags",
        "Make drafts of a list and photos, a folder or a ZIP.",
    ),
    "user": ("marketplace.cli.user:user", "Create accounts for staff and others."),
    "check-storage": (
        "marketplace.cli.check_storage:check_storage",
        "Compare the stored files with their rows.",
    ),
    "tidy-storage": (
        "marketplace.cli.tidy_storage:tidy_storage",
        "Clear away files nobody needs; queue pictures and scans that wait without a job.",
    ),
    "render-pictures": (
        "marketplace.cli.render_pictures:render_pictures",
        "Make the light copies of pictures anew where the recipe has changed.",
    ),
    "search": ("marketplace.cli.search:search", "Build the index of the search anew; tell how far it is."),
    "log": ("marketplace.cli.log:log", "Check, sign and prove the decision log; change its key."),
    "private-keys": (
        "marketplace.cli.private_keys:private_keys",
        "Seal the private files; change the key they are sealed with.",
    ),
    "push-key": (
        "marketplace.cli.push_key:push_key",
        "Make the key that notices to browsers are signed with.",
    ),
    "translations": (
        "marketplace.cli.translations:translations",
        "Check and compile the words of the interface.",
    ),
    "assets": ("marketplace.cli.assets:assets", "Build the stylesheets, scripts and fonts that are served."),
    "routes": ("marketplace.cli.routes:routes", "List every address and the door it has."),
}


def load(reference: str) -> Any:
    """Return what "package.module:name" names."""
    module, _, name = reference.partition(":")
    return getattr(import_module(module), name)


class Commands(click.Group):
    """A group that knows its commands by name and imports the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; wrong settings are told first, before its module and all it needs are loaded."""
        if args[0] in COMMANDS and not set(args) & set(ctx.help_option_names):
            ctx.obj.check()
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with database_told(), storage_told():
            return super().invoke(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = load(COMMANDS[cmd_name][0])
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Terajut: a marketplace of certified artisans.

    Settings come from the environment (MARKETPLACE_..., see the README).
    """
