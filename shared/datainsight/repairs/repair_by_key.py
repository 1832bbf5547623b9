"""Where rows with the same key disagree, the wrong ones get what the others say."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from datainsight.repairs.base import (
    Arguments,
    CellRepair,
    Example,
    Rows,
    Snippet,
    SqlCell,
    SqlWriter,
    exactly,
)
from datainsight.repairs.blank_text import squish

if TYPE_CHECKING:
    import polars as pl

SEPARATOR = "\x1f"
"""Between the texts of a key while they are looked up; the unit separator of ASCII."""


class RepairByKey(CellRepair):
    """Cells of rows with a known key become what most rows with that key say, e.g. one city for one ZIP code.

    Each correction names the key, the wrong text and the right one, so that it can be read before it is made
    and never depends on other rows. Safe where the rows that agree outweigh the others by far, which the
    check that offers it has to know. A text also counts without its outer white space.

    Attributes:
        by: The columns of the key.
        corrections: Texts of the key in the order of `by`, then the wrong text, then the right one. No
            correction leads to a text that is itself corrected.
    """

    operation: ClassVar[str] = "repair_by_key"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 85
    touches: ClassVar[str] = "cells of rows with one of the keys"
    example: ClassVar[Example] = Example(
        {"column": "town", "by": ("zip",), "corrections": (("75001", "Parris", "Paris"),)},
        {"zip": ("75001", "75001", "69001"), "town": ("Paris", "Parris", "Parris")},
    )
    holds_values: ClassVar[bool] = True
    by: tuple[str, ...] = Field(min_length=1)
    corrections: tuple[tuple[str, ...], ...] = Field(min_length=1)

    polars: ClassVar[Snippet] = Snippet('''\
def repair_by_key(
    table: pl.DataFrame, column: str, by: list[str], corrections: list[tuple[str, ...]]
) -> pl.DataFrame:
    """Write what most rows with the same key say. Each correction is a key, a wrong and a right text."""
    usual = {"\\x1f".join(found): right for *found, right in corrections}
    text = cs.by_name(column).as_expr()
    found = pl.concat_str([cs.by_name(name).as_expr() for name in [*by, column]], separator="\\x1f")
    right = found.replace_strict(usual, default=None, return_dtype=pl.String)
    return table.with_columns(pl.coalesce(right, text).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def repair_by_key(
    table: pd.DataFrame, column: str, by: list[str], corrections: list[tuple[str, ...]]
) -> pd.DataFrame:
    """Write what most rows with the same key say. Each correction is a key, a wrong and a right text."""
    usual = {"\\x1f".join(found): right for *found, right in corrections}
    found = table[by[0]]
    for name in [*by[1:], column]:
        found = found + "\\x1f" + table[name]
    table[column] = table[column].mask(found.isin(list(usual)), found.map(usual))
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Write what most rows with the same key say. Each correction is a key, a wrong and a right text.
repair_by_key <- function(table, column, by, keys, wrong, right) {
  is_whole <- rowSums(is.na(table[c(by, column)])) == 0
  found <- do.call(str_c, c(unname(as.list(table[c(by, column)])), sep = "\\x1f"))
  place <- match(found, str_c(keys, wrong, sep = "\\x1f"))
  table[[column]] <- if_else(is_whole & !is.na(place), right[place], table[[column]])
  table
}
""")

    @model_validator(mode="after")
    def _is_a_function_without_chains(self) -> Self:
        if self.column in self.by or len(set(self.by)) != len(self.by):
            raise ValueError("by: a column stands twice")
        if any(len(each) != len(self.by) + 2 or not all(each) for each in self.corrections):
            raise ValueError("corrections: each is a key, a wrong text and a right one, none of them empty")
        if any(SEPARATOR in text for each in self.corrections for text in each):
            raise ValueError("corrections: a text holds the unit separator")
        sources = {each[:-1] for each in self.corrections}
        if len(sources) != len(self.corrections):
            raise ValueError("corrections: a text is corrected twice")
        if any((*each[:-2], each[-1]) in sources for each in self.corrections):
            raise ValueError("corrections: a right text is itself corrected")
        return self

    @property
    def columns_read(self) -> tuple[str, ...]:
        """The key too."""
        return (*self.by, self.column)

    @property
    def description(self) -> str:
        """What it does."""
        return "Write what nearly all rows with the same key say"

    @property
    def entries(self) -> tuple[tuple[str, ...], ...]:
        """The corrections as they stand, and for squished texts where that contradicts nothing."""
        entries = {each[:-1]: each[-1] for each in self.corrections}
        right = {(*each[:-2], each[-1]) for each in self.corrections}
        for *found, target in self.corrections:
            bare = tuple(squish(text) for text in found)
            reached = (*bare[:-1], target)
            if all(bare) and bare not in entries and bare not in right and reached not in entries:
                entries[bare] = target
                right.add(reached)
        return tuple((*found, target) for found, target in entries.items())

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The right text where the key and the text are those of a correction."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        usual = {SEPARATOR.join(found): right for *found, right in self.entries}
        found = pl.concat_str([*(exactly(name) for name in self.by), text], separator=SEPARATOR)
        return pl.coalesce(found.replace_strict(usual, default=None, return_dtype=pl.String), text)

    def arguments(self) -> Arguments:
        """The key's columns and the corrections."""
        fields = ("keys", "wrong", "right")
        return (("by", self.by), Rows("corrections", fields, self.entries))

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """A CASE with one WHEN a correction."""
        keys = [writer.name(name) for name in self.by]
        cases = (
            "    WHEN "
            + " AND ".join(
                f"{name} = {writer.text(cell)}" for name, cell in zip([*keys, text], found, strict=True)
            )
            + f" THEN {writer.text(right)}"
            for *found, right in self.entries
        )
        return SqlCell(("CASE", *cases, f"    ELSE {text}", "END"))
