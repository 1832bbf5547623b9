r"""The only way text of users gets into code: literals, identifiers, comments.

Names of columns and values are written by whoever made the file. Here each becomes exactly one token of the
target language, whatever it holds. Characters that cannot be seen are escaped, so that a script shows what it
does (direction marks could otherwise turn its text around on the screen).
"""

import re
from collections.abc import Callable

from datainsight.errors import GeneratedCodeError

LONGEST_IN_COMMENT = 60


def python_text(text: str) -> str:
    """A Python string literal in double quotes."""
    named = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(named.get(each) or _seen(each, python_escape) for each in text) + '"'


def python_pattern(pattern: str) -> str:
    """A regular expression as a raw Python literal where it can be one."""
    if "\n" in pattern or pattern.endswith("\\") or not pattern.isprintable():
        return python_text(pattern)
    if '"' in pattern:  # a formatter prefers the other quotes to backslashes
        return python_text(pattern) if "'" in pattern else f"{'r' if chr(92) in pattern else ''}'{pattern}'"
    return f'r"{pattern}"' if "\\" in pattern else f'"{pattern}"'


def r_text(text: str) -> str:
    """An R string literal, in ASCII alone: R may run in a locale that knows nothing else."""
    _refuse_nul(text)
    named = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(named.get(each) or _ascii(each, r_escape) for each in text) + '"'


def r_pattern(pattern: str) -> str:
    """A regular expression as a raw R literal where it can be one."""
    if ")" + '"' in pattern or not pattern.isascii() or not pattern.isprintable():
        return r_text(pattern)
    return f'r"({pattern})"' if "\\" in pattern or '"' in pattern else f'"{pattern}"'


def sql_text(text: str, character: str) -> str:
    """A standard SQL string literal; what cannot be seen is put in by a function.

    Args:
        text: The text.
        character: The dialect's function from code point to text, `chr` in most.
    """
    _refuse_nul(text)
    pieces = re.findall(r"[ -~]+|[^ -~]", text)
    merged: list[str] = []
    for piece in pieces:
        if not piece.isprintable():
            merged.append(f"{character}({ord(piece)})")
        elif merged and merged[-1].startswith("'"):
            merged[-1] = f"{merged[-1][:-1]}{piece.replace(chr(39), chr(39) * 2)}'"
        else:
            merged.append("'" + piece.replace("'", "''") + "'")
    return merged[0] if len(merged) == 1 else f"({' || '.join(merged)})" if merged else "''"


def sql_name(name: str) -> str:
    """A standard SQL identifier in double quotes."""
    _refuse_nul(name)
    return '"' + name.replace('"', '""') + '"'


def escaped_text(text: str, escape: Callable[[int], str]) -> str:
    """A string literal of a dialect of SQL in which a backslash escapes (Snowflake, BigQuery).

    Args:
        text: The text.
        escape: How a code point that cannot be seen is written.
    """
    _refuse_nul(text)
    named = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "'" + "".join(named.get(each) or _seen(each, escape) for each in text) + "'"


def escaped_name(name: str) -> str:
    """An identifier in back quotes, in which a backslash escapes (BigQuery)."""
    _refuse_nul(name)
    return (
        "`" + name.replace("\\", "\\\\").replace("`", "\\`").replace("\n", "\\n").replace("\r", "\\r") + "`"
    )


def comment(text: str) -> str:
    """Text for a comment: one line, everything visible, not too long."""
    visible = "".join(_seen(each, python_escape) for each in text[: LONGEST_IN_COMMENT + 1])
    return visible if len(visible) <= LONGEST_IN_COMMENT else f"{visible[:LONGEST_IN_COMMENT]}…"


def spelled_pattern(pattern: str, *, end: str, escape: Callable[[int], str]) -> str:
    """A pattern of the common subset in the spelling of one engine.

    Args:
        pattern: Characters that cannot be seen stand as themselves, `$` is the end of the text.
        end: What means the very end of the text: `$` also fits before a last line break in some engines.
        escape: How a code point is written inside an expression.
    """
    named = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    spelled: list[str] = []
    in_class = is_escaped = False
    for each in pattern:
        if is_escaped:
            is_escaped = False
        elif each == "\\":
            is_escaped = True
        elif each == "[" and not in_class:
            in_class = True
        elif each == "]":
            in_class = False
        elif each == "$" and not in_class:
            spelled.append(end)
            continue
        spelled.append(named.get(each) or _seen(each, escape))
    return "".join(spelled)


def _seen(character: str, escape: Callable[[int], str]) -> str:
    return character if character.isprintable() else escape(ord(character))


def _ascii(character: str, escape: Callable[[int], str]) -> str:
    return character if " " <= character <= "~" else escape(ord(character))


def python_escape(code: int) -> str:
    """A code point in Python, in literals and in expressions."""
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def braced_escape(code: int) -> str:
    """A code point in the expressions of Rust, RE2 and ICU."""
    return f"\\x{{{code:X}}}"


def r_escape(code: int) -> str:
    """A code point in R."""
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _refuse_nul(text: str) -> None:
    if "\0" in text:
        raise GeneratedCodeError("A name or value holds a NUL character, which this language cannot say.")
