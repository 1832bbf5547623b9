"""What a table promises: the part of a contract that is the same in every format.

Only what every value of the table keeps today, as it stands in the file: a column is promised to be a number
or a date where each value is written plainly; else it is text. Facts that were estimated promise nothing.
"""

from collections.abc import Iterable

from datainsight.models.base import Frozen
from datainsight.models.document import ProfileDocument
from datainsight.models.profile import ColumnProfile, DataType
from datainsight.semantics.quotations import HIDDEN

LARGEST_INTEGER = 2**63 - 1
MAXIMUM_ALLOWED_VALUES = 20
FEWEST_ROWS_PER_VALUE = 5
"""A list of allowed values is a promise only where values repeat."""

PLAIN_NOTATIONS: dict[DataType, frozenset[str]] = {
    DataType.INTEGER: frozenset({"plain"}),
    DataType.DECIMAL: frozenset({"plain"}),
    DataType.DATE: frozenset({"%Y-%m-%d"}),
}
"""How values must be written so that every tool reads them as what they are."""


class ColumnPromise(Frozen):
    """What holds for every value of a column.

    Attributes:
        name: The column's.
        data_type: Integer, decimal, date, or text.
        is_required: No value is missing.
        is_unique: No value occurs twice, and none is missing.
        minimum: Of numbers; None where nothing is promised.
        maximum: The same.
        allowed_values: All that occur, where they are few; empty promises nothing.
        maximum_length: Of text, in characters.
        is_pii: Its values are not told, so less is promised.
    """

    name: str
    data_type: DataType
    is_required: bool
    is_unique: bool
    minimum: int | float | None = None
    maximum: int | float | None = None
    allowed_values: tuple[str, ...] = ()
    maximum_length: int | None = None
    is_pii: bool = False


class Promises(Frozen):
    """What holds for the table."""

    name: str
    columns: tuple[ColumnPromise, ...]
    key: tuple[str, ...] = ()
    """The shortest set of columns that identifies a row and is never empty."""


def promises_of(document: ProfileDocument) -> Promises:
    """Reads the promises off a masked document."""
    rows = document.dataset.row_count
    columns = tuple(_promise(column, rows) for column in document.columns)
    return Promises(name=document.dataset.name, columns=columns, key=_key(document, columns))


def _promise(column: ColumnProfile, rows: int) -> ColumnPromise:
    data_type = _type(column)
    is_required = rows > 0 and column.null_count == 0
    is_number = data_type in (DataType.INTEGER, DataType.DECIMAL)
    return ColumnPromise(
        name=column.name,
        data_type=data_type,
        is_required=is_required,
        is_unique=is_required and column.is_exact and rows > 1 and column.distinct_count == rows,
        minimum=_number(column.minimum) if is_number else None,
        maximum=_number(column.maximum) if is_number else None,
        allowed_values=_allowed(column, rows) if data_type is DataType.TEXT else (),
        maximum_length=_length(column) if data_type is DataType.TEXT else None,
        is_pii=column.is_pii,
    )


def _type(column: ColumnProfile) -> DataType:
    """The type that every value has as it is written, text in doubt."""
    plain = PLAIN_NOTATIONS.get(column.data_type)
    is_plain = (
        plain is not None
        and column.type_share == 1
        and bool(column.notations)
        and all(each.notation in plain for each in column.notations)
        and not any(column.null_spellings.keys() - {""})
        and not column.infinity_count
    )
    if not is_plain:
        return DataType.TEXT
    ends = (_number(column.minimum), _number(column.maximum))
    is_small = all(value is None or abs(value) <= LARGEST_INTEGER for value in ends)
    if column.data_type is DataType.INTEGER and not is_small:
        return DataType.TEXT
    return column.data_type


def _number(value: object) -> int | float | None:
    """A number; integers stay integers."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _allowed(column: ColumnProfile, rows: int) -> tuple[str, ...]:
    """All values of the column as they stand in the file, where they are known, shown, few and repeated."""
    values = [each.value for each in column.top_values]
    is_complete = sum(each.count for each in column.top_values) == rows - column.null_count
    spellings = [text for text in column.null_spellings if text]
    if (
        not values
        or not is_complete
        or len(values) + len(spellings) > MAXIMUM_ALLOWED_VALUES
        or rows < FEWEST_ROWS_PER_VALUE * len(values)
        or any(HIDDEN in value for value in (*values, *spellings))
    ):
        return ()
    return tuple(sorted({*values, *spellings}))


def _length(column: ColumnProfile) -> int | None:
    """The longest text, "no value" in words included; None where that is not known."""
    spellings = [text for text in column.null_spellings if text]
    if column.text is None or (column.is_pii and spellings):
        return None
    return max([column.text.maximum_length, *map(len, spellings)])


def _key(document: ProfileDocument, columns: Iterable[ColumnPromise]) -> tuple[str, ...]:
    required = {column.name for column in columns if column.is_required}
    keys = [key.columns for key in document.keys if key.is_exact and required.issuperset(key.columns)]
    keys += [(column.name,) for column in columns if column.is_unique]
    return min(keys, key=len, default=())
