"""`log`: check, sign and prove the decision log; change its key."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from marketplace.access.actors import SYSTEM
from marketplace.adapters.signing.keys import KeyFile, KeyUnusable
from marketplace.appeals import logged as appeals
from marketplace.certificates import logged
from marketplace.cli.opening import Opening, pass_opening
from marketplace.database.session import reading, writing
from marketplace.decision_log import operations, proofs, queries, verification
from marketplace.decision_log.jobs import origin
from marketplace.decision_log.labels import keys_text
from marketplace.decision_log.verification import Wrong
from marketplace.kit.errors import NotFound, Unavailable
from marketplace.reports import logged as reports
from marketplace.reviews import logged as reviews
from marketplace.takedowns import logged as takedowns
from marketplace.toolbox import toolbox

WORDS = {
    Wrong.MISSING_ENTRY: "entry {} is missing",
    Wrong.CHANGED_ENTRY: "entry {} was changed: its text does not have the hash it was logged with",
    Wrong.WRONG_RECORD: "entry {} is filed under another record than its text names, or its text is not canonical",
    Wrong.MISSING_END: "entries are missing at the end: {} were signed",
    Wrong.FORGED_ROOT: "the root signed over the first {} entries is not the root of these entries",
    Wrong.BAD_SIGNATURE: "the checkpoint over {} entries is not what a key of the log signed",
    Wrong.BAD_TILE: "tile {} does not hold the hashes of these entries",
}


@click.group()
def log() -> None:
    """The decision log: check it, sign it, prove an entry, change the key."""


@log.command()
@pass_opening
def verify(opening: Opening) -> None:
    """Work everything out again from the rows, and say what is wrong.

    Reads every entry, every signed state and every tile, and compares the decisions on record with their entries.
    Fails (exit code 1) when anything does not hold.
    """
    with opening.app().app_context():
        with (
            reading(),
            click.progressbar(length=queries.next_seq(), label="Entries", file=sys.stderr) as bar,
        ):
            report = verification.verify(bar.update)
        with reading():
            strays = [
                *logged.strays(),
                *reports.strays(),
                *appeals.strays(),
                *takedowns.strays(),
                *reviews.strays(),
            ]
    for fault in report.faults:
        click.echo(f"WRONG: {WORDS[fault.wrong].format(fault.where)}.")
    for stray in strays:
        click.echo(f"WRONG: {stray}.")
    click.echo(f"{report.size} entries, {report.checkpoints} signed states, root {report.root.hex()}.")
    if report.faults or strays:
        raise click.ClickException(f"{len(report.faults) + len(strays)} things do not hold")
    click.echo("Everything holds.")


@log.command()
@pass_opening
def checkpoint(opening: Opening) -> None:
    """Sign the log as it is now, and print what was signed. The jobs do this after each decision."""
    with opening.app().app_context():
        checked, known = _checked()
        try:
            file = toolbox().log_key
            key = file.load() if known else file.load_or_make()
            with writing():
                operations.sign(checked, key, origin=origin(), at=toolbox().clock())
        except KeyUnusable as error:
            raise click.ClickException(str(error)) from error
        with reading():
            latest = queries.latest_checkpoint()
            click.echo(latest.note if latest else "", nl=False)


@log.command()
@click.confirmation_option(prompt="Make a new key? The old private key will be gone.")
@pass_opening
def rotate(opening: Opening) -> None:
    """Replace the private key by a new one.

    The log is signed once with both keys, so that whoever trusts the old one is led to the new one. Old public keys
    stay published. Processes that are running use the new key from the next signature on.
    """
    with opening.app().app_context():
        checked, _ = _checked()
        with writing():
            operations.rotate(checked, toolbox().log_key, origin=origin(), actor=SYSTEM, at=toolbox().clock())
        with reading():
            click.echo(keys_text(queries.known_keys()), nl=False)


@log.command()
@click.argument("code")
@pass_opening
def proof(opening: Opening, code: str) -> None:
    """Print the proof that the latest decision on record CODE is in the log (C2SP tlog-proof)."""
    with opening.app().app_context(), reading():
        try:
            click.echo(proofs.proof_of_record(code).text(), nl=False)
        except NotFound as error:
            raise click.ClickException(f"There is no entry about {code}.") from error
        except Unavailable as error:
            raise click.ClickException(UNPROVEN[error.code].format(code)) from error


UNPROVEN = {
    "log.unsigned": "The latest entry about {} is not signed yet: `log checkpoint`.",
    "log.broken": "What is kept does not lead from {} to the signed root: `log verify`.",
}


@log.command()
@pass_opening
def keys(opening: Opening) -> None:
    """Print every public key the log was ever signed with, and when it counted."""
    with opening.app().app_context(), reading():
        click.echo(keys_text(queries.known_keys()), nl=False)


@log.command("new-key")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def new_key(file: Path) -> None:
    """Write a new private key into FILE, for a new installation. A file that is there stays as it is.

    Name it in MARKETPLACE_LOG_KEY_FILE. An installation that has signed already changes its key with `log rotate`.
    """
    try:
        if not KeyFile(file).make():
            raise click.ClickException(f"{file} is there already.")
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}") from error
    click.echo(f"New key in {file}. Keep a copy where only you can read it.")


def _checked() -> tuple[operations.Checked, bool]:
    """Return the state worked out from the entries, and whether the log has a key already."""
    with reading():
        try:
            return operations.check(), bool(queries.known_keys())
        except operations.LogChanged as error:
            raise click.ClickException(f"Nothing is signed: {error}. See `log verify`.") from error
