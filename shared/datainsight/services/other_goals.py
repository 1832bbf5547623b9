"""Repairs that other goals would offer are tried with the data at hand, for whoever changes the goal later.

A privacy review offers to mask columns that an audit leaves as they are. Judging for another goal reads no
row, so what only that goal offers has to be tried when the table is measured.
"""

from collections.abc import Callable, Iterable, Sequence

from datainsight.codegen.runtimes import Runtime
from datainsight.codegen.verify import verify
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.models.recommendation import Verification
from datainsight.reading.frames import TextBatch
from datainsight.recommending.another_goal import is_tried, judged_for, trials_of


def tried_for_other_goals(
    document: ProfileDocument,
    batches: Callable[[], Iterable[TextBatch]],
    *,
    runtimes: Sequence[Runtime] = (),
) -> dict[str, Verification]:
    """What trying the repairs shows that the document does not offer but another goal would.

    Of tables with more than 50,000 rows the first ones speak for all, as their verification says.

    Args:
        document: Its own repairs tried, not masked.
        batches: Gives the table from its beginning.
        runtimes: Languages besides polars in which the repairs are run too.
    """
    found: dict[str, Verification] = {}
    for goal in Goal:
        judged = judged_for(document, goal, found)
        untried = {each.id for each in judged.recommendations if not is_tried(each)}
        if goal is not document.goal and untried:
            verified = verify(judged, batches, runtimes=runtimes, only=untried)
            found |= trials_of(verified)
    offered = trials_of(document)
    return {name: each for name, each in found.items() if name not in offered}
