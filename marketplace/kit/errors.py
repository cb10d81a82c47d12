"""Named refusals: what business code raises instead of answering.

Which HTTP status and which page each becomes is decided in one table of the web floor; which words it gets
is decided by `code` in the labels. Nothing here knows about either.
"""

from collections.abc import Mapping


class Refusal(Exception):
    """Something asked that will not be done. `code` is stable and wordless; `details` are for the words."""

    default_code = "refused"

    def __init__(self, code: str | None = None, **details: object) -> None:
        self.code: str = code or self.default_code
        self.details: dict[str, object] = details
        super().__init__(self.code)


class BadRequest(Refusal):
    default_code = "bad_request"


class SignInRequired(Refusal):
    default_code = "sign_in_required"


class Forbidden(Refusal):
    default_code = "forbidden"


class NotFound(Refusal):
    default_code = "not_found"


class Gone(Refusal):
    """There was something at this address, for a time that is over."""

    default_code = "gone"


class Conflict(Refusal):
    """The thing is no longer in the state the request was made for."""

    default_code = "conflict"


class TooLarge(Refusal):
    default_code = "too_large"


class Unsupported(Refusal):
    """The bytes are of a kind we do not read."""

    default_code = "unsupported"


class Unavailable(Refusal):
    """A part we depend on does not answer; the same request may succeed later."""

    default_code = "unavailable"


class TooMany(Refusal):
    """A limit was reached. `retry_after` is in whole seconds, at least one."""

    default_code = "too_many"

    def __init__(self, retry_after: int, code: str | None = None, **details: object) -> None:
        self.retry_after: int = max(1, retry_after)
        super().__init__(code, retry_after=self.retry_after, **details)


class Invalid(Refusal):
    """Some fields cannot be accepted: `fields` maps each name to a message code."""

    default_code = "invalid"

    def __init__(self, fields: Mapping[str, str], code: str | None = None, **details: object) -> None:
        self.fields: dict[str, str] = dict(fields)
        super().__init__(code, **details)


class Incomplete(Invalid):
    """Some fields are missing: `Incomplete("reason")`, or a mapping when a field has its own message code."""

    default_code = "incomplete"

    def __init__(self, *missing: str | Mapping[str, str], code: str | None = None, **details: object) -> None:
        fields: dict[str, str] = {}
        for item in missing:
            fields.update({item: "required"} if isinstance(item, str) else item)
        super().__init__(fields, code, **details)
