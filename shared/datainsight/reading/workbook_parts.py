"""The parts of a zipped workbook, and where its sheets and styles stand."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from xml.etree import ElementTree  # entity bombs: expat stops them, and parts are bounded

from datainsight.errors import UnreadableError
from datainsight.reading.limits import MIB

_BLOCK_BYTES = MIB
_LARGEST_INDEX_BYTES = 16 * MIB
_INDEX = re.compile(r"(?:^|/)workbook\.(?:xml|bin)$", re.IGNORECASE)
_BUNDLE_SHEET = 156
"""BIFF12: BrtBundleSh, a sheet's identifier and name, [MS-XLSB] 2.4.304."""


def open_zip(file: BinaryIO, name: str) -> zipfile.ZipFile:
    """The zip file of a workbook.

    Raises:
        UnreadableError: It is damaged.
    """
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RecursionError) as error:
        raise UnreadableError(
            "the file is damaged: it is no whole zip file.", where=name, remedy="Download or save it again."
        ) from error


@contextmanager
def telling_damaged_parts(name: str, sheet: str | None) -> Iterator[None]:
    """Turns what damaged parts raise into our own error.

    Raises:
        UnreadableError: A part is damaged.
    """
    try:
        yield
    except (
        zipfile.BadZipFile,
        ElementTree.ParseError,
        KeyError,
        EOFError,
        zlib.error,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise UnreadableError(
            "the workbook is damaged.",
            where=f"{name}, sheet {sheet!r}" if sheet else name,
            remedy="Save it again.",
        ) from error


def blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part, a block at a time."""
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK_BYTES):
            yield block


def ended_pieces(texts: Iterator[bytes], end: bytes, longest: int = _BLOCK_BYTES) -> Iterator[bytes]:
    """The same text in pieces that each end with `end`; longer ones are dropped."""
    rest = b""
    for text in texts:
        joined = rest + text
        cut = joined.rfind(end) + len(end) if end in joined else 0
        yield joined[:cut]
        rest = joined[cut:] if len(joined) - cut <= longest else b""


def elements(archive: zipfile.ZipFile, part: str, tag: str) -> Iterator[ElementTree.Element]:
    """The elements of a name, whatever their namespace, of a part that is no sheet."""
    with archive.open(part) as stream:
        root = ElementTree.fromstring(stream.read(_LARGEST_INDEX_BYTES))  # noqa: S314 - see the import
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == tag)


def sheet_part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The part that holds a sheet; None where the index does not say."""
    index = _index(archive)
    if index.endswith(".bin"):
        identifiers = dict(_binary_sheets(archive.read(index)))
    else:
        identifiers = {
            element.get("name", ""): next(
                (value for key, value in element.items() if key.endswith("}id")), ""
            )
            for element in elements(archive, index, "sheet")
        }
    targets = {each.get("Id", ""): each for each in _relationships(archive, index)}
    found = targets.get(identifiers.get(sheet, ""))
    return _target(index, found) if found is not None else None


def styles_part(archive: zipfile.ZipFile) -> str | None:
    """The part that holds the formats; None where there is none."""
    index = _index(archive)
    for each in _relationships(archive, index):
        if each.get("Type", "").endswith("/styles"):
            part = _target(index, each)
            return part if part in archive.namelist() else None
    return None


def binary_records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, position and length of the records of a binary part, [MS-XLSB] 2.1.4."""
    position = 0
    while position < len(data):
        kind, position = _variable(data, position, 2)
        length, position = _variable(data, position, 4)
        yield kind, position, length
        position += length


def wide_text(data: bytes, position: int) -> tuple[str, int]:
    """A text after its length in UTF-16 units, and the position after it; none beyond the data."""
    length = int.from_bytes(data[position : position + 4], "little")
    position += 4
    if length > (len(data) - position) // 2:
        return "", position
    end = position + 2 * length
    return data[position:end].decode("utf-16-le", "replace"), end


def _index(archive: zipfile.ZipFile) -> str:
    return next((each for each in archive.namelist() if _INDEX.search(each)), "")


def _binary_sheets(data: bytes) -> Iterator[tuple[str, str]]:
    """Names and identifiers of the sheets of a binary workbook."""
    for kind, position, length in binary_records(data):
        if kind == _BUNDLE_SHEET and length >= 16:
            identifier, after = wide_text(data, position + 8)
            yield wide_text(data, after)[0], identifier


def _relationships(archive: zipfile.ZipFile, index: str) -> Iterator[ElementTree.Element]:
    folder, _, file = index.rpartition("/")
    return elements(
        archive, f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels", "Relationship"
    )


def _target(index: str, relationship: ElementTree.Element) -> str | None:
    target = relationship.get("Target", "")
    folder, slash, _ = index.rpartition("/")
    return (target[1:] if target.startswith("/") else folder + slash + target) if target else None


def _variable(data: bytes, position: int, longest: int) -> tuple[int, int]:
    """A number of 7 bits a byte, and the position after it."""
    value = 0
    for count in range(longest):
        if position >= len(data):
            break
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << (7 * count)
        if byte < 0x80:
            break
    return value, position
