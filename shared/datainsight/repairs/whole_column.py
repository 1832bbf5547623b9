"""Repairs of one column in which a cell may depend on all rows, in groups of rows with the same key."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from datainsight.repairs.base import CellRepair, SqlWriter, exactly

if TYPE_CHECKING:
    import polars as pl

SEPARATOR = "\x1f"
"""Between the texts of a key; the unit separator of ASCII."""


class WholeColumnRepair(CellRepair):
    """Rows with the same texts in `by` are a group; a row with null in one of them belongs to none."""

    is_whole_table: ClassVar[bool] = True
    needs_order: ClassVar[bool] = True  # windows in SQL leave rows in another order
    by: tuple[str, ...] = ()

    @property
    def columns_read(self) -> tuple[str, ...]:
        """The key too."""
        return (*self.by, self.column)

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """All cells at once."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        return pl.map_batches(
            [text, *(exactly(name) for name in self.by)], self._repaired, return_dtype=pl.String
        )

    def _repaired(self, series: Sequence[pl.Series]) -> pl.Series:
        return self.whole(self.grouped(series))

    def grouped(self, series: Sequence[pl.Series]) -> pl.DataFrame:
        """The "key" and the "text" of each row, of the column itself and those of the key."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        frame = pl.DataFrame([each.alias(str(number)) for number, each in enumerate(series)])
        key = pl.concat_str(pl.all().exclude("0"), separator=SEPARATOR) if self.by else pl.lit("")
        return frame.select(key.alias("key"), pl.col("0").alias("text"))

    @abstractmethod
    def whole(self, rows: pl.DataFrame) -> pl.Series:
        """The new texts of rows with a "key" (null where there is none) and a "text", in order."""

    def sql_key(self, writer: SqlWriter) -> str:
        """The key as an expression; the empty text where all rows are one group."""
        separator = f" || {writer.text(SEPARATOR)} || "
        return separator.join(writer.name(name) for name in self.by) or writer.text("")


POLARS_KEY = """\
    key = pl.concat_str(cs.by_name(*by), separator="\\x1f") if by else pl.lit("")
    rows = table.select(key.alias("key"), cs.by_name(column).alias("text"))
"""
PANDAS_KEY = """\
    rows = pd.DataFrame({"key": "", "text": table[column]}, index=table.index)
    for number, name in enumerate(by):
        rows["key"] = table[name] if number == 0 else rows["key"] + "\\x1f" + table[name]
"""
R_KEY = """\
  text <- table[[column]]
  key <- rep("", nrow(table))
  if (length(by) > 0) key <- do.call(str_c, c(unname(as.list(table[by])), sep = "\\x1f"))
"""
"""What functions begin with: the texts and their keys."""
