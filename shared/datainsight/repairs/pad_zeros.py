"""Leading zeros that a spreadsheet ate are put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from datainsight.repairs.base import Arguments, CellRepair, Example, Snippet, SqlCell, SqlWriter

if TYPE_CHECKING:
    import polars as pl


class PadZeros(CellRepair):
    """Texts of digits alone get zeros in front until they are `width` digits long; other texts stay.

    Safe: the number stays the same.

    Attributes:
        width: Digits of a complete code, e.g. 5 for ZIP codes.
    """

    operation: ClassVar[str] = "pad_zeros"
    is_safe: ClassVar[bool] = True
    phase: ClassVar[int] = 50
    touches: ClassVar[str] = "cells of fewer digits than `width`"
    example: ClassVar[Example] = Example({"column": "zip", "width": 5}, {"zip": ("1234", "12345", "A1")})
    width: int = Field(ge=2, le=40)

    polars: ClassVar[Snippet] = Snippet('''\
def pad_zeros(table: pl.DataFrame, column: str, width: int) -> pl.DataFrame:
    """Put leading zeros back before codes of digits that are too short."""
    text = cs.by_name(column).as_expr()
    padded = pl.when(text.str.contains("^[0-9]+$")).then(text.str.zfill(width)).otherwise(text)
    return table.with_columns(padded.alias(column))
''')
    pandas: ClassVar[Snippet] = Snippet(
        '''\
def pad_zeros(table: pd.DataFrame, column: str, width: int) -> pd.DataFrame:
    """Put leading zeros back before codes of digits that are too short."""
    text = table[column]
    is_code = text.str.contains(re.compile(r"^[0-9]+\\Z"), na=False)
    table[column] = text.mask(is_code, text.str.zfill(width))
    return table
''',
        imports=("re",),
    )
    r: ClassVar[Snippet] = Snippet("""\
# Put leading zeros back before codes of digits that are too short.
pad_zeros <- function(table, column, width) {
  text <- table[[column]]
  table[[column]] <- if_else(str_detect(text, "^[0-9]+\\\\z"), str_pad(text, width, pad = "0"), text)
  table
}
""")

    @property
    def description(self) -> str:
        """What it does."""
        return f"Put leading zeros back, so that codes have {self.width} digits"

    def repaired(self, text: pl.Expr) -> pl.Expr:
        """The padded text where there are digits only."""
        import polars as pl  # noqa: PLC0415  the registry must load without polars

        return pl.when(text.str.contains("^[0-9]+$")).then(text.str.zfill(self.width)).otherwise(text)

    def arguments(self) -> Arguments:
        """The width."""
        return (("width", self.width),)

    def sql(self, text: str, writer: SqlWriter) -> SqlCell:
        """`lpad`, which would cut longer codes."""
        is_short = writer.matches(text, f"^[0-9]{{1,{self.width - 1}}}$")
        return SqlCell((f"CASE WHEN {is_short} THEN lpad({text}, {self.width}, '0') ELSE {text} END",))
