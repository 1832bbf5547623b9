"""How a JSON or NDJSON file is to be read."""

from collections.abc import Iterator
from itertools import islice

from datainsight.errors import RefusedError, UnreadableError, UsageError
from datainsight.models.dataset import Compression, FileFormat, JsonLayout, SourceDescription
from datainsight.reading.blocks import blocks_from
from datainsight.reading.fingerprint import fingerprint
from datainsight.reading.header import looks_like_header
from datainsight.reading.json_document import REMEDY, JsonDocument, strict_text
from datainsight.reading.json_explore import Explored, FoundArray, column_names, explore, header_of_lists
from datainsight.reading.json_lines import Line, json_lines
from datainsight.reading.json_table import Path, PathFinder
from datainsight.reading.json_values import NotJsonError, cell_text, whole_value
from datainsight.reading.limits import MIB, ReadingLimits
from datainsight.reading.names import unique_names
from datainsight.reading.sampling import Sample
from datainsight.reading.source import ByteSource

_BAD_LINES = 0.05
"""A greater share of lines that are no JSON is no accident."""

_ROWS_COMPARED = 50
_INDEX = ("0", "1")


def describe_json(
    source: ByteSource, sample: Sample, limits: ReadingLimits, *, sheet: str | None = None
) -> SourceDescription:
    """How a file that begins like JSON is to be read.

    Lines that each hold an object or array are NDJSON. Otherwise the file is one document: the records are
    the longest array of objects (or of arrays) in it, or the one that `sheet` names by its keys.

    Raises:
        UsageError: There are no records under `sheet`.
        UnreadableError: It is no valid JSON.
        RefusedError: It is nested absurdly deep, or has too many columns.
    """
    if _is_lines(sample.text):
        if sheet is not None:
            raise UsageError(f"{source.name} has no sheets.", remedy="Leave --sheet out.")
        return _describe_lines(source, sample, limits)
    return _describe_document(source, sample, limits, sheet)


