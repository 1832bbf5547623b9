"""Which cells an issue means, as data: stored with the issue, evaluated by `profiling.selecting`."""

from typing import Annotated, Literal

from pydantic import Field

from datainsight.models.base import Frozen
from datainsight.models.profile import DataType


class ValuesIn(Frozen):
    """Cells of a column whose text is one of `values` ("" is the empty cell).

    `confidences` says for each of them how sure it is that such a cell is wrong; where it is empty, the
    confidence of the issue holds for all.

    Attributes:
        kind: "values_in".
        column: Its name.
        values: The texts.
        confidences: One for each text, or none.
    """

    kind: Literal["values_in"] = "values_in"
    column: str
    values: tuple[str, ...]
    confidences: tuple[float, ...] = ()


class Matching(Frozen):
    """Cells of a column whose text holds a match of `regex` (Rust syntax, unanchored); nulls never match.

    Attributes:
        kind: "matching".
        column: Its name.
        regex: What to find.
    """

    kind: Literal["matching"] = "matching"
    column: str
    regex: str


class OutsideRange(Frozen):
    """Cells of a column whose number lies below `lower` or above `upper`.

    Attributes:
        kind: "outside_range".
        column: Its name.
        lower: Smallest number that is meant to be.
        upper: Largest one.
    """

    kind: Literal["outside_range"] = "outside_range"
    column: str
    lower: float
    upper: float


class NotOfType(Frozen):
    """Cells that are neither null (in any of the spellings) nor of the column's type.

    Attributes:
        kind: "not_of_type".
        column: Its name.
        data_type: Its type.
        null_spellings: Texts that say "no value".
    """

    kind: Literal["not_of_type"] = "not_of_type"
    column: str
    data_type: DataType
    null_spellings: tuple[str, ...] = ()


class Contradicting(Frozen):
    """Cells of a column that hold a certain text while other columns of the row hold certain texts.

    An issue of the whole table means the rows with these cells.

    Each of `cases` is the texts of `by`, in order, then the text of `column` ("" is the empty cell).
    `confidences` says for each of them how sure it is that such a cell is wrong.

    Attributes:
        kind: "contradicting".
        column: Its name.
        by: The other columns.
        cases: Texts of these, and of the column.
        confidences: One for each case.
    """

    kind: Literal["contradicting"] = "contradicting"
    column: str
    by: tuple[str, ...]
    cases: tuple[tuple[str, ...], ...]
    confidences: tuple[float, ...]


class WholeColumn(Frozen):
    """The column as such, no cell in particular.

    Attributes:
        kind: "whole_column".
        column: Its name.
    """

    kind: Literal["whole_column"] = "whole_column"
    column: str


class DuplicateRows(Frozen):
    """Every row that equals an earlier row in all columns.

    Attributes:
        kind: "duplicate_rows".
    """

    kind: Literal["duplicate_rows"] = "duplicate_rows"


Selector = Annotated[
    ValuesIn | Matching | OutsideRange | NotOfType | Contradicting | WholeColumn | DuplicateRows,
    Field(discriminator="kind"),
]
