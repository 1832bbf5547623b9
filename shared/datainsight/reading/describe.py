"""From a source to the way it is to be read, by looking at a sample."""

from collections.abc import Iterator

from datainsight.errors import RefusedError, UsageError
from datainsight.models.dataset import Compression, Dialect, SourceDescription
from datainsight.phrasing import shorten
from datainsight.reading.archive import choose_member, unpacked
from datainsight.reading.cell_kinds import column_kinds
from datainsight.reading.dialect import detect_dialect, detect_line_end, unused_delimiter
from datainsight.reading.encoding import decode_reversibly, encoded_length, is_byte_superset_of_ascii
from datainsight.reading.fingerprint import fingerprint
from datainsight.reading.footer import TAIL_BYTES, Footer, find_footer
from datainsight.reading.formats import WORKBOOKS, binary_format
from datainsight.reading.further_table import further_table
from datainsight.reading.layout import Layout, find_layout
from datainsight.reading.limits import DEFAULT_LIMITS, ReadingLimits
from datainsight.reading.names import unique_names
from datainsight.reading.recognise import looks_like_json
from datainsight.reading.sampling import Sample, first_records, take_sample
from datainsight.reading.source import ByteSource
from datainsight.reading.total import LARGEST_TABLE, LONGEST_ROW, TotalRow, find_total, may_be_total

_UNSURE = 0.1


def describe(
    source: ByteSource, *, sheet: str | None = None, limits: ReadingLimits = DEFAULT_LIMITS
) -> SourceDescription:
    """How a source is to be read: format, compression, encoding, dialect, header, columns.

    Args:
        source: Any file.
        sheet: Which part of it, where it has several: the sheet of a workbook, or the key of the records
            of a JSON document.
        limits: Bounds on what it may ask of the machine.

    Raises:
        UsageError: It has no part of that name.
        UnreadableError: It is empty, damaged, or no table.
        RefusedError: It is too large or unsafe.
    """
    file_format, compression = binary_format(source, limits)
    if compression is Compression.ZIP:
        return _describe_member(source, sheet, limits)
    # Modules of formats that delimited text, which most files are, can do without are imported here.
    if file_format in WORKBOOKS:
        from datainsight.reading.workbook_describe import describe_workbook  # noqa: PLC0415

        return describe_workbook(source, file_format, compression, limits, sheet=sheet)
    if file_format is not None and sheet is not None:
        raise UsageError(f"{source.name} has no sheets.", remedy="Leave --sheet out.")
    if file_format is not None:
        from datainsight.reading.columnar_describe import describe_columnar  # noqa: PLC0415

        return describe_columnar(source, file_format, compression, limits)
    sample = take_sample(source, limits)
    if looks_like_json(sample.text, source.name):
        from datainsight.reading.json_describe import describe_json  # noqa: PLC0415

        return describe_json(source, sample, limits, sheet=sheet)
    if sheet is not None:
        raise UsageError(f"{source.name} has no sheets.", remedy="Leave --sheet out.")
    return _describe_text(source, sample, limits)


def _describe_member(source: ByteSource, sheet: str | None, limits: ReadingLimits) -> SourceDescription:
    """How a file inside a zip file is to be read.

    Raises:
        RefusedError: It is a zip file itself.
    """
    member, part, members = choose_member(source, sheet, limits)
    with unpacked(source, member, limits) as content:
        if binary_format(content, limits)[1] is Compression.ZIP:
            raise RefusedError(
                "the zip file holds a zip file; such nesting is not followed.",
                where=f"{source.name}, member {member!r}",
                remedy="Unpack the outer file, and read the inner one.",
            )
        described = describe(content, sheet=part, limits=limits)
    notes = [*described.assumptions]
    if len(members) > 1:
        others = ", ".join(repr(each) for each in members if each != member)
        notes.insert(
            0, f"The member {member!r} was read; the option sheet can name another: {shorten(others, 200)}."
        )
    return described.model_copy(
        update={
            "name": source.name,
            "size_bytes": source.size_bytes,
            "fingerprint": fingerprint(source),
            "member": member,
            "data_end": described.data_end or content.size_bytes,
            "assumptions": tuple(notes),
        }
    )


def _describe_text(source: ByteSource, sample: Sample, limits: ReadingLimits) -> SourceDescription:
    """How delimited text is to be read.

    Reads the beginning (`limits.sample_bytes`) and, to be surer of the encoding, small pieces of the middle
    and the end. What stands before the header (titles, comments, blank lines) is counted in
    `dialect.skipped_lines` and told in `dialect.assumptions`.

    Raises:
        RefusedError: It has too many columns.
    """
    dialect = _dialect(sample.text)
    records = first_records(sample, dialect, limits)
    layout = find_layout([record.cells for record in records], [record.text for record in records])
    if layout.width > limits.columns:
        raise RefusedError(
            f"the table has {layout.width} columns; up to {limits.columns} can be read.",
            where=source.name,
            remedy="Check the delimiter, or split the table by columns.",
        )
    columns = unique_names(layout.header, layout.width)
    table_start = records[layout.first].start
    first_row = layout.first_row
    rows_start = records[first_row].start if first_row < len(records) else records[-1].end
    data_start = sample.mark_bytes + encoded_length(sample.text[:rows_start], sample.encoding)
    is_plain_bytes = sample.encoding == "utf-8" or is_byte_superset_of_ascii(sample.encoding)
    is_splittable = sample.compression is Compression.NONE and is_plain_bytes
    footer = _footer(source, sample, dialect, layout.width, data_start) if is_splittable else None
    data_end = source.size_bytes - (footer.size_bytes if footer else 0)
    total = _total(source, sample, dialect, layout.width, (data_start, data_end)) if is_splittable else None
    line_end = "\r" if dialect.line_terminator == "\r" else "\n"
    skipped = sample.text.count(line_end, 0, table_start)
    place = further_table([record.cells for record in records], first_row, layout.width)
    further: tuple[str, ...] = ()
    if place is not None and not footer:
        is_as_wide = len(records[place].cells) == layout.width
        further = (_further(sample.text[: records[place].start], line_end, is_as_wide=is_as_wide),)
    described = dialect.model_copy(
        update={
            "header_row": None if layout.header is None else 0,
            "skipped_lines": skipped,
            "assumptions": (
                *dialect.assumptions,
                *_assumptions(layout, columns, skipped, sample, footer),
                *_told_total(total, columns),
                *further,
            ),
        }
    )
    return SourceDescription(
        name=source.name,
        compression=sample.compression,
        size_bytes=source.size_bytes,
        encoding=sample.encoding,
        dialect=described,
        columns=columns,
        original_columns=tuple(_encodable(name) for name in layout.header or ()),
        data_start=data_start,
        fingerprint=fingerprint(source),
        is_splittable=is_splittable,
        column_kinds=column_kinds([record.cells for record in records[first_row:]], layout.width),
        lines_before_data=sample.text.count(line_end, 0, rows_start),
        data_end=data_end - (total.size_bytes if total else 0) if footer or total else None,
    )


def _dialect(text: str) -> Dialect:
    """How the text becomes records; what the layout tells is still missing."""
    found = detect_dialect(text)
    assumptions: tuple[str, ...] = ()
    if found.delimiter is None:
        assumptions = ("No delimiter was found: every line is one cell.",)
    elif found.confidence < _UNSURE:
        assumptions = (f"Another delimiter than {found.delimiter!r} explains the file nearly as well.",)
    return Dialect(
        delimiter=found.delimiter or unused_delimiter(text),
        quote=found.quote,
        escape=found.escape,
        line_terminator=detect_line_end(text),
        confidence=found.confidence,
        assumptions=assumptions,
    )


def _footer(
    source: ByteSource, sample: Sample, dialect: Dialect, width: int, data_start: int
) -> Footer | None:
    """Notes at the end of a source whose bytes can be read on their own."""
    start = max(data_start, source.size_bytes - TAIL_BYTES)
    tail = decode_reversibly(source.read_range(start, source.size_bytes), sample.encoding, is_whole=True)
    return find_footer(tail, dialect, width, sample.encoding)


def _total(
    source: ByteSource, sample: Sample, dialect: Dialect, width: int, data: tuple[int, int]
) -> TotalRow | None:
    """A row of sums at the end of the rows, which stand between two bytes; only of a small table."""
    start, end = data
    if width < 2 or end - start > LARGEST_TABLE:
        return None
    tail = source.read_range(max(start, end - LONGEST_ROW), end)
    if not may_be_total(decode_reversibly(tail, sample.encoding, is_whole=False), dialect):
        return None
    rows = decode_reversibly(source.read_range(start, end), sample.encoding, is_whole=True)
    return find_total(rows, dialect, width, sample.encoding)


def _told_total(total: TotalRow | None, columns: tuple[str, ...]) -> Iterator[str]:
    """That the last row is none of the table's."""
    if total is not None:
        names = ", ".join(repr(shorten(columns[place])) for place in total.columns)
        yield f"The row after row {total.rows:,} holds totals (sums of {names}) and is not part of the table."


def _assumptions(
    layout: Layout, columns: tuple[str, ...], skipped_lines: int, sample: Sample, footer: Footer | None
) -> Iterator[str]:
    """What was assumed, for people."""
    if skipped_lines == 1:
        yield "The first line (a title, note or blank line) stands before the table and is not part of it."
    elif skipped_lines:
        yield (
            f"The first {skipped_lines} lines (titles, notes or blank lines) stand before the table "
            "and are not part of it."
        )
    if footer is not None:
        lines = "The last line" if footer.lines == 1 else f"The last {footer.lines} lines"
        yield f"{lines} after the table (notes behind a blank line) are not part of it."
    if layout.header is None:
        yield "There is no header: the columns are named column_1, column_2, …."
    elif layout.header != columns:
        yield "Empty or repeated names in the header were replaced."
    if not sample.encoding.startswith("utf-"):
        yield f"The text is no valid UTF-8 and was taken for {sample.encoding}."
    yield from layout.assumptions


def _further(before: str, line_end: str, *, is_as_wide: bool) -> str:
    """That another table begins behind some text."""
    line = before.count(line_end) + 1
    read = "its header and rows are read" if is_as_wide else "its rows are read"
    listed = "" if is_as_wide else ", each listed as irregular"
    return (
        f"Another table seems to begin at line {line}; {read} as rows of the first table{listed}. "
        "Cut the file there to read both."
    )


def _encodable(text: str) -> str:
    """The text with U+FFFD for bytes that could not be decoded."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
