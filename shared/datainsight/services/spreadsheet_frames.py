"""Tables for spreadsheets: `reporting.spreadsheet` for all cells of a frame at once."""

from __future__ import annotations

import polars as pl
import polars.selectors as cs

from datainsight.reporting.spreadsheet import FORMULA, HARMLESS, as_text


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """The table with an apostrophe before what a spreadsheet would calculate, names of columns included."""
    # Names may be patterns to polars, so places speak for them.
    plain = frame.rename({name: str(place) for place, name in enumerate(frame.columns)})
    texts = plain.select(cs.string()).columns
    shown = plain.with_columns(_as_text(pl.col(each)).alias(each) for each in texts)
    shown.columns = [as_text(name) for name in frame.columns]
    return shown


def _as_text(cell: pl.Expr) -> pl.Expr:
    is_formula = cell.str.contains(FORMULA) & ~cell.str.contains(f"^({HARMLESS})$")
    return pl.when(is_formula).then(pl.lit("'") + cell).otherwise(cell)
