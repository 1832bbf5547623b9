"""From a source to its profile document, in one process and bounded memory.

The state machine's Lambdas run the same functions one by one, so both give the same document.
"""

import importlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial as bind
from typing import TYPE_CHECKING

from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.models.muting import MuteRule
from datainsight.models.profile import TableProfile
from datainsight.profiling.limits import limits_for
from datainsight.profiling.measure import measure_all
from datainsight.profiling.partial import Partial
from datainsight.reading.ahead import fetched_ahead
from datainsight.reading.source import ByteSource
from datainsight.services.progress import Progress, silent
from datainsight.services.reading import Reading, open_reading

if TYPE_CHECKING:
    from datainsight.codegen.runtimes import Runtime

_LATER_STAGES = "datainsight.services.judge_table"


def analyse(
    source: ByteSource,
    goal: Goal = Goal.GENERAL_AUDIT,
    *,
    longest_determinant: int | None = None,
    tries_all_rows: bool = False,
    progress: Progress = silent,
) -> ProfileDocument:
    """Everything the product knows about a source.

    Raises:
        UnreadableError: It is no table.
        RefusedError: It is too large or unsafe.
    """
    progress("Looking at the file")
    reading = open_reading(source)
    return analyse_reading(
        reading,
        goal,
        longest_determinant=longest_determinant,
        tries_all_rows=tries_all_rows,
        progress=progress,
    )


def analyse_reading(
    reading: Reading,
    goal: Goal,
    *,
    longest_determinant: int | None = None,
    mutes: Sequence[MuteRule] = (),
    runtimes: "Sequence[Runtime] | None" = None,
    tries_all_rows: bool = False,
    progress: Progress = silent,
) -> ProfileDocument:
    """The same, for a source that was understood already.

    Args:
        reading: The source.
        goal: What the table is for.
        longest_determinant: Most columns in a key or on the left side of a dependency. Where it is given,
            more rows than usual are compared, which takes more time and memory.
        mutes: Which issues are not wanted.
        runtimes: Languages besides polars in which repairs are run too, where they are installed; by default
            DuckDB.
        tries_all_rows: Whether repairs of a long table that work row by row are tried on all rows, which are
            read again for that; else its first rows stand for them.
        progress: Is told what is being done.

    Raises:
        UnreadableError: It turns out to be no table while reading.
    """
    partial = _measured(reading, longest_determinant, progress)
    from datainsight.services import judge_table  # noqa: PLC0415  imported by now, see `_measured`

    progress("Concluding")
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="beginning") as ahead:
        # The rows that repairs are tried on; nobody else reads the source meanwhile.
        beginning = fetched_ahead(reading.beginning(), ahead)
        profile = judge_table.concluded(partial, reading.description, longest_determinant)
    profile = judge_table.counted(profile, goal, bind(reading.cells, progress, "Verifying dependencies"))
    progress("Trying the repairs")
    document = judge_table.judged(profile, goal, mutes, lambda: beginning, runtimes)
    if not tries_all_rows:
        return document
    return judge_table.tried_on_all(document, lambda: reading.batches(progress, "Trying the repairs"))


def measure_reading(
    reading: Reading, longest_determinant: int | None = None, *, progress: Progress = silent
) -> TableProfile:
    """The facts of a table; memory holds one batch and a few partial measurements.

    A table with more rows than are compared with each other is read once more, to count on all rows whether
    the dependencies of the sample hold.
    """
    partial = _measured(reading, longest_determinant, progress)
    from datainsight.services import judge_table  # noqa: PLC0415  imported by now, see `_measured`

    progress("Concluding")
    profile = judge_table.concluded(partial, reading.description, longest_determinant)
    return judge_table.counted(
        profile, Goal.GENERAL_AUDIT, bind(reading.cells, progress, "Verifying dependencies")
    )


def _measured(reading: Reading, longest_determinant: int | None, progress: Progress) -> Partial:
    """The measurement of all rows; what is needed after it is imported while the first ones are read."""
    limits = limits_for(longest_determinant)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="imports") as imports:
        later = imports.submit(_load_later_stages, is_long=len(reading.shards) > 1)
        partial = measure_all(reading.cells(progress, "Measuring"), limits)
    later.result()
    return partial


def _load_later_stages(*, is_long: bool) -> None:
    """Imports what comes after measuring, and prepares it where measuring takes long enough."""
    stages = importlib.import_module(_LATER_STAGES)
    if is_long:
        stages.prepare()
