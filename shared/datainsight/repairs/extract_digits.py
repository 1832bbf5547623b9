"""A column gets the digits that stand in the texts of another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.added_column import AddedColumn, pandas_adding, polars_adding, r_adding
from datainsight.repairs.base import Arguments, Example, Pattern, Snippet, SqlWriter, Template

if TYPE_CHECKING:
    import polars as pl

PURPOSE = "Write the first long run of digits into a new column."


class ExtractDigits(AddedColumn):
    """A new column gets the first run of at least `least` digits, e.g. the ZIP code of an address.

    It is null where there is none. Not safe: whoever reads the table may not expect another column.

    Attributes:
        column: What is looked at.
        into: Name of the new column.
        least: Digits that a run has to have; shorter ones are passed over.
    """

    operation: ClassVar[str] = "extract_digits"
    phase: ClassVar[int] = 83
    touches: ClassVar[str] = "nothing but the new column"
    example: ClassVar[Example] = Example(
        {"column": "address", "into": "zip", "least": 5},
        {"address": ("12 High St, 75001 Paris", "221b Baker St", None)},
    )
    least: int = Field(default=1, ge=1, le=100)

    polars: ClassVar[Snippet] = polars_adding(
        operation, PURPOSE, "    told = text.str.extract(pattern, 1)", ", pattern: str"
    )
    pandas: ClassVar[Snippet] = pandas_adding(
        operation,
        PURPOSE,
        """\
    found = [None if pd.isna(cell) else re.search(pattern, cell) for cell in text]
    told = [match[1] if match else None for match in found]""",
        ", pattern: str",
    )
    r: ClassVar[Snippet] = r_adding(
        operation, PURPOSE, "  told <- str_match(text, pattern)[, 2]", ", pattern"
    )

    @property
    def pattern(self) -> Pattern:
        """The whole text, with the run as its first group; shorter runs stand before it."""
        short = f"[0-9]{{1,{self.least - 1}}}[^0-9]" if self.least > 1 else ""
        before = f"(?:[^0-9]|{short})*" if short else "[^0-9]*"
        return Pattern(f"^{before}([0-9]{{{self.least},}})(?:[^0-9](?:.|\\n)*)?$")

    @property
    def description(self) -> str:
        """What it does."""
        return "Write the first long run of digits into a new column"

    def told(self, text: pl.Expr) -> pl.Expr:
        """The run."""
        return text.str.extract(str(self.pattern), 1)

    def arguments(self) -> Arguments:
        """The new name and the pattern."""
        return (("into", self.into), ("pattern", self.pattern))

    def sql_told(self, text: str, writer: SqlWriter) -> str:
        """The run."""
        run = writer.replace(text, self.pattern, Template("\\1"))
        return f"CASE WHEN {writer.matches(text, self.pattern)} THEN {run} END"
