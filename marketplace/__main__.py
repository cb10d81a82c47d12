"""`python -m marketplace`: the commands, and the application they work on."""

from __future__ import annotations

import gc

from marketplace.cli.commands import cli
from marketplace.cli.opening import Opening


def main() -> None:
    """Run the command named on the command line."""
    gc.disable()  # what is loaded now stays: looking for garbage in it costs a tenth of the start
    cli(obj=Opening("marketplace.app:create_app"), prog_name="python -m marketplace")


if __name__ == "__main__":
    main()
