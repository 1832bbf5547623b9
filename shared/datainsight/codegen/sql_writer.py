"""What all dialects of SQL need to say, and say alike."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from datainsight.codegen.quoting import sql_name, sql_text
from datainsight.repairs.base import Lines


@dataclass(frozen=True)
class ListedColumn:
    """A column whose lists become rows.

    Attributes:
        column: Its identifier.
        entries: Name of the helper that holds the list as a text without anything but entries, or null.
        separator: Between two entries.
        position: The column that keeps the order of rows, which is numbered anew.
    """

    column: str
    entries: str
    separator: str
    position: str


class SqlDialectWriter(ABC):
    """Expressions and selections of one dialect; the expressions serve repairs as `repairs.base.SqlWriter`.

    Args:
        columns: Names of the table's columns; helpers get other names.
    """

    note: str = ""
    """What somebody who runs the script has to know."""
    kept: str = ""
    """What makes a common table expression a step of its own."""

    def __init__(self, columns: Sequence[str]) -> None:
        self.row_position = ""
        self._taken = {column.casefold() for column in columns}

    def text(self, value: str) -> str:
        """A string literal."""
        return sql_text(value, "chr")

    def number(self, value: float) -> str:
        """A floating-point literal."""
        return repr(value) if "e" in repr(value) else f"{value!r}e0"

    def helper(self, name: str) -> str:
        """A fresh name, like that one and unlike any column; safe without quotes."""
        fresh, number = name, 1
        while fresh in self._taken:
            number += 1
            fresh = f"{name}_{number}"
        self._taken.add(fresh)
        return fresh

    def replacement(self, pattern: str, template: str) -> str:
        """What `regexp_replace` takes after the text, to replace every match."""
        return f"{self.pattern(pattern)}, {self.text(template)}, 'g'"

    def replace(self, expression: str, pattern: str, template: str) -> str:
        """Every match of the pattern replaced."""
        return f"regexp_replace({expression}, {self.replacement(pattern, template)})"

    def replace_each(self, expression: str, replacements: Sequence[tuple[str, str]]) -> Lines:
        """Every match of each pattern replaced, one pattern after the other: calls, one inside the other."""
        lines: Lines = (expression,)
        for pattern, template in replacements:
            *outer, last = lines
            arguments = self.replacement(pattern, template)
            lines = ("regexp_replace(", *indented((*outer, f"{last},", arguments)), ")")
        return lines

    @abstractmethod
    def pattern(self, pattern: str) -> str:
        """A regular expression of the common subset as a literal."""

    @abstractmethod
    def matches(self, expression: str, pattern: str) -> str:
        """Whether the text holds a match of the pattern."""

    @abstractmethod
    def is_date(self, expression: str) -> str:
        """Whether a text that looks like 2024-01-31 is a day of the calendar."""

    @abstractmethod
    def as_number(self, expression: str) -> str:
        """A text known to be a plain number, as a floating-point number."""

    def rounded(self, expression: str) -> str:
        """By the floor: functions that round differ in what they make of a half."""
        return f"CAST(floor({expression} + 0.5) AS BIGINT)"

    @abstractmethod
    def extract(self, expression: str, pattern: str) -> str:
        """The first match of the pattern in a text that holds one."""

    def position(self) -> str:
        """The number of a row of `dataset`."""
        return "row_number() OVER ()"

    def as_text(self, expression: str) -> str:
        """A whole number as a text."""
        return f"CAST({expression} AS VARCHAR)"

    def lower(self, expression: str) -> str:
        """A text of ASCII with its letters in lower case."""
        return f"lower({expression})"

    def part(self, expression: str, separator: str, number: int) -> str:
        """The text between two separators; the first has number 1. Empty where there is none."""
        return f"split_part({expression}, {self.text(separator)}, {number})"

    @abstractmethod
    def composed(self, expression: str) -> str:
        """The text in Unicode's normalization form C."""

    @abstractmethod
    def sha256(self, expression: str) -> str:
        """SHA-256 of the text in UTF-8, as 64 hexadecimal digits in lower case."""

    @abstractmethod
    def day_of(self, expression: str) -> str:
        """The day that lies so many days (a text of at most five digits) after 1899-12-30."""

    @abstractmethod
    def second_of(self, expression: str) -> str:
        """The second, like 2024-01-31T10:20:30, so many seconds (a text of at most ten digits) after 1970."""

    @abstractmethod
    def seconds_of(self, expression: str) -> str:
        """The seconds from 1970 to a text that is a day or a second of the calendar, like 2024-01-31."""

    @abstractmethod
    def by_code_point(self, expression: str) -> str:
        """A text to order by, in the order of Unicode code points."""

    def select_helpers(self, source: str, helpers: dict[str, Lines]) -> Lines:
        """Everything, and helpers after it."""
        return ("SELECT", "    *,", *indented(aliased(helpers)), f"FROM {source}")

    @abstractmethod
    def select_cells(
        self, source: str, columns: Sequence[str], cells: dict[str, Lines], helpers: Sequence[str]
    ) -> Lines:
        """Everything but helpers, some columns with new expressions.

        Args:
            source: The relation.
            columns: Identifiers of all its columns but helpers.
            cells: New expressions by identifier.
            helpers: Names that go.
        """

    @abstractmethod
    def select_columns(self, source: str, columns: Sequence[str], dropped: str) -> Lines:
        """Everything but the column of that name (not identifier)."""

    def select_first(
        self,
        source: str,
        columns: Sequence[str],  # noqa: ARG002  a star stands for them where there is `QUALIFY`
        key: Sequence[str],
        position: str,
        *,
        keeps_null: bool,
    ) -> Lines:
        """The first row of each key, by position; all rows of a null key where `keeps_null`."""
        null = f"{key[0]} IS NULL OR " if keeps_null else ""
        window = f"PARTITION BY {', '.join(key)} ORDER BY {position}"
        return ("SELECT *", f"FROM {source}", f"QUALIFY {null}row_number() OVER ({window}) = 1")

    @abstractmethod
    def select_entries(self, source: str, columns: Sequence[str], listed: ListedColumn) -> Lines:
        """A row for each entry of a list, in order, and one where there is no list.

        Args:
            source: The relation.
            columns: Identifiers of all its columns but helpers and the position.
            listed: The column that gets the entries.
        """

    @abstractmethod
    def select_ordered(self, source: str, columns: Sequence[str], position: str) -> Lines:
        """All rows by position, which goes."""

    def name(self, column: str) -> str:
        """The column as an identifier."""
        return sql_name(column)


def entry_cells(columns: Sequence[str], listed: ListedColumn, entry: str, number: str) -> Lines:
    """What a selection of entries lists: all columns, one of them with the entry, and the new position.

    Args:
        columns: Identifiers of all columns but helpers and the position.
        listed: The column that gets the entries.
        entry: Expression of an entry.
        number: Expression of its number in the list.
    """
    position = f"row_number() OVER (ORDER BY {listed.position}, {number}) AS {listed.position}"
    cells = (f"{entry} AS {name}" if name == listed.column else name for name in columns)
    return indented([*(f"{cell}," for cell in cells), position])


def indented(lines: Sequence[str]) -> Lines:
    """Four blanks deeper."""
    return tuple(f"    {line}" for line in lines)


def aliased(cells: dict[str, Lines]) -> Lines:
    """`expression AS name`, with commas between."""
    lines: list[str] = []
    for number, (name, expression) in enumerate(cells.items(), start=1):
        comma = "," if number < len(cells) else ""
        lines += [*expression[:-1], f"{expression[-1]} AS {name}{comma}"]
    return tuple(lines)