def _is_lines(text: str) -> bool:
    """Whether the first line is a value by itself and another line follows it."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    if not rest.strip():
        return False
    try:
        return isinstance(whole_value(first), dict | list)
    except (NotJsonError, RefusedError):
        return False


def _describe_lines(source: ByteSource, sample: Sample, limits: ReadingLimits) -> SourceDescription:
    finder = PathFinder(limits.columns + 1)
    bad: list[Line] = []
    first: list[Line] = []
    count = looked_at = 0
    blocks = blocks_from(source, sample.compression, sample.mark_bytes, limits)
    for line in json_lines(blocks, sample.encoding, limits, source.name):
        looked_at += len(line.text)
        if looked_at > limits.explored_bytes:
            break
        count += 1
        if line.error is not None:
            bad.append(line)
            continue
        finder.add(line.value)
        first += [line] if len(first) <= _ROWS_COMPARED else []
    if bad and len(bad) > _BAD_LINES * count:
        raise UnreadableError(
            f"this is no valid JSON: {bad[0].error}.",
            where=f"{source.name}, line {bad[0].number}",
            remedy=REMEDY,
        )
    paths = finder.paths()
    header, skipped = _header_of_lines(first, paths)
    is_plain = sample.compression is Compression.NONE and sample.encoding == "utf-8"
    assumptions = [] if looked_at <= limits.explored_bytes else [_partly_explored(limits)]
    header_bytes = first[0].end if skipped else 0
    return _description(
        source,
        sample,
        FileFormat.NDJSON,
        JsonLayout(paths=paths or ((),)),
        limits,
        header=header,
        assumptions=assumptions,
    ).model_copy(
        update={
            "is_splittable": is_plain,
            "data_start": sample.mark_bytes + header_bytes,
            "lines_before_data": first[0].number if skipped else 0,
        }
    )


def _header_of_lines(first: list[Line], paths: tuple[Path, ...]) -> tuple[tuple[str, ...] | None, int]:
    """The names that a first line of arrays holds, and how many lines they take."""
    if not paths or any(path == () or isinstance(path[0], str) for path in paths):
        return tuple(column_names(paths)), 0
    rows = [[cell_text(value) or "" for value in line.value] for line in first]
    if len(rows) > 1 and looks_like_header(rows[0], rows[1:]):
        return tuple(rows[0]), 1
    return None, 0


def _describe_document(
    source: ByteSource, sample: Sample, limits: ReadingLimits, sheet: str | None
) -> SourceDescription:
    found = explore(
        open_document(source, sample.compression, sample.mark_bytes, sample.encoding, limits),
        most_bytes=limits.explored_bytes,
        most_columns=limits.columns + 1,
    )
    arrays = found.of_records()
    array = _chosen(found, arrays, sheet, source.name)
    if array is None:
        document = open_document(source, sample.compression, sample.mark_bytes, sample.encoding, limits)
        layout = _layout_of_value(document.value(), limits)
        header: tuple[str, ...] | None = tuple(column_names(layout.paths))
        assumptions = []
    else:
        names, first_row = header_of_lists(array, found.arrays) if array.lists == array.count else (None, 0)
        paths = array.finder.paths() or ((),)
        layout = JsonLayout(records=array.keys, paths=paths, first_row=first_row)
        header = names if array.lists == array.count and array.count else tuple(column_names(paths))
        assumptions = list(_assumptions(array, arrays, found, limits))
    described = _description(
        source, sample, FileFormat.JSON, layout, limits, header=header, assumptions=assumptions
    )
    return described.model_copy(
        update={
            "sheet": array.name if array is not None and array.keys else None,
            "sheets": tuple(each.name for each in arrays if each.keys),
        }
    )


def open_document(
    source: ByteSource, compression: Compression, start: int, encoding: str, limits: ReadingLimits
) -> JsonDocument:
    """A document at its beginning, after the byte order mark."""
    blocks = blocks_from(source, compression, start, limits)
    return JsonDocument(strict_text(blocks, encoding, source.name), source.name, limits)


def _chosen(found: Explored, arrays: list[FoundArray], sheet: str | None, name: str) -> FoundArray | None:
    """The array with the records; None where the document is a record itself."""
    if sheet is not None:
        for each in arrays:
            if each.name == sheet:
                return each
        known = ", ".join(repr(each.name) for each in arrays if each.keys)
        raise UsageError(
            f"{name} has no records under the key {sheet!r}.",
            remedy=f"There are some under {known}." if known else "Leave --sheet out.",
        )
    if not found.is_object:
        return found.arrays[0] if found.arrays else None
    return arrays[0] if arrays and (arrays[0].count > 1 or found.scalars < 2) else None


def _layout_of_value(value: object, limits: ReadingLimits) -> JsonLayout:
    """A document without an array of records: columns side by side, or one record."""
    if isinstance(value, dict) and len(value) > 1 and _are_columns(list(value.values())):
        return JsonLayout(shape="columns", paths=tuple((key,) for key in value))
    finder = PathFinder(limits.columns + 1)
    finder.add(value)
    return JsonLayout(shape="record", paths=finder.paths() or ((),))


def _are_columns(values: list[object]) -> bool:
    """Whether all are arrays, or objects numbered from 0, of one length that hold plain values."""
    first = values[0]
    if isinstance(first, list) and first:
        return all(isinstance(each, list) and len(each) == len(first) and _are_plain(each) for each in values)
    if isinstance(first, dict) and tuple(islice(first, 2)) == _INDEX[: len(first)] and first:
        return all(
            isinstance(each, dict) and each.keys() == first.keys() and _are_plain(each.values())
            for each in values
        )
    return False


def _are_plain(values: object) -> bool:
    return not any(isinstance(each, dict | list) for each in values)  # type: ignore[attr-defined]


def _assumptions(
    array: FoundArray, arrays: list[FoundArray], found: Explored, limits: ReadingLimits
) -> Iterator[str]:
    if array.keys:
        yield f"The records are those under the key {array.name!r}."
    others = [each.name for each in arrays if each is not array and each.keys]
    if others:
        shown = ", ".join(map(repr, others[:5])) + (", …" if len(others) > 5 else "")
        yield f"There are records under other keys, which the option sheet can name: {shown}."
    if not found.is_whole:
        yield _partly_explored(limits)


def _partly_explored(limits: ReadingLimits) -> str:
    return f"The columns are those of the first {limits.explored_bytes // MIB} MiB."


def _description(
    source: ByteSource,
    sample: Sample,
    file_format: FileFormat,
    layout: JsonLayout,
    limits: ReadingLimits,
    *,
    header: tuple[str, ...] | None,
    assumptions: list[str],
) -> SourceDescription:
    width = len(layout.paths)
    if width > limits.columns:
        raise RefusedError(
            f"the records have more than {limits.columns} different keys.",
            where=source.name,
            remedy="Make a list of pairs of what is keyed by values.",
        )
    columns = unique_names(header, width)
    if header is None:
        assumptions = [*assumptions, "There is no header: the columns are named column_1, column_2, …."]
    elif tuple(header) != columns:
        assumptions = [*assumptions, "Empty or repeated names were replaced."]
    return SourceDescription(
        name=source.name,
        format=file_format,
        compression=sample.compression,
        size_bytes=source.size_bytes,
        encoding=sample.encoding,
        columns=columns,
        original_columns=tuple(_encodable(name) for name in header or ()),
        data_start=sample.mark_bytes,
        fingerprint=fingerprint(source),
        is_splittable=False,
        assumptions=tuple(assumptions),
        json_layout=layout,
    )


def _encodable(name: str) -> str:
    return name.encode("utf-8", "replace").decode()
