"""A measurement that can be added to another one.

What is concluded from `measure(a + b)` is what is concluded from `measure(a).merge(measure(b))`, up to the
rounding of means and variances.
"""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat

from datainsight.errors import PartialFormatError
from datainsight.models.dataset import LineProblem
from datainsight.profiling import distinct
from datainsight.profiling.column import ColumnPartial
from datainsight.profiling.counted import CountedSet
from datainsight.profiling.limits import ProfilingLimits
from datainsight.profiling.relations.whole_rows import WholeRows
from datainsight.profiling.sample import RowSample

_MANY_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class Partial:
    """What was measured of some rows of a table.

    Attributes:
        hashing: What made the hashes; partials of different hashing cannot be merged.
        limits: What was remembered.
        columns: Names in order.
        row_count: Rows.
        rows: Hashes of the rows, as `distinct.keep` keeps them.
        measured: One for each column.
        sample: Rows chosen by their hashes.
        whole: The hashes of all distinct rows' cells, if they are not too many.
        line_count: Physical lines the rows stand on.
        problem_count: Records that could not be read as the header promises.
        problems: The first of them, by lines counted from the beginning of these rows.
    """

    hashing: str
    limits: ProfilingLimits
    columns: tuple[str, ...]
    row_count: int
    rows: CountedSet
    measured: tuple[ColumnPartial, ...]
    sample: RowSample
    whole: WholeRows
    line_count: int
    problem_count: int
    problems: tuple[LineProblem, ...]

    def merge(self, other: "Partial") -> "Partial":
        """Both together; in any order the same, up to the rounding of means and variances.

        Only the line numbers of problems, and whether values rise or fall, depend on the order: they are
        right where `other` comes later.

        Raises:
            PartialFormatError: They are not of one table, or not measured by the same version.
        """
        for own, others, what in (
            (self.columns, other.columns, "columns"),
            (self.hashing, other.hashing, "hashing"),
            (self.limits, other.limits, "limits"),
        ):
            if own != others:
                raise PartialFormatError(
                    f"Two measurements with different {what} cannot be merged.",
                    remedy="Measure all parts of the table with one version.",
                )
        limits = self.limits
        later = (each.model_copy(update={"line": each.line + self.line_count}) for each in other.problems)
        return Partial(
            self.hashing,
            limits,
            self.columns,
            self.row_count + other.row_count,
            distinct.keep(self.rows.merge(other.rows), limits.distinct),
            self._merge_columns(other),
            self.sample.merge(other.sample, limits.rows_to_sample(len(self.columns))),
            self.whole.merge(other.whole, limits.rows_to_keep_whole(len(self.columns))),
            self.line_count + other.line_count,
            self.problem_count + other.problem_count,
            (*self.problems, *later)[: limits.problems],
        )

    def _merge_columns(self, other: "Partial") -> tuple[ColumnPartial, ...]:
        if self.row_count + other.row_count < _MANY_ROWS:
            pairs = zip(self.measured, other.measured, strict=True)
            return tuple(first.merge(second, self.limits) for first, second in pairs)
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            # Sorting lets go of the interpreter lock.
            limits = repeat(self.limits)
            return tuple(pool.map(ColumnPartial.merge, self.measured, other.measured, limits))


def merge_all(partials: Iterable[Partial]) -> Partial:
    """Merges any number of partials (at least one), holding only a few at a time.

    Equally large ones are merged first, as in a binary counter, so that each row is merged about log n times
    rather than n times.

    Raises:
        PartialFormatError: They are not of one table, or there are none.
    """
    waiting: list[tuple[int, Partial]] = []
    for partial in partials:
        level, merged = 0, partial
        while waiting and waiting[-1][0] == level:
            merged = waiting.pop()[1].merge(merged)
            level += 1
        waiting.append((level, merged))
    if not waiting:
        raise PartialFormatError("There is no measurement to merge.")
    result = waiting.pop()[1]
    while waiting:
        result = waiting.pop()[1].merge(result)
    return result
