"""What repairs need of a dialect of SQL; `codegen` has the dialects."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

Lines = tuple[str, ...]
"""Code, line by line. A line holds a line break only where a name has one."""


class SqlWriter(Protocol):
    """How a dialect of SQL says what repairs need; expressions in and out are SQL text."""

    row_position: str
    """The column with the number of a row, where the repair `needs_order`."""

    def text(self, value: str) -> str:
        """A string literal."""

    def number(self, value: float) -> str:
        """A floating-point literal."""

    def name(self, column: str) -> str:
        """The column as an identifier."""

    def helper(self, name: str) -> str:
        """A fresh name for a helper, like that one and unlike any column."""

    def replace_each(self, expression: str, replacements: Sequence[tuple[str, str]]) -> Lines:
        """Every match of each pattern replaced, one pattern after the other."""

    def replace(self, expression: str, pattern: str, template: str) -> str:
        """Every match of the pattern replaced."""

    def matches(self, expression: str, pattern: str) -> str:
        """Whether the text holds a match of the pattern."""

    def extract(self, expression: str, pattern: str) -> str:
        """The first match of the pattern in a text that holds one."""

    def rounded(self, expression: str) -> str:
        """A floating-point number that is not negative, rounded half up to a whole number."""

    def is_date(self, expression: str) -> str:
        """Whether a text that looks like 2024-01-31 is a day of the calendar."""

    def seconds_of(self, expression: str) -> str:
        """The seconds from 1970 to a text that is a day or a second of the calendar, like 2024-01-31."""

    def as_number(self, expression: str) -> str:
        """A text known to be a plain number, as a floating-point number."""

    def as_text(self, expression: str) -> str:
        """A whole number as a text."""

    def lower(self, expression: str) -> str:
        """A text of ASCII with its letters in lower case."""

    def composed(self, expression: str) -> str:
        """The text in Unicode's normalization form C."""

    def sha256(self, expression: str) -> str:
        """SHA-256 of the text in UTF-8, as 64 hexadecimal digits in lower case."""

    def day_of(self, expression: str) -> str:
        """The day, like 2024-01-31, so many days (a text of at most five digits) after 1899-12-30."""

    def second_of(self, expression: str) -> str:
        """The second, like 2024-01-31T10:20:30, so many seconds (a text of at most ten digits) after 1970."""

    def by_code_point(self, expression: str) -> str:
        """A text to order by, in the order of Unicode code points."""

    def part(self, expression: str, separator: str, number: int) -> str:
        """The text between two separators; the first has number 1. Empty where there is none."""


@dataclass(frozen=True)
class SqlCell:
    """A cell's new text in SQL.

    Attributes:
        expression: The new text.
        helpers: Named expressions that `expression` uses, each computed before the next.
    """

    expression: Lines
    helpers: tuple[tuple[str, Lines], ...] = ()
