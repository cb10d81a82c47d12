"""What people type, turned into typed values or into errors beside the field. Nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from threading import Lock
from typing import Annotated, Any, Generic, TypeVar, get_origin

from flask import request
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from werkzeug.datastructures import FileStorage, MultiDict

from marketplace.kit.errors import Invalid
from marketplace.kit.identity_numbers import carries_identity_number
from marketplace.kit.text import squeeze
from marketplace.web.labels import message

_building = Lock()
SchemaType = TypeVar("SchemaType", bound="Schema")


def _line(value: object) -> object:
    if not isinstance(value, str):
        return value
    _refuse_unreadable(value)
    return squeeze(value)


def _paragraphs(value: object) -> object:
    if not isinstance(value, str):
        return value
    _refuse_unreadable(value)
    lines = [squeeze(line) for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(lines).strip()


def _refuse_unreadable(value: str) -> None:
    if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise PydanticCustomError("text.unreadable", "characters that cannot be stored")


def without_identity_number(text: str) -> str:
    """Refuse sixteen digits before anything is kept."""
    if carries_identity_number(text):
        raise PydanticCustomError("text.identity_number", "sixteen digits")
    return text


Line = Annotated[str, BeforeValidator(_line)]
"""One line: blanks collapsed, invisible characters gone."""
Paragraphs = Annotated[str, BeforeValidator(_paragraphs)]
"""Several lines, each one cleaned."""
NoIdentityNumber = AfterValidator(without_identity_number)
"""Beside one of the two above: a text in which nobody's identity number may be left."""


def needed(code: str) -> BeforeValidator:
    """A field left blank gets words of its own; its default is "", and validated."""

    def check(value: object) -> object:
        if not value:
            raise PydanticCustomError(code, "nothing was written")
        return value

    return BeforeValidator(check)


