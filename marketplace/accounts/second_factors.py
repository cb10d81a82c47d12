"""The second step of signing in: codes from an app (RFC 6238), and recovery codes for the day the phone is gone."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
import segno
from markupsafe import Markup
from sqlalchemy import delete, select

from marketplace.accounts.models import Account, RecoveryCode
from marketplace.accounts.rules import RECOVERY_CODE_LENGTH, RECOVERY_CODES
from marketplace.database.session import session
from marketplace.kit.codes import new_code, read_code
from marketplace.kit.errors import Conflict

STEP_SECONDS = 30
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """A code as typed, made ready for comparing before any transaction begins."""

    digits: str = ""
    recovery_digest: str = ""


def read_answer(account_id: int, text: str) -> Answer:
    """Tell an app's code from a recovery code; what is neither matches nothing."""
    bare = "".join(text.split())
    if len(bare) == DIGITS and bare.isascii() and bare.isdigit():
        return Answer(digits=bare)
    try:
        code = read_code(text)
    except ValueError:
        return Answer()
    return (
        Answer(recovery_digest=_slow_digest(account_id, code))
        if len(code) == RECOVERY_CODE_LENGTH
        else Answer()
    )


def begin(account: Account) -> None:
    """Give the account a secret that counts only once a code of it was shown. Conflict where one counts already."""
    if account.totp_confirmed_at is not None:
        raise Conflict("second_factor.on")
    account.totp_secret = pyotp.random_base32()
    account.totp_last_step = None
    session.flush()


def confirm(account: Account, answer: Answer, digests: list[str], at: datetime) -> bool:
    """Switch the second factor on if the code is right; `digests` are those of the first recovery codes."""
    if account.totp_confirmed_at is not None:
        raise Conflict("second_factor.on")
    if not _accept_digits(account, answer.digits, at):
        return False
    account.totp_confirmed_at = at
    _keep_recovery(account, digests)
    return True


def accept(account_id: int, answer: Answer, at: datetime) -> bool:
    """Whether the code is right; a code is accepted once, whether it comes from the app or from the printed list."""
    account = session.get(Account, account_id, with_for_update=True, populate_existing=True)
    if account is None or account.disabled_at is not None or account.totp_confirmed_at is None:
        return False
    if answer.digits:
        return _accept_digits(account, answer.digits, at)
    code = session.scalars(
        select(RecoveryCode).where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.digest == answer.recovery_digest,
            RecoveryCode.used_at.is_(None),
        )
    ).one_or_none()
    if code is None:
        return False
    code.used_at = at
    session.flush()
    return True


def switch_off(account: Account) -> None:
    """Forget secret and recovery codes."""
    account.totp_secret = account.totp_confirmed_at = account.totp_last_step = None
    _keep_recovery(account, [])


def replace_recovery(account: Account, digests: list[str]) -> None:
    """Let new recovery codes take the place of the old ones."""
    _keep_recovery(account, digests)


def new_recovery(account_id: int) -> tuple[list[str], list[str]]:
    """Return new recovery codes and what is kept of them. Takes most of a second: call it before any query."""
    codes = [new_code(RECOVERY_CODE_LENGTH) for _ in range(RECOVERY_CODES)]
    return codes, [_slow_digest(account_id, code) for code in codes]


def recovery_left(account_id: int) -> int:
    """How many recovery codes have not been used."""
    query = select(RecoveryCode.id).where(
        RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    )
    return len(session.scalars(query).all())


def picture(secret: str, name: str, issuer: str) -> Markup:
    """Return the QR code an app reads, as SVG without styles."""
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=issuer)
    drawing = segno.make(address, error="m").svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=False
    )
    return Markup(drawing)  # noqa: S704 - segno draws shapes, it copies no text


def spelled(secret: str) -> str:
    """Return the secret in groups of four, for typing it by hand."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def _accept_digits(account: Account, digits: str, at: datetime) -> bool:
    if not account.totp_secret or not digits:
        return False
    app = pyotp.TOTP(account.totp_secret)
    now = int(at.timestamp()) // STEP_SECONDS
    for step in (now - 1, now, now + 1):
        fresh = account.totp_last_step is None or step > account.totp_last_step
        if fresh and secrets.compare_digest(app.generate_otp(step), digits):
            account.totp_last_step = step
            session.flush()
            return True
    return False


def _keep_recovery(account: Account, digests: list[str]) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account.id))
    session.add_all(RecoveryCode(account_id=account.id, digest=one) for one in digests)
    session.flush()


def _slow_digest(account_id: int, code: str) -> str:
    """Fifty bits can be searched through by who steals the table, so each guess is made to cost memory and time."""
    salt = f"recovery code of account {account_id}".encode()
    return hashlib.scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32).hex()
