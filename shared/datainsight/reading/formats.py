"""Which format the first bytes of a file tell."""

import zipfile
from collections.abc import Collection

from datainsight.errors import RefusedError, UnreadableError
from datainsight.models.dataset import Compression, FileFormat
from datainsight.reading.compression import compression_of, decompressed_blocks
from datainsight.reading.limits import KIB, ReadingLimits
from datainsight.reading.seekable import content_file
from datainsight.reading.source import ByteSource

WORKBOOKS = (FileFormat.XLSX, FileFormat.XLSB, FileFormat.XLS, FileFormat.ODS)
COLUMNAR = (FileFormat.PARQUET, FileFormat.ARROW)
_COLUMNAR_MAGIC = (
    (b"PAR1", FileFormat.PARQUET),
    (b"PARE", FileFormat.PARQUET),
    (b"ARROW1\0\0", FileFormat.ARROW),
)
_HEAD_BYTES = 4 * KIB
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_MOST_PARTS = 100_000
_CONTENT_TYPES = "[content_types].xml"
_PARTS = (("workbook.xml", FileFormat.XLSX), ("workbook.bin", FileFormat.XLSB))


def binary_format(source: ByteSource, limits: ReadingLimits) -> tuple[FileFormat | None, Compression]:
    """The format of a file that is no text, None for all others, and what it is wrapped in.

    A zip file that is no workbook has no format by itself; it is a wrapping.

    Raises:
        UnreadableError: Compressed data is damaged.
        RefusedError: It grows beyond the limits.
    """
    head = source.read_range(0, _HEAD_BYTES)
    compression = compression_of(head)
    if compression is not Compression.NONE:
        head = next(decompressed_blocks(source, compression, limits), b"")[:_HEAD_BYTES]
    for magic, file_format in _COLUMNAR_MAGIC:
        if head.startswith(magic):
            return file_format, compression
    if head.startswith(_OLE):
        return FileFormat.XLS, compression
    if head.startswith(_ZIP):
        names = _names_in_zip(source, compression, limits)
        workbook = _workbook_format(names)
        return workbook, compression if workbook or compression is not Compression.NONE else Compression.ZIP
    return None, compression


def _workbook_format(names: Collection[str]) -> FileFormat | None:
    if _CONTENT_TYPES in names:
        last_parts = {each.rpartition("/")[2] for each in names}
        return next((found for part, found in _PARTS if part in last_parts), None)
    return FileFormat.ODS if {"content.xml", "mimetype"} <= set(names) else None


def _names_in_zip(source: ByteSource, compression: Compression, limits: ReadingLimits) -> Collection[str]:
    try:
        with content_file(source, compression, limits) as file, zipfile.ZipFile(file) as archive:
            names = [_canonical(each) for each in archive.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError(
            "the zip file (or workbook) is damaged or not complete.",
            where=source.name,
            remedy="Download or save it again.",
        ) from error
    if len(names) > _MOST_PARTS:
        raise RefusedError(
            f"the zip file has {len(names)} members; up to {_MOST_PARTS} are looked at.",
            where=source.name,
            remedy="Name a file with one table in it.",
        )
    return names


def _canonical(name: str) -> str:
    """Some programs write capitals and backslashes."""
    return name.replace("\\", "/").lower().lstrip("/")
