"""What the reader understood of a source that was written out again."""

from datainsight.models.base import Frozen
from datainsight.models.dataset import LineProblem, SourceDescription


class Conversion(Frozen):
    """The result of converting a source to plain CSV.

    Attributes:
        description: How the source was read.
        row_count: Data rows written.
        line_problem_count: Records that are not as the header promises.
        line_problems: Each of them, by line; the first 100,000 where there are more.
    """

    description: SourceDescription
    row_count: int
    line_problem_count: int
    line_problems: tuple[LineProblem, ...] = ()
