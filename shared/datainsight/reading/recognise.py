"""Formats that are no delimited text, told by their first bytes, so that none is read as garbage."""

import json
import re

from datainsight.errors import UnreadableError

_NOT_YET = "Export it as CSV and read that; this format is not supported yet."
_NEVER = "Name a table instead, for example a CSV file."

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a zip file inside of another compression", "Decompress it first."),
    (b"FEA1", "a Feather file of version 1", _NOT_YET),
    (b"ORC", "an ORC file", _NOT_YET),
    (b"Obj\x01", "an Avro file", _NOT_YET),
    (b"SQLite format 3\0", "a SQLite database", _NOT_YET),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file", _NOT_YET),
    (b"%PDF-", "a PDF document", _NEVER),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", _NEVER),
    (b"\xff\xd8\xff", "a JPEG picture", _NEVER),
    (b"GIF87a", "a GIF picture", _NEVER),
    (b"GIF89a", "a GIF picture", _NEVER),
    (b"\x7fELF", "a program", _NEVER),
    (b"{\\rtf", "an RTF document", _NEVER),
    (b"BZh", "a bzip2 file", "Decompress it first, or use gzip or zstd."),
    (b"\xfd7zXZ\0", "an xz file", "Decompress it first, or use gzip or zstd."),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file", "Decompress it first, or use gzip or zstd."),
    (b"Rar!\x1a\x07", "a RAR file", "Decompress it first, or use gzip or zstd."),
)
_MARKUP = re.compile(r"\s*<(?:!doctype\b|html\b|\?xml\b|svg\b)", re.IGNORECASE)
_JSON_START = re.compile(
    r'\s*(?:\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}[ \t]*(?:\r?\n|$))'
    r'|\[\s*(?:[\[{]|"(?:[^"\\]|\\.)*"\s*[,\]]|-?\d[\d.eE+-]*\s*[,\]]|\]\s*$))'
)
_JSON_NAME = re.compile(r"\.(?:json|ndjson|jsonl|geojson)(?:\.(?:gz|zst))?$", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f]")
_CONTROL_SHARE, _CONTROLS = 0.02, 4
"""A text may have so many control characters; a share of it, but a few in any case."""

_JUDGED_CHARACTERS = 65_536


def refuse_other_formats(head: bytes, name: str) -> None:
    """Stops at files whose first bytes say that they are something else.

    Raises:
        UnreadableError: They do.
    """
    for magic, what, remedy in _MAGIC:
        # "BZh", "ORC" and the like may also begin a text; what follows in a real file never looks like text.
        if head.startswith(magic) and (len(magic) > 4 or _is_binary_bytes(head[: 4 * 1024])):
            raise UnreadableError(
                f"this is {what}, not a text table.", where=f"{name}, byte 0", remedy=remedy
            )


def refuse_other_texts(text: str, name: str) -> None:
    """Stops at text that is no table: binary data, HTML, XML.

    Raises:
        UnreadableError: It is.
    """
    judged = text[:_JUDGED_CHARACTERS]
    controls = _CONTROL.findall(judged)
    if len(controls) > max(_CONTROLS, _CONTROL_SHARE * len(judged)):
        first = _CONTROL.search(judged)
        raise UnreadableError(
            "this is binary data, not a text table.",
            where=f"{name}, character {first.start() if first else 0}",
            remedy="Check that the file is what its name says and was transferred completely.",
        )
    if _MARKUP.match(judged):
        raise UnreadableError(
            "this is HTML or XML, not a text table.", where=f"{name}, line 1", remedy=_NEVER
        )


def looks_like_json(text: str, name: str) -> bool:
    """Whether a text is meant to be JSON, valid or not.

    A name that says so is believed where the text begins with a bracket, and where it is neither that nor
    several lines that could be a table. Elsewhere the text has to look like JSON by itself.
    """
    judged = text[:_JUDGED_CHARACTERS].lstrip("\ufeff")
    if _JSON_NAME.search(name):
        content = judged.strip(" \t\r\n")
        return content[:1] in {"{", "["} or _is_json_value(content) or "\n" not in content
    return _is_json(judged)


def _is_json_value(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_binary_bytes(head: bytes) -> bool:
    return b"\0" in head or sum(1 for byte in head if byte > 127) > 0.1 * len(head)


def _is_json(text: str) -> bool:
    """A JSON value that is no plain number or word, or lines of such."""
    if not _JSON_START.match(text):
        return False
    first_line = text.strip().split("\n", 1)[0]
    for candidate in (text, first_line):
        try:
            return isinstance(json.loads(candidate), dict | list)
        except (ValueError, RecursionError):
            continue
    # Cut or pretty-printed: an opening bracket and a quoted key are enough, a CSV line has no such beginning.
    return text.lstrip()[:1] == "{" or first_line.strip() in {"[", "[{", "[["} or first_line.startswith("[{")
