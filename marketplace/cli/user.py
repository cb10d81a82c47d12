"""`user`: accounts made on the machine itself, the first administrator's among them."""

from __future__ import annotations

import sys

import click

from marketplace.access.actors import SYSTEM
from marketplace.access.roles import Role
from marketplace.accounts import operations
from marketplace.accounts.hashing import hash_password
from marketplace.accounts.passwords import MAX_PASSWORD, MIN_PASSWORD, PasswordProblem, password_problem
from marketplace.accounts.rules import MAX_NAME
from marketplace.audit import operations as journal
from marketplace.cli.opening import Opening, pass_opening
from marketplace.database.session import writing
from marketplace.kit.emails import normal_email
from marketplace.kit.errors import Conflict
from marketplace.kit.phones import normal_mobile
from marketplace.kit.text import squeeze
from marketplace.toolbox import toolbox

REFUSED = {
    PasswordProblem.TOO_SHORT: f"use {MIN_PASSWORD} characters or more",
    PasswordProblem.TOO_LONG: f"use {MAX_PASSWORD} characters or fewer",
    PasswordProblem.REPEATED: "it repeats one piece",
    PasswordProblem.SEQUENCE: "it follows the alphabet or the keyboard",
    PasswordProblem.COMMON: "it is one of the first that are tried",
    PasswordProblem.PERSONAL: "it is nearly the name, address or number itself",
}


def _email(context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return normal_email(text)
    except ValueError as error:
        raise click.BadParameter("this is no e-mail address") from error


def _phone(context: click.Context, option: click.Parameter, text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return normal_mobile(text)
    except ValueError as error:
        raise click.BadParameter("this is no Indonesian mobile number") from error


def _name(context: click.Context, option: click.Parameter, text: str) -> str:
    name = squeeze(text)
    if not name or len(name) > MAX_NAME:
        raise click.BadParameter(f"1 to {MAX_NAME} characters")
    return name


@click.group()
def user() -> None:
    """Accounts made on this machine."""


@user.command()
@click.option("--name", prompt=True, callback=_name, help="As shown to others.")
@click.option(
    "--role", required=True, type=click.Choice([role.value for role in Role if role is not Role.LSP])
)
@click.option("--email", callback=_email, help="One of --email and --phone, or both.")
@click.option("--phone", callback=_phone, help="An Indonesian mobile number: 0812...")
@click.option(
    "--locale", default="id", type=click.Choice(["id", "en"]), show_default=True, help="Language of letters."
)
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from the first line of standard input."
)
@pass_opening
def create(
    opening: Opening,
    name: str,
    role: str,
    email: str | None,
    phone: str | None,
    locale: str,
    password_stdin: bool,
) -> None:
    """Create an account that can sign in at once. The password is asked for, never given as an argument."""
    if not (email or phone):
        raise click.UsageError("Give --email or --phone, or both.")
    password = _password(password_stdin)
    problem = password_problem(password, [fact for fact in (name, email, phone) if fact])
    if problem is not None:
        raise click.ClickException(f"This password is refused: {REFUSED[problem]}.")
    kept = hash_password(password)
    with opening.app().app_context():
        at = toolbox().clock()
        try:
            with writing():
                account = operations.create(
                    name=name,
                    role=Role(role),
                    at=at,
                    email=email,
                    phone=phone,
                    password_hash=kept,
                    locale=locale,
                )
                journal.record(
                    "account.create", "account", account.id, actor=SYSTEM, at=at, details={"role": role}
                )
                number = account.id
        except Conflict as error:
            taken = "e-mail address" if error.code == "account.email_taken" else "number"
            raise click.ClickException(f"There is an account with this {taken} already.") from error
    click.echo(f"Account {number} created: {role}, {name}.")


def _password(from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked
