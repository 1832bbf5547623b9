"""What is known of a source of data before any of its values is judged."""

from enum import StrEnum
from typing import Literal

from datainsight.models.base import Frozen
from datainsight.models.relations import Reference


class FileFormat(StrEnum):
    """Formats that can be read."""

    CSV = "csv"
    JSON = "json"
    NDJSON = "ndjson"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    PARQUET = "parquet"
    ARROW = "arrow"


class Compression(StrEnum):
    """Wrappings around a file."""

    NONE = "none"
    GZIP = "gzip"
    ZSTD = "zstd"
    ZIP = "zip"


class Dialect(Frozen):
    """How the text of a delimited file becomes records.

    Attributes:
        delimiter: Text between two cells; one or more characters.
        quote: Character around a cell that may hold delimiters and line breaks; None where none is used.
        escape: Character before a quote inside a quoted cell; None where quotes are doubled.
        line_terminator: The line ending that most lines have.
        header_row: 0-based record number of the header after `skipped_lines`; None where there is no header.
        skipped_lines: Physical lines before the table (titles, comments, empty lines).
        confidence: 0..1, how much better this reading is than the second best one.
        assumptions: What was assumed, one sentence each, for people.
    """

    delimiter: str = ","
    quote: str | None = '"'
    escape: str | None = None
    line_terminator: Literal["\n", "\r\n", "\r"] = "\n"
    header_row: int | None = 0
    skipped_lines: int = 0
    confidence: float = 1.0
    assumptions: tuple[str, ...] = ()


class JsonLayout(Frozen):
    """Where the records of a JSON file are, and which of their values become columns.

    Attributes:
        records: The keys that lead from the top of the file to the array of records; none where that is it.
        shape: `array`: each element of the array is a record. `record`: the value itself is the only one.
            `columns`: each key of the object holds an array with all values of a column.
        paths: For each column the keys (in records that are arrays, the index) that lead to its value; an
            empty path means the record itself, where it is no object.
        first_row: How many records stand before the first row: 1 where an array of names comes first.
    """

    records: tuple[str, ...] = ()
    shape: Literal["array", "record", "columns"] = "array"
    paths: tuple[tuple[str | int, ...], ...] = ()
    first_row: int = 0


class SourceField(Frozen):
    """What a database says about a column.

    Attributes:
        declared_type: In the database's own words: "numeric(10,2)"; for documents what was found in them, the
            most frequent first: "int, string".
        presence: The share of documents that have the field; None where every row has it by definition.
    """

    declared_type: str
    presence: float | None = None


class SourceDescription(Frozen):
    """How a source is to be read; made once by `reading.describe`, used for every shard.

    Attributes:
        name: File name without its folder, as shown to people.
        format: What kind of file it is.
        compression: What it is wrapped in.
        size_bytes: Stored size.
        encoding: Python codec name, e.g. "utf-8", "utf-16", "cp1252".
        dialect: For delimited text, else None.
        columns: Unique, non-empty column names in order.
        original_columns: The names as they stand in the file, before empty and duplicate ones were repaired.
        data_start: Byte offset (in the stored file, or in the decompressed stream) of the first data record.
        fingerprint: Hash of size and content samples, equal for equal files.
        is_splittable: Whether byte ranges of the stored file can be read on their own.
        column_kinds: The kind of text most cells of each column hold in the sample ("" where none prevails);
            used only to put the cells of a malformed record back into their columns.
        lines_before_data: Physical lines before `data_start`; the reader counts lines from there on.
        data_end: Byte offset (counted like `data_start`) where a footer begins that is left out, if any.
        member: The file that is read inside of a zip file; all other facts but name, size and fingerprint are
            those of the member.
        sheet: The part of the file that is read, where it has several: a sheet, or the key of the records.
        sheets: All parts that `sheet` could name.
        header_row: 0-based row of the header in a sheet; None where there is none.
        skipped_rows: Rows of a sheet before the table (titles, notes, empty rows).
        assumptions: What was assumed, one sentence each, for people, where there is no dialect to say so.
        json_layout: For JSON and NDJSON, else None.
        origin: What the file was fetched from, where that was no file: "postgresql", "mongodb".
        fields: What the origin says about each column; empty where it says nothing.
        references: Foreign keys that the origin declares.
    """

    name: str
    format: FileFormat = FileFormat.CSV
    compression: Compression = Compression.NONE
    size_bytes: int
    encoding: str = "utf-8"
    dialect: Dialect | None = None
    columns: tuple[str, ...]
    original_columns: tuple[str, ...] = ()
    data_start: int = 0
    fingerprint: str
    is_splittable: bool = True
    column_kinds: tuple[str, ...] = ()
    lines_before_data: int = 0
    data_end: int | None = None
    member: str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    header_row: int | None = None
    skipped_rows: int = 0
    assumptions: tuple[str, ...] = ()
    json_layout: JsonLayout | None = None
    origin: str | None = None
    fields: tuple[SourceField, ...] = ()
    references: tuple[Reference, ...] = ()


class Shard(Frozen):
    """A byte range [start, end) of a source which holds whole records; the unit of parallel work.

    Attributes:
        index: Place among the shards of a source.
        start: Offset of its first byte.
        end: Offset after its last.
        first_row: How many rows of the file stand before it, and …
        row_count: … how many it holds, in formats that say so; None elsewhere.
    """

    index: int
    start: int
    end: int
    first_row: int = 0
    row_count: int | None = None


class ShardGroup(Frozen):
    """Neighbouring shards [first, end) whose partials are merged into one before all are combined."""

    index: int
    first: int
    end: int


class LineProblem(Frozen):
    """A record that could not be read as the header promises.

    Attributes:
        line: 1-based physical line number where the record begins, counted within the shard's range
            while measuring and within the file once concluded.
        kind: What is wrong.
        found_cells: How many cells the record has.
        action: What the reader did about it.
    """

    line: int
    kind: Literal[
        "too_few_cells",
        "too_many_cells",
        "unclosed_quote",
        "stray_quote",
        "undecodable_bytes",
        "nul_bytes",
        "invalid_json",
        "duplicate_keys",
        "unexpected_keys",
        "error_cell",
    ]
    found_cells: int | None = None
    action: Literal["padded", "cut", "joined", "replaced", "removed", "skipped", "kept", "realigned"]
