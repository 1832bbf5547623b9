"""A row of totals below a table: `Total;;1234`.

Such a row fits the table, so its words alone prove nothing: a customer may be called Total. It is taken for
one where a word for totals stands in it and the numbers are the sums of their columns.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, DecimalException

from datainsight.models.dataset import Dialect
from datainsight.reading.cells import CellSplitter
from datainsight.reading.encoding import encoded_length
from datainsight.reading.limits import KIB, MIB

LARGEST_TABLE = 4 * MIB
"""Bytes of a table that is read as a whole to see whether its last row holds sums."""

LONGEST_ROW = 16 * KIB

_IN_LANGUAGES = (
    # English, German, French, Spanish, Portuguese, Italian, Dutch, Scandinavian, Finnish
    "total|totals|grand total|sum|overall|summe|gesamt|gesamtsumme|insgesamt|endsumme|total général|somme"
    "|total general|suma|suma total|soma|total geral|totale|totale generale|somma|totaal|eindtotaal|totalt"
    "|summa|sum total|i alt|yhteensä"
    # Polish, Czech, Slovak, Hungarian, Romanian, Turkish, Greek, Russian, Ukrainian
    "|razem|łącznie|celkem|součet|spolu|összesen|toplam|genel toplam|σύνολο|итого|всего|сумма|разом|усього"
    # Arabic, Hebrew, Hindi, Chinese, Japanese, Korean, Vietnamese, Indonesian
    '|المجموع|الإجمالي|סך הכל|סה"כ|कुल|总计|合计|總計|合計|総計|합계|총계|tổng|tổng cộng|jumlah'
)
_WORDS = frozenset(_IN_LANGUAGES.split("|"))
_FEWEST_ROWS = 3
_NUMBER = re.compile(r"[+-]?[\d.,'’\u00a0\u202f ]*\d")
_AROUND = re.compile(r"^[(\s]*[$€£¥₹]?\s*|\s*[$€£¥₹%]?[)\s]*$")
_GROUPING = re.compile(r"['’\s]")


@dataclass(frozen=True)
class TotalRow:
    """A row of sums at the end of a table.

    Attributes:
        size_bytes: From its beginning to the end of the table, line ends and blank lines before it included.
        columns: Places of the columns whose sums it holds.
        rows: Rows with something in them before it.
    """

    size_bytes: int
    columns: tuple[int, ...]
    rows: int


def may_be_total(tail: str, dialect: Dialect) -> bool:
    """Whether the last line of a text has a word for totals in one of its cells."""
    lines = tail.rstrip().splitlines()
    return bool(lines) and _has_word(CellSplitter.of(dialect).split(lines[-1]))


def find_total(text: str, dialect: Dialect, width: int, encoding: str) -> TotalRow | None:
    """The row of totals that a table ends with.

    Args:
        text: All rows of the table, without its header and without notes behind it.
        dialect: Of the table.
        width: Number of columns.
        encoding: Of the source.
    """
    line_end = "\r" if dialect.line_terminator == "\r" else "\n"
    if dialect.quote and any(line.count(dialect.quote) % 2 for line in text.split(line_end)):
        return None  # cells of several lines: what a row is, is for the reader to say
    splitter = CellSplitter.of(dialect)
    lines = text.split(line_end)
    rows = [
        (place, splitter.split(line.removesuffix("\r"))) for place, line in enumerate(lines) if line.strip()
    ]
    if len(rows) <= _FEWEST_ROWS or not _has_word(rows[-1][1]) or len(rows[-1][1]) > width:
        return None
    last, body = rows[-1][1], [cells for _, cells in rows[:-1]]
    if any(len(cells) != width for cells in body):
        return None
    columns = _summed(last, body)
    if not columns:
        return None
    removed = line_end.join(lines[rows[-2][0] + 1 :])
    return TotalRow(encoded_length(removed, encoding), columns, len(body))


def _has_word(cells: Sequence[str]) -> bool:
    return any(cell.strip().rstrip(":").rstrip().casefold() in _WORDS for cell in cells)


def _summed(last: Sequence[str], body: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Which columns the last row holds the sums of; none where most of its numbers are something else."""
    best: tuple[int, ...] = ()
    for point in ".,":
        numbers = {
            place: found for place, cell in enumerate(last) if (found := _number(cell, point)) is not None
        }
        summed = tuple(place for place, total in numbers.items() if _is_sum(total, body, place, point))
        if len(summed) > len(best) and 2 * len(summed) > len(numbers):
            best = summed
    return best


def _is_sum(total: Decimal, body: Sequence[Sequence[str]], place: int, point: str) -> bool:
    """Whether several numbers of a column, and nothing else in it, make a total, but for its rounding."""
    cells = [row[place] for row in body if row[place].strip()]
    numbers = [found for cell in cells if (found := _number(cell, point)) is not None]
    if len(numbers) < len(cells) or sum(map(bool, numbers)) < _FEWEST_ROWS:
        return False
    exponent = total.as_tuple().exponent
    rounding = Decimal(1).scaleb(exponent) / 2 if isinstance(exponent, int) else Decimal(0)
    return abs(sum(numbers) - total) <= rounding


def _number(cell: str, point: str) -> Decimal | None:
    """The number that a cell holds where `point` stands before its decimals."""
    text = _AROUND.sub("", cell)
    if not _NUMBER.fullmatch(text):
        return None
    plain = _GROUPING.sub("", text).replace("," if point == "." else ".", "").replace(point, ".")
    try:
        number = Decimal(plain)
    except DecimalException:
        return None
    return -number if cell.strip().startswith("(") else number
