"""How much a measurement remembers before it turns from exact to estimated."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class ProfilingLimits:
    """Sizes beyond which a measurement forgets; partials of different limits do not merge.

    Every limit decides by the data alone, never by the order or the cut of the table, so that a table
    measured in a thousand pieces gives what it gives in one.

    Attributes:
        distinct: Distinct hashes kept for each column and for the rows. Distinct counts are exact up to here;
            beyond, the smallest ones are kept and the count is estimated (KMV, Bar-Yossef et al. 2002).
        texts: Distinct values whose text is kept; with more, the texts of a column are forgotten.
        text_bytes: Size of those texts together (UTF-8) up to which they are kept.
        numbers: Distinct numbers or instants kept for each notation of a column. Quantiles are exact up to
            here; beyond, they come from the sampled rows.
        sample_rows: Distinct rows in the bottom-k sample (Cohen & Kaplan 2007).
        sample_cells: The sample has at most this many cells, so that wide tables have fewer rows in it.
        sample_text: Characters kept of one sampled cell.
        whole_rows: Distinct rows up to which the hashes of all cells are kept, for relations between columns.
        whole_cells: The same, as a number of cells, for wide tables.
        examples: Distinct texts kept for each notation of a column.
        heavy_share: A value with at least this share of the rows keeps its text whatever happens.
        problems: Unreadable records that are listed rather than only counted.
    """

    distinct: int = 1 << 20
    texts: int = 1 << 16
    text_bytes: int = 8 << 20
    numbers: int = 1 << 20
    sample_rows: int = 1 << 13
    sample_cells: int = 1 << 20
    sample_text: int = 200
    whole_rows: int = 100_000
    whole_cells: int = 1 << 22
    examples: int = 64
    heavy_share: float = 1 / 4096
    problems: int = 100

    def rows_to_sample(self, column_count: int) -> int:
        """Rows to keep of a table with that many columns; never more than the hashes that count them."""
        affordable = max(self.sample_cells // max(column_count, 1), 64)
        return min(self.sample_rows, affordable, self.distinct)

    def rows_to_keep_whole(self, column_count: int) -> int:
        """Distinct rows up to which a table is kept whole; never more than the hashes that count them."""
        affordable = max(self.whole_cells // max(column_count, 1), 64)
        return min(self.whole_rows, affordable, self.distinct)


DEFAULT = ProfilingLimits()

THOROUGH = replace(DEFAULT, whole_rows=1 << 20, whole_cells=48 << 20)
"""For those who ask for dependencies by name: ten times as many rows are kept whole, up to 400 MB of them."""


def limits_for(longest_determinant: int | None) -> ProfilingLimits:
    """How much is remembered, by whether somebody says how long the left sides of dependencies may be."""
    return DEFAULT if longest_determinant is None else THOROUGH
