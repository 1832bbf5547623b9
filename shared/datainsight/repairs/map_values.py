"""Spellings of one value become one spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import model_validator

from datainsight.repairs.base import Arguments, CellRepair, Example, Pairs, Snippet, SqlCell, SqlWriter
from datainsight.repairs.blank_text import squish

if TYPE_CHECKING:
    import polars as pl


class MapValues(CellRepair):
    """Each text in a list becomes the text beside it, e.g. variants in case become the usual spelling.

    Safe where the two texts mean the same, which the check that offers it has to know. A text also counts
    without its outer white space.

    Attributes:
        mapping: Pairs of a text and its replacement. No replacement is itself to be replaced.
    """

    operation: ClassVar[str] = "map_values"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 20
    touches: ClassVar[str] = "cells that hold one of the texts"
    example: ClassVar[Example] = Example(
        {"column": "town", "mapping": (("PARIS", "Paris"), ("Pariss", "Paris"))},
        {"town": ("PARIS", "Paris", "Pariss", "Lyon")},
    )
    holds_values: ClassVar[bool] = True
    mapping: tuple[tuple[str, str], ...]

    polars: ClassVar[Snippet] = Snippet('''\
def map_values(table: pl.DataFrame, column: str, mapping: dict[str, str]) -> pl.DataFrame:
    """Give each text that has a usual spelling that spelling."""
    return table.with_columns(cs.by_name(column).replace(mapping).alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet('''\
def map_values(table: pd.DataFrame, column: str, mapping: dict[str, str]) -> pd.DataFrame:
    """Give each text that has a usual spelling that spelling."""
    text = table[column]
    table[column] = text.replace(mapping)
    return table
''')
    r: ClassVar[Snippet] = Snippet("""\
# Give each text that has a usual spelling that spelling.
map_values <- function(table, column, texts, usual) {
  found <- match(table[[column]], texts)
  table[[column]] <- if_else(is.na(found), table[[column]], usual[found])
  table
}
""")

    @model_validator(mode="after")
    def _is_a_function_without_chains(self) -> Self:
        sources = [source for source, _ in self.mapping]
        if len(set(sources)) != len(sources):
            raise ValueError("mapping: a text is replaced twice")
        if any(not text for pair in self.mapping for text in pair):
            raise ValueError("mapping: an empty text is no value")
        changed = {source for source, target in self.mapping if source != target}
        if any(target in changed for _, target in self.mapping):
            raise ValueError("mapping: a replacement is itself replaced")
        return self

    @property
    def description(self) -> str:
        """What it does."""
        return "Write the spellings of one value in one way"

    @property
    def pairs(self) -> dict[str, str]:
        """The mapping as it stands, and for squished texts where that contradicts nothing."""
        targets = {target for _, target in self.mapping}
        pairs = {source: target for source, target in self.mapping if source != target}
        for source, target in self.mapping:
            bare = squish(source)
            if bare and bare not in targets and bare not in pairs:
                pairs[bare] = target
        return pairs

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The replacement where there is one."""
        return text.replace(self.pairs) if self.pairs else text

    def arguments(self) -> Arguments:
        """The pairs."""
        return (Pairs("mapping", "texts", "usual", tuple(self.pairs.items())),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """A simple CASE with one WHEN a pair."""
        if not self.pairs:
            return SqlCell((text,))
        cases = (
            f"    WHEN {writer.text(source)} THEN {writer.text(target)}"
            for source, target in self.pairs.items()
        )
        return SqlCell((f"CASE {text}", *cases, f"    ELSE {text}", "END"))
