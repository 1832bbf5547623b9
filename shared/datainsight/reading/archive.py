"""Files inside a zip file: which one is read, and what is refused."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from datainsight.errors import RefusedError, UnreadableError, UsageError
from datainsight.models.dataset import Compression
from datainsight.reading.limits import GIB, MIB, ReadingLimits
from datainsight.reading.seekable import content_file
from datainsight.reading.source import ByteSource, SpooledStream

_ENCRYPTED = 1
_TABLES = frozenset(
    f".{ending}"
    for ending in (
        *("csv", "tsv", "tab", "txt", "psv", "dat", "json", "ndjson", "jsonl", "geojson", "gz", "zst"),
        *("xlsx", "xlsm", "xlsb", "xls", "ods", "parquet", "arrow", "feather", "ipc"),
    )
)
_MOST_MEMBERS = 100_000
_SHOWN = 10
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


def choose_member(
    source: ByteSource, sheet: str | None, limits: ReadingLimits
) -> tuple[str, str | None, tuple[str, ...]]:
    """Which member of a zip file is read.

    It is the one that `sheet` names. Otherwise it is the only one; of several it is the largest whose name
    ends like that of a table. Folders and what systems leave behind (`__MACOSX/`, names that begin with a
    point) do not count.

    Args:
        source: The zip file.
        sheet: The name of a member, or, where the member has parts itself, `member/part`; with only one
            member the part alone will do.
        limits: Bounds on what it may unpack to.

    Returns:
        The member, the part of it that `sheet` names, and all members.

    Raises:
        UsageError: There is no member of that name.
        UnreadableError: The file is damaged or encrypted, or holds no files.
        RefusedError: Names of members lead out of their folder, or it unpacks to too much.
    """
    with _open(source, limits) as archive:
        members = [each for each in archive.infolist() if _has_name(each) and not each.is_dir()]
    if len(members) > _MOST_MEMBERS:
        raise RefusedError(
            f"the zip file has {len(members)} members; up to {_MOST_MEMBERS} are looked at.",
            where=source.name,
            remedy="Name a file with one table in it.",
        )
    for each in members:
        _refuse_tricks(each, source.name)
    members = [each for each in members if not _is_left_behind(each.filename)]
    names = tuple(each.filename for each in members)
    if not members:
        raise UnreadableError(
            "the zip file holds no files.", where=source.name, remedy="Name a file with a table in it."
        )
    if sheet is not None:
        member, part = _named(names, sheet, source.name)
    else:
        tables = [each for each in members if PurePosixPath(each.filename).suffix.lower() in _TABLES]
        member, part = max(tables or members, key=lambda each: each.file_size).filename, None
    return member, part, names


@contextmanager
def unpacked(source: ByteSource, member: str, limits: ReadingLimits) -> Iterator[ByteSource]:
    """A member as a source, kept in a temporary file while it is read.

    Raises:
        UnreadableError: It is damaged or encrypted.
        RefusedError: It grows beyond the limits.
    """
    where = f"{source.name}, member {member!r}"
    with _open(source, limits) as archive:
        try:
            info = archive.getinfo(member)
        except KeyError as error:
            raise UnreadableError(
                f"the zip file has no member {member!r}.", where=source.name, remedy="Name another."
            ) from error
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableError(
                "the member is encrypted.",
                where=where,
                remedy="Unpack it with its password, and read the file.",
            )
        _refuse_growth(info, where, limits)
        try:
            with archive.open(info) as stream:
                content = SpooledStream(stream, PurePosixPath(member).name)  # type: ignore[arg-type]
        except _DAMAGE as error:
            raise _damaged(where) from error
        yield content


@contextmanager
def _open(source: ByteSource, limits: ReadingLimits) -> Iterator[zipfile.ZipFile]:
    with content_file(source, Compression.NONE, limits) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (*_DAMAGE, RecursionError) as error:
            raise _damaged(source.name) from error
        with archive:
            yield archive


def _named(names: tuple[str, ...], sheet: str, name: str) -> tuple[str, str | None]:
    if sheet in names:
        return sheet, None
    for each in names:
        if sheet.startswith(f"{each}/"):
            return each, sheet[len(each) + 1 :]
    if len(names) == 1:
        return names[0], sheet
    shown = ", ".join(map(repr, names[:_SHOWN])) + (", …" if len(names) > _SHOWN else "")
    raise UsageError(f"{name} has no member {sheet!r}.", remedy=f"It has {shown}.")


def _has_name(info: zipfile.ZipInfo) -> bool:
    """Damaged files and tricks have members called "" or ".", which no program could unpack."""
    return bool(PurePosixPath(info.filename.replace("\\", "/")).parts)


def _refuse_tricks(info: zipfile.ZipInfo, name: str) -> None:
    path = PurePosixPath(info.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise RefusedError(
            "a member's name leads out of its folder, as only an attack does.",
            where=f"{name}, member {info.filename!r}",
            remedy="Unpack the file yourself if you trust it.",
        )


def _refuse_growth(info: zipfile.ZipInfo, where: str, limits: ReadingLimits) -> None:
    """Stops at a member that announces to be too large; no more than announced is ever unpacked."""
    if info.file_size > limits.decompressed_bytes:
        raise RefusedError(
            f"the member holds more than {limits.decompressed_bytes / GIB:g} GiB.",
            where=where,
            remedy="Split it into smaller files.",
        )
    is_large = info.file_size > limits.compression_ratio_from_bytes
    if is_large and info.file_size > limits.compression_ratio * max(1, info.compress_size):
        raise RefusedError(
            f"the member grows from {info.compress_size // MIB} MiB to more than {limits.compression_ratio} "
            "times as much, as only a decompression bomb does.",
            where=where,
            remedy="If you trust it, unpack it yourself and read the result.",
        )


def _is_left_behind(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return parts[0] == "__MACOSX" or parts[-1].startswith(".")


def _damaged(where: str) -> UnreadableError:
    return UnreadableError(
        "the zip file is damaged or not complete.", where=where, remedy="Download it again."
    )
