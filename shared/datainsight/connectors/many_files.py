"""Many files as one table: columns by name, and those of a partitioned dataset from the folders' names."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from datainsight.connectors.fetched import FetchedFile, FetchFolder
from datainsight.errors import RefusedError
from datainsight.models.dataset import Dialect, SourceDescription
from datainsight.reading.fingerprint import fingerprint
from datainsight.reading.limits import DEFAULT_LIMITS
from datainsight.reading.split import split
from datainsight.services.progress import Progress, silent
from datainsight.services.reading import Reading, open_reading

if TYPE_CHECKING:
    import polars

_HIVE_NULL = "__HIVE_DEFAULT_PARTITION__"


@dataclass(frozen=True)
class ManyFiles:
    """Files that are one table.

    Attributes:
        name: Of the table.
        prefix: What all keys begin with.
        keys: In order.
        fetch: Brings a file by its key.
    """

    name: str
    prefix: str
    keys: tuple[str, ...]
    fetch: Callable[[str], FetchedFile]


@dataclass(frozen=True)
class _Part:
    reading: Reading
    partition: dict[str, str | None]

    @property
    def columns(self) -> tuple[str, ...]:
        own = self.reading.description.columns
        return (*own, *(name for name in self.partition if name not in own))


def as_one_table(
    files: ManyFiles, *, sheet: str | None = None, where: str = "", progress: Progress = silent
) -> Reading:
    """Reads each file by its own dialect and format, and puts the rows below each other.

    Columns are matched by name, in the order in which they first occur; a file that lacks one has no values
    there. Folders named `column=value`, as Hive and Spark write them, are columns.

    Raises:
        UnreadableError: One of the files is no table.
        RefusedError: There are too many columns.
    """
    parts = [
        _Part(open_reading(files.fetch(key), sheet=sheet), partition_of(key.removeprefix(files.prefix)))
        for key in files.keys
    ]
    columns = tuple(dict.fromkeys(name for part in parts for name in part.columns))
    if len(columns) > DEFAULT_LIMITS.columns:
        raise RefusedError(
            f"the files have {len(columns)} different columns; up to {DEFAULT_LIMITS.columns} can be read.",
            where=where,
        )
    if len(parts) == 1 and not parts[0].partition:
        return parts[0].reading
    folder = FetchFolder()
    path = folder.path("table.csv")
    # Polars is in no function but those that read tables.
    from datainsight.reading.frames import write_csv  # noqa: PLC0415

    write_csv(_frames(parts, columns, progress), path, header=columns)
    source = FetchedFile(folder, path, files.name)
    data_start = _header_bytes(path)
    description = SourceDescription(
        name=files.name,
        size_bytes=source.size_bytes,
        dialect=Dialect(line_terminator="\r\n", assumptions=_assumptions(parts, columns)),
        columns=columns,
        original_columns=columns,
        data_start=data_start,
        lines_before_data=1,
        fingerprint=fingerprint(source),
    )
    return Reading(source, description, split(source, description))


def partition_of(key: str) -> dict[str, str | None]:
    """Columns that the folders of a key name: `year=2024/month=07/part-0.parquet`."""
    pairs = (folder.split("=", 1) for folder in key.split("/")[:-1] if "=" in folder)
    return {unquote(name): None if value == _HIVE_NULL else unquote(value) for name, value in pairs}


def _frames(
    parts: Sequence[_Part], columns: tuple[str, ...], progress: Progress
) -> "Iterator[polars.DataFrame]":
    import polars as pl  # noqa: PLC0415

    yield pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    for part in parts:
        own = set(part.reading.description.columns)
        wanted = [
            pl.col(name) if name in own else pl.lit(part.partition.get(name), pl.String).alias(name)
            for name in columns
        ]
        for batch in part.reading.batches(progress, "Joining the files"):
            if batch.frame.height:
                yield batch.frame.select(wanted)


def _assumptions(parts: Sequence[_Part], columns: tuple[str, ...]) -> tuple[str, ...]:
    notes = [f"{len(parts)} files were read as one table."]
    lacking = sum(len(part.columns) < len(columns) for part in parts)
    if lacking:
        notes.append(f"{lacking} of them lack columns that others have; those have no values there.")
    return tuple(notes)


def _header_bytes(path: Path) -> int:
    """Length of the first line; column names hold no line breaks."""
    with path.open("rb") as file:
        return len(file.readline())
