"""`python -m marketplace`: the commands, and the application they work on."""

from __future__ import annotations

from marketplace.cli.commands import cli
from marketplace.cli.opening import Opening


def main() -> None:
    """Run the command named on the command line."""
    cli(obj=Opening("marketplace.app:create_app"), prog_name="python -m marketplace")


if __name__ == "__main__":
    main()