class Schema(BaseModel):
    """What one form may send. Unknown fields are ignored, a blank one (or one drawn as nothing) counts as not sent."""

    model_config = ConfigDict(extra="ignore", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_blanks(cls, values: Any) -> Any:
        if not isinstance(values, Mapping):
            return values
        return {
            name: value
            for name, value in values.items()
            if not isinstance(value, str) or "\0" in value or squeeze(value)
        }


class Form(Generic[SchemaType]):
    """A form as it was sent, or as it is first shown: raw values, the typed result, errors by field."""

    def __init__(self, schema: type[SchemaType], raw: MultiDict[str, str], data: SchemaType | None) -> None:
        self.schema = schema
        self.raw = raw
        self.errors: dict[str, str] = {}
        self._data = data

    @property
    def ok(self) -> bool:
        """True while nothing is wrong with it."""
        return self._data is not None and not self.errors

    @property
    def data(self) -> SchemaType:
        """The typed values; raises ValueError while there are none."""
        if self._data is None:
            raise ValueError("the form has errors")
        return self._data

    def value(self, name: str) -> str:
        """What was typed into a field, letter by letter."""
        return self.raw.get(name, "")

    def values(self, name: str) -> list[str]:
        """Everything ticked or chosen under one name."""
        return self.raw.getlist(name)

    def add_values(self, values: Mapping[str, str]) -> None:
        """Show fields that were not on the page that was sent."""
        self.raw = MultiDict(self.raw)
        self.raw.update(values)

    def fail(self, name: str, code: str, **details: object) -> None:
        """Put an error beside a field; the first one said stays."""
        self.errors.setdefault(name, message(code, details))

    def refused(self, refusal: Invalid) -> None:
        """Take over what an operation found wrong, field by field."""
        for name, code in refusal.fields.items():
            self.fail(name, code)


def read_form(schema: type[SchemaType]) -> Form[SchemaType]:
    """Read the posted form."""
    return _read(schema, request.form)


def read_query(schema: type[SchemaType]) -> Form[SchemaType]:
    """Read the address's query in the same way."""
    return _read(schema, request.args)


def read_values(schema: type[SchemaType], values: Mapping[str, str | list[str]]) -> Form[SchemaType]:
    """Read values that came another way, a list's row for one, as if they had been posted."""
    return _read(schema, MultiDict(values))


def without_errors(form: Form[SchemaType]) -> Form[SchemaType]:
    """Read what was sent once more without the fields that failed, so that the rest of it can be kept.

    A field left out has its default there: the caller must skip the names in `form.errors`.
    """
    sound = MultiDict((name, value) for name, value in form.raw.items(multi=True) if name not in form.errors)
    return _read(form.schema, sound)


def blank_form(schema: type[SchemaType], initial: Mapping[str, object] | None = None) -> Form[SchemaType]:
    """A form nobody has sent yet, filled with what is already known."""
    raw: MultiDict[str, str] = MultiDict()
    for name, value in (initial or {}).items():
        if isinstance(value, (list, tuple, set, frozenset)):
            raw.setlist(name, [str(item) for item in value])
        elif value is not None:
            raw[name] = str(value)
    return Form(schema, raw, None)


def uploaded_files(name: str) -> list[FileStorage]:
    """The files chosen under one name; a file field left empty sends a nameless one, which is dropped."""
    return [file for file in request.files.getlist(name) if file.filename]


def _build(schema: type[BaseModel]) -> None:
    """Make what reads a form at its first use, by one thread: all of them take a twentieth of a start."""
    if not schema.__pydantic_complete__:
        with _building:
            schema.model_rebuild()


def _read(schema: type[SchemaType], sent: MultiDict[str, str]) -> Form[SchemaType]:
    values: dict[str, Any] = {}
    for name, field in schema.model_fields.items():
        key = field.alias or name
        if key not in sent:
            continue
        values[key] = sent.getlist(key) if _is_list(field.annotation) else sent.getlist(key)[-1]
    form: Form[SchemaType] = Form(schema, sent, None)
    _build(schema)
    try:
        form._data = schema.model_validate(values)
    except ValidationError as error:
        for problem in error.errors():
            _put(form, problem)
    return form


def _is_list(annotation: Any) -> bool:
    origin = get_origin(annotation)
    return (
        origin is not None and isinstance(origin, type) and issubclass(origin, Iterable) and origin is not str
    )


def _put(form: Form[Any], problem: ErrorDetails) -> None:
    place: Sequence[int | str] = problem["loc"] or ("form",)
    code, details = _code(problem)
    form.fail(str(place[0]), code, **details)


_CODES = {
    "missing": "required",
    "string_too_long": "text.too_long",
    "string_too_short": "text.too_short",
    "string_type": "invalid",
    "enum": "choice",
    "literal_error": "choice",
    "int_parsing": "number.unreadable",
    "int_type": "number.unreadable",
    "int_parsing_size": "number.unreadable",
    "int_from_float": "number.unreadable",
    "decimal_parsing": "number.unreadable",
    "decimal_max_places": "number.unreadable",
    "decimal_max_digits": "number.unreadable",
    "decimal_whole_digits": "number.unreadable",
    "finite_number": "number.unreadable",
    "greater_than": "number.too_small",
    "greater_than_equal": "number.too_small",
    "less_than": "number.too_large",
    "less_than_equal": "number.too_large",
    "date_parsing": "date.unreadable",
    "date_from_datetime_parsing": "date.unreadable",
    "date_from_datetime_inexact": "date.unreadable",
    "time_parsing": "time.unreadable",
    "too_long": "list.too_long",
    "too_short": "required",
    "bool_parsing": "choice",
}
_LIMITS = ("max_length", "min_length", "ge", "gt", "le", "lt")


def _code(problem: ErrorDetails) -> tuple[str, dict[str, object]]:
    kind = problem["type"]
    if kind in ("too_long", "too_short") and isinstance(problem["input"], str):
        kind = f"string_{kind}"  # pydantic counts a cleaned text as it counts a list
    context: dict[str, object] = dict(problem.get("ctx", {}))
    limit = next((context[name] for name in _LIMITS if name in context), None)
    details = {**context, "limit": limit} if limit is not None else context
    return _CODES.get(kind, kind if "." in kind else "invalid"), details
