"""A column gets a field of the JSON objects that stand in another one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field, field_validator

from datainsight.repairs.added_column import AddedColumn, pandas_adding, polars_adding, r_adding
from datainsight.repairs.base import Arguments, Example, Pattern, Snippet, SqlWriter, Template

if TYPE_CHECKING:
    import polars as pl

PURPOSE = "Write a field of plain JSON objects into a new column."

TEXT = r'"([^"\\]*)"'
SCALAR = r"(-?[0-9][0-9.eE+-]*|true|false)"
PAIR = r'"[^"\\]*" *: *(?:"[^"\\]*"|-?[0-9][0-9.eE+-]*|true|false|null)'
PLAIN_OBJECT = rf"^ *[{{] *{PAIR} *(?:, *{PAIR} *)*[}}] *$"
"""An object of texts without escapes, numbers, true, false and null."""
ANY = r"(?:.|\n)*"


class ExtractJsonField(AddedColumn):
    r"""A new column gets one field of each text that is a plain JSON object: `{"town": "Oslo", "age": 31}`.

    Texts come without their quotes, numbers and true and false as they are written, null and a field that is
    not there as null; of a field that comes twice the last one counts. Objects that hold objects, lists or
    texts with escapes (`\"`, `\u00e9`) give null, as no two languages write them alike. Not safe: whoever
    reads the table may not expect another column.

    Attributes:
        column: What is looked at.
        into: Name of the new column.
        field: Name of the field: letters, digits, blanks, points, `_` and `-`.
    """

    operation: ClassVar[str] = "extract_json_field"
    phase: ClassVar[int] = 74
    touches: ClassVar[str] = "nothing but the new column"
    example: ClassVar[Example] = Example(
        {"column": "data", "into": "town", "field": "town"},
        {"data": ('{"town": "Oslo", "age": 31}', '{"age": 5}', '{"town": ["Oslo"]}', "no JSON", None)},
    )
    patterns: ClassVar[Mapping[str, str]] = {"plain_object": PLAIN_OBJECT}
    field: str = Field(min_length=1, max_length=100)

    polars: ClassVar[Snippet] = polars_adding(
        operation,
        PURPOSE,
        """\
    is_plain = text.str.contains(PLAIN_OBJECT)
    found = pl.coalesce(text.str.extract(member, 1), text.str.extract(member, 2))
    told = pl.when(is_plain & (found != "")).then(found)""",
        ", member: str",
    )
    pandas: ClassVar[Snippet] = pandas_adding(
        operation,
        PURPOSE,
        """\
    is_plain = text.str.match(PLAIN_OBJECT, na=False)
    cells = [cell if plain else "" for cell, plain in zip(text, is_plain)]
    found = [re.search(member, cell) for cell in cells]
    told = [(match[1] or match[2] or None) if match else None for match in found]""",
        ", member: str",
    )
    r: ClassVar[Snippet] = r_adding(
        operation,
        PURPOSE,
        """\
  is_plain <- str_detect(text, PLAIN_OBJECT)
  found <- str_match(text, member)
  told <- coalesce(na_if(found[, 2], ""), na_if(found[, 3], ""))
  told[!(is_plain %in% TRUE)] <- NA""",
        ", member",
    )

    @field_validator("field")
    @classmethod
    def _is_plain(cls, field: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9_. -]+", field):
            raise ValueError("only letters, digits, blanks, points, _ and - can be told alike everywhere")
        return field

    @property
    def member(self) -> Pattern:
        """The whole text, with the field's text as its first group, or another value as the second."""
        name = self.field.replace(".", "[.]")
        return Pattern(rf'^{ANY}[{{,] *"{name}" *: *(?:{TEXT}|{SCALAR} *[,}}]|null){ANY}$')

    @property
    def description(self) -> str:
        """What it does."""
        return "Write a field of the JSON objects into a new column"

    def told(self, text: pl.Expr) -> pl.Expr:
        """The field."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        found = pl.coalesce(text.str.extract(self.member, 1), text.str.extract(self.member, 2))
        return pl.when(text.str.contains(PLAIN_OBJECT) & (found != "")).then(found)

    def arguments(self) -> Arguments:
        """The new name and the patterns."""
        return (
            ("into", self.into),
            ("member", self.member),
        )

    def sql_told(self, text: str, writer: SqlWriter) -> str:
        """The field."""
        found = writer.replace(text, self.member, Template("\\1\\2"))
        is_there = f"{writer.matches(text, PLAIN_OBJECT)} AND {writer.matches(text, self.member)}"
        return f"CASE WHEN {is_there} THEN nullif({found}, '') END"
