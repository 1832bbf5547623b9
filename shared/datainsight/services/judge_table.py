"""What follows from the measurement of a table: what is imported while its first rows are read."""

from collections.abc import Callable, Iterable, Sequence

from datainsight.codegen.confirm import confirmed, to_be_confirmed
from datainsight.codegen.row_trials import try_rows
from datainsight.codegen.runtimes import DUCKDB, Runtime, installed
from datainsight.codegen.verify import verify
from datainsight.insight.rules import write_insight
from datainsight.models.dataset import SourceDescription
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.models.muting import MuteRule
from datainsight.models.profile import DataType, TableProfile
from datainsight.profiling.conclude import conclude
from datainsight.profiling.partial import Partial
from datainsight.profiling.relations.relate import DEFAULT_LONGEST
from datainsight.profiling.relations.verifying import Verification
from datainsight.reading.batches import TextBatch
from datainsight.reading.cell_batches import CellBatch
from datainsight.recommending.assess import assess
from datainsight.recommending.muting import mute
from datainsight.semantics.decide import decide
from datainsight.semantics.lexicon import lexicon
from datainsight.semantics.model import ColumnEvidence

_ANY_TEXT = ColumnEvidence(
    header="text", data_type=DataType.TEXT, values=("any text",), distinct_count=1, value_count=1
)


def prepare() -> None:
    """Makes now what conclusions make when they first need it: known words, expressions of semantic types.

    For long tables alone, as it can take as long as all else does of a small one.
    """
    lexicon()
    decide((_ANY_TEXT,))


def concluded(
    partial: Partial, description: SourceDescription, longest_determinant: int | None
) -> TableProfile:
    """The profile of a measured table, see `conclude`."""
    return conclude(partial, description, longest_determinant or DEFAULT_LONGEST)


def counted(
    profile: TableProfile, goal: Goal, cells: Callable[[Sequence[str]], Iterable[CellBatch]]
) -> TableProfile:
    """The profile with what only a sample told counted on all rows, which are read again for that.

    Args:
        profile: The facts.
        goal: Groups of people are counted for privacy alone.
        cells: Gives columns of the whole table.
    """
    verification = Verification(profile, goal)
    return verification.count(cells(verification.columns)) if verification.is_needed else profile


def judged(
    profile: TableProfile,
    goal: Goal,
    mutes: Sequence[MuteRule],
    beginning: Callable[[], Iterable[TextBatch]],
    runtimes: Sequence[Runtime] | None,
) -> ProfileDocument:
    """The profile with its issues, repairs that were tried, and words.

    Args:
        profile: The facts.
        goal: What the table is for.
        mutes: Which issues are not wanted.
        beginning: Gives the table from its beginning.
        runtimes: Languages besides polars in which repairs are run too, where installed; None: DuckDB.
    """
    assessed = mute(assess(profile, goal), mutes)
    verified = verify(assessed, beginning, runtimes=installed(*((DUCKDB,) if runtimes is None else runtimes)))
    # The state machine writes the words while it verifies, so they speak of the assessed document.
    return verified.model_copy(update={"insight": write_insight(assessed)})


def tried_on_all(document: ProfileDocument, batches: Callable[[], Iterable[TextBatch]]) -> ProfileDocument:
    """The document with repairs tried on all rows where a sample spoke for them, as shards do in the cloud.

    Args:
        document: Verified on its first rows, not masked.
        batches: Gives the whole table.
    """
    if not to_be_confirmed(document):
        return document
    return confirmed(document, try_rows(document, (batch.frame for batch in batches())))
