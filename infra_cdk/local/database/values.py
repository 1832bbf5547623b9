"""How values travel through the RDS Data API, and how its named parameters become psycopg's.

Source: API_SqlParameter and API_Field in https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/
"""

import base64
import datetime as dt
import decimal
import json
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from psycopg import Connection
from psycopg.types.json import Jsonb
from psycopg.types.numeric import Int8
from psycopg.types.string import StrDumper, TextLoader

# Everything that may hide a colon which does not start a parameter is matched first.
_TOKEN = re.compile(
    r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | \$(\w*)\$.*?\$\1\$ | --[^\n]* | /\*.*?\*/ | :: | := |
        (?<![\w:]):([A-Za-z_]\w*) | %""",
    re.VERBOSE | re.DOTALL,
)
_HIDDEN = re.compile(
    r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | \$(\w*)\$.*?\$\1\$ | --[^\n]* | /\*.*?\*/ | \bBEGIN\s+ATOMIC\b.*""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


class DataApiError(Exception):
    """An answer other than 200.

    Args:
        code: Name of the exception in the service's model.
        message: For people.
        status: HTTP status.
    """

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


class Text(str):
    """A stringValue without type hint: bound as `text`, never guessed by the server, as in Aurora."""

    __slots__ = ()


class _TextDumper(StrDumper):
    """Sends the type `text` with the value."""


def prepare(connection: Connection[Any]) -> None:
    """Teaches a connection the Data API's view of types: JSON comes back as text, `Text` goes out typed."""
    connection.adapters.register_dumper(Text, _TextDumper)
    for name in ("json", "jsonb"):
        connection.adapters.register_loader(name, TextLoader)


def bind(sql: str, parameters: Iterable[Mapping[str, Any]]) -> tuple[str, dict[str, Any]]:
    """Translates `:name` parameters to psycopg's `%(name)s`.

    Raises:
        DataApiError: A parameter of the statement was not given, a value does not fit its type hint, or it is
            more than one statement.
    """
    if ";" in _HIDDEN.sub("", sql).strip().removesuffix(";"):
        raise DataApiError("BadRequestException", "Multistatements aren't supported.")
    values = {parameter["name"]: python_value(parameter) for parameter in parameters}

    def replacement(match: re.Match[str]) -> str:
        name = match[2]
        if name is None:
            return match[0].replace("%", "%%")
        if name not in values:
            raise DataApiError("BadRequestException", f"Cannot find parameter: {name}")
        return f"%({name})s"

    return _TOKEN.sub(replacement, sql), values


_HINTED: Mapping[str, Callable[[str], Any]] = {
    "DATE": dt.date.fromisoformat,
    "TIME": dt.time.fromisoformat,
    "TIMESTAMP": dt.datetime.fromisoformat,
    "DECIMAL": decimal.Decimal,
    "UUID": uuid.UUID,
    "JSON": lambda text: Jsonb(json.loads(text)),
}


def python_value(parameter: Mapping[str, Any]) -> Any:
    """The value of a SqlParameter."""
    ((kind, value),) = parameter["value"].items()
    hint = parameter.get("typeHint", "")
    match kind:
        case "isNull":
            return None
        case "longValue":
            return Int8(value)
        case "doubleValue" | "booleanValue":
            return value
        case "blobValue":
            return base64.b64decode(value)
        case "stringValue" if not hint:
            return Text(value)
        case "stringValue":
            try:
                return _HINTED[hint](value)
            except (ValueError, KeyError, decimal.InvalidOperation):
                raise DataApiError("BadRequestException", f"Bad value for type {hint}: {value}") from None
    raise DataApiError("BadRequestException", f"{kind} parameters are not supported.")


def api_field(value: Any) -> dict[str, Any]:  # noqa: PLR0911 - one return per type of the API
    """A Field of a record."""
    match value:
        case None:
            return {"isNull": True}
        case bool():
            return {"booleanValue": value}
        case int():
            return {"longValue": value}
        case float():
            return {"doubleValue": value}
        case bytes() | memoryview():
            return {"blobValue": base64.b64encode(bytes(value)).decode()}
        case dt.datetime():
            # The service answers timestamps in UTC and without their zone.
            utc = value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value
            return {"stringValue": utc.isoformat(" ")}
        case list():
            return {"arrayValue": _array(value)}
    return {"stringValue": str(value)}


def json_value(value: Any) -> Any:
    """The same value in `formattedRecords`."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    field = api_field(value)
    return next(iter(field.values()))


def _array(values: list[Any]) -> dict[str, Any]:
    for kind, key in ((bool, "booleanValues"), (int, "longValues"), (float, "doubleValues")):
        if values and all(type(value) is kind for value in values):
            return {key: values}
    return {"stringValues": [None if value is None else str(json_value(value)) for value in values]}
