"""Single JSON values: decoded strictly (RFC 8259), and shown as the text of a cell.

Python's decoder knows the grammar, runs in C and is stricter than most; what it takes beyond the standard
(NaN, Infinity) is refused here. Numbers keep their spelling, so that nothing is rounded or reformatted.
"""

import json
import re
from collections.abc import Callable
from typing import Any

from datainsight.errors import RefusedError

DEEPEST = 64
"""Objects and arrays may be nested so far; the grammar has no limit, machines do."""

_WHITE = re.compile(r"[ \t\n\r]*")
_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*+"|(-?Infinity|NaN)', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


class NotJsonError(Exception):
    """The text at a position is not what the grammar wants there.

    Args:
        what: What is wrong, without a full stop.
        position: Index into the text.
        is_cut: Whether more text might make it right.
    """

    def __init__(self, what: str, position: int, *, is_cut: bool = False) -> None:
        super().__init__(what)
        self.what = what
        self.position = position
        self.is_cut = is_cut


class _ForbiddenConstantError(ValueError):
    """NaN or Infinity."""


class SpelledNumber(str):
    """A number as it is spelled in the file."""

    __slots__ = ()


class DuplicateKeys(dict[str, Any]):
    """An object in which a key stands twice; the last one counts."""


def _forbid(name: str) -> None:
    raise _ForbiddenConstantError(name)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else DuplicateKeys(found)


# Numbers become plain text here: a class of our own would take three times as long.
_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(
    parse_int=str, parse_float=str, parse_constant=_forbid, object_pairs_hook=_object
).scan_once  # type: ignore[attr-defined]
_exact = json.JSONDecoder(parse_int=SpelledNumber, parse_float=SpelledNumber)


def skip_white(text: str, position: int) -> int:
    """The position after white space."""
    match = _WHITE.match(text, position)
    return match.end() if match else position


def value_at(text: str, position: int) -> tuple[Any, int]:
    """The value that begins at a position, and the position after it; numbers and strings are both `str`.

    Raises:
        NotJsonError: There is none.
        RefusedError: It is nested absurdly deep.
    """
    try:
        return _scan(text, position)
    except StopIteration as stop:
        at = stop.value if isinstance(stop.value, int) else position
        raise NotJsonError("a value is missing", at, is_cut=len(text) - at < len("-Infinity")) from stop
    except json.JSONDecodeError as error:
        is_cut = error.msg.startswith("Unterminated string") or len(text) - error.pos < len("\\ud800\\udc00")
        raise NotJsonError(_lowered(error.msg), error.pos, is_cut=is_cut) from error
    except _ForbiddenConstantError as error:
        raise NotJsonError(f"JSON knows no {error}", _constant_at(text, position)) from error
    except RecursionError as error:
        raise too_deep() from error


def whole_value(text: str) -> Any:
    """The only value of a text.

    Raises:
        NotJsonError: The text is anything else.
        RefusedError: It is nested absurdly deep.
    """
    value, end = value_at(text, skip_white(text, 0))
    end = skip_white(text, end)
    if end < len(text):
        raise NotJsonError("something follows the value", end)
    return value


def exact_value(text: str) -> Any:
    """A value that `value_at` took, with numbers told from strings."""
    return _exact.decode(text)


def too_deep(where: str = "") -> RefusedError:
    """The refusal of values that are nested too far."""
    return RefusedError(
        f"values are nested more than {DEEPEST} levels deep.",
        where=where,
        remedy="Flatten the records before reading them.",
    )


def refuse_depth(value: object, left: int = DEEPEST) -> None:
    """Stops at a value that is nested too far.

    Raises:
        RefusedError: It is.
    """
    if not isinstance(value, dict | list):
        return
    if left == 0:
        raise too_deep()
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, dict | list):
            refuse_depth(each, left - 1)


def cell_text(value: object) -> str | None:
    """A value as text: null and empty text are no value, arrays and objects stay JSON."""
    match value:
        case None | "":
            return None
        case str():
            return str(value)
        case bool():
            return "true" if value else "false"
        case _:
            return json_text(value)


def json_text(value: object) -> str:
    """A value as JSON on one line, numbers as they were spelled.

    Raises:
        RefusedError: It is nested too far.
    """
    refuse_depth(value)
    return _json_text(value)


def clean_text(text: str) -> str:
    """Text without NUL characters and lone surrogates, which no table can hold."""
    return _SURROGATE.sub("\ufffd", text.replace("\0", ""))


def has_surrogates(text: str) -> bool:
    """Whether there are halves of characters, which JSON can escape but UTF-8 cannot hold."""
    return _SURROGATE.search(text) is not None


def _json_text(value: object) -> str:
    match value:
        case SpelledNumber():
            return str(value)
        case dict():
            return "{" + ", ".join(f"{_quoted(key)}: {_json_text(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_json_text, value)) + "]"
        case _:
            return _quoted(value)


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _constant_at(text: str, position: int) -> int:
    return next((match.start() for match in _CONSTANT.finditer(text, position) if match[1]), position)


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]
