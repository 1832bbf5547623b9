"""A column gets the part of another one's texts that a regular expression fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field, field_validator

from datainsight.repairs.added_column import AddedColumn, pandas_adding, polars_adding, r_adding
from datainsight.repairs.base import Arguments, Example, Pattern, Snippet, SqlWriter

if TYPE_CHECKING:
    import polars as pl

PURPOSE = "Write the first part that the pattern fits into a new column."

_LITERAL = r"[A-Za-z0-9 _,;:/@#%&=!~'<>\"-]|\\[.^$*+?()\[\]{}|\\-]"
_CLASS = r"\[\^?(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9 _,;:/@#%&=!~'<>\".+*?(){}|$])+-?\]"
_FIXED = rf"(?:{_LITERAL}|{_CLASS})(?:\{{[1-9][0-9]?\}})?"
_LAST = rf"(?:{_LITERAL}|{_CLASS})(?:\+|\{{[1-9][0-9]?,(?:[1-9][0-9]?)?\}})?"
COMMON = re.compile(rf"\^?(?:{_FIXED})*(?:{_FIXED}|{_LAST})\$?")
"""Expressions that mean the same in every engine: only the last part may have any length, so that it makes no
difference whether an engine looks for the longest match or takes the first one it comes to."""


class ExtractPattern(AddedColumn):
    """A new column gets the first part of each text that a regular expression fits, e.g. `[A-Z]{2}-[0-9]{4}`.

    It is null where nothing fits. The expression is a row of characters and classes in brackets, each with a
    number of times (`{3}`) if it is meant more than once, after `^` or before `$` where it is the beginning
    or the end; the last one may be there any number of times (`+`, `{2,}`, `{2,4}`). Engines differ in all
    else (alternatives, groups, what stands in the middle any number of times), which is refused. Not safe:
    whoever reads the table may not expect another column.

    Attributes:
        column: What is looked at.
        into: Name of the new column.
        pattern: The regular expression.
    """

    operation: ClassVar[str] = "extract_pattern"
    phase: ClassVar[int] = 73
    touches: ClassVar[str] = "nothing but the new column"
    example: ClassVar[Example] = Example(
        {"column": "remark", "into": "ticket", "pattern": "[A-Z]{2}-[0-9]+"},
        {"remark": ("see AB-1234, CD-5", "none", None)},
    )
    pattern: str = Field(min_length=1, max_length=200)

    polars: ClassVar[Snippet] = polars_adding(
        operation, PURPOSE, '    told = text.str.extract(f"({pattern})", 1)', ", pattern: str"
    )
    pandas: ClassVar[Snippet] = pandas_adding(
        operation,
        PURPOSE,
        """\
    found = [None if pd.isna(cell) else re.search(pattern, cell) for cell in text]
    told = [match[0] if match else None for match in found]""",
        ", pattern: str",
    )
    r: ClassVar[Snippet] = r_adding(operation, PURPOSE, "  told <- str_extract(text, pattern)", ", pattern")

    @field_validator("pattern")
    @classmethod
    def _means_the_same_everywhere(cls, pattern: str) -> str:
        if not COMMON.fullmatch(pattern) or pattern in ("^", "$", "^$"):
            raise ValueError("this expression would not mean the same in every language")
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError("this is no regular expression") from error
        return pattern

    @property
    def description(self) -> str:
        """What it does."""
        return "Write the part that a pattern fits into a new column"

    def told(self, text: pl.Expr) -> pl.Expr:
        """The part."""
        return text.str.extract(f"({self.pattern})", 1)

    def arguments(self) -> Arguments:
        """The new name and the pattern."""
        return (("into", self.into), ("pattern", Pattern(self.pattern)))

    def sql_told(self, text: str, writer: SqlWriter) -> str:
        """The part."""
        return f"CASE WHEN {writer.matches(text, self.pattern)} THEN {writer.extract(text, self.pattern)} END"
